import type { TerritoryOrWorld } from '@flipside/royalty';
import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { Database } from '../../platform/database/database.ts';
import { RecordingClearanceService } from '../consent/index.ts';
import { DecisionService } from './decision.service.ts';
import { RecipeRepository } from './recipe.repository.ts';
import type { StandingRow } from './recipe.repository.ts';

const BATCH = 100;

/** Whose published flips rest on a grant. */
@Injectable()
export class GrantProducersView {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(RecordingClearanceService) private readonly clearances: RecordingClearanceService,
    @Inject(RecipeRepository) private readonly recipes: RecipeRepository,
    @Inject(DecisionService) private readonly decisions: DecisionService,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Those of whom a flip stops playing when the grant ends at that instant: nothing else covers it, and nothing ends it
   * before. Batches of users; one with many flips may come in several.
   */
  async *producersLosing(grantId: string, endsAt: Date): AsyncGenerator<string[]> {
    for await (const recordingIds of this.clearances.concernedByGrant(grantId)) {
      let after: string | undefined = '';
      while (after !== undefined) {
        const rows: StandingRow[] = await this.recipes.publishedUsing(
          this.database.prisma,
          recordingIds,
          after,
          BATCH,
        );
        const losing = await this.losing(rows, endsAt);
        if (losing.length > 0) yield losing;
        after = rows.length < BATCH ? undefined : rows.at(-1)?.hash;
      }
    }
  }

  private async losing(rows: readonly StandingRow[], endsAt: Date): Promise<string[]> {
    if (rows.length === 0) return [];
    const at = this.clock.now();
    const questions = rows.map(({ hash, uses, territory }) => ({
      recipe: hash,
      uses,
      at,
      territory: territory as TerritoryOrWorld,
    }));
    const decided = await this.decisions.decideAll(this.database.prisma, questions, at);
    const lost = rows.filter((_, index) => decided[index]?.closing?.at.getTime() === endsAt.getTime());
    return [...new Set(lost.map(({ producerId }) => producerId))];
  }
}
