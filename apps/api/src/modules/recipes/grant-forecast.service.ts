import type { TerritoryOrWorld } from '@flipside/royalty';
import { Inject, Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/auth/principal.ts';
import { Database } from '../../platform/database/database.ts';
import { GrantBulkService } from '../consent/index.ts';
import type { BulkPlan, BulkRecord, BulkRequest, FlipForecast } from '../consent/index.ts';
import { DecisionService } from './decision.service.ts';
import { RecipeRepository } from './recipe.repository.ts';
import type { LicensedRow } from './recipe.repository.ts';

const BATCH = 50;
/** Beyond so many flips a preview says "at least". */
const MOST_FLIPS = 2_000;

/** What a change of many grants would do to flips, before anybody applies it. */
@Injectable()
export class GrantForecastService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(GrantBulkService) private readonly bulks: GrantBulkService,
    @Inject(RecipeRepository) private readonly recipes: RecipeRepository,
    @Inject(DecisionService) private readonly decisions: DecisionService,
  ) {}

  /** Access is asked for where the change is planned. */
  async preview(principal: Principal, partyId: string, request: BulkRequest): Promise<BulkRecord> {
    const plan = await this.bulks.plan(principal, partyId, request);
    return await this.bulks.keep(principal, plan, await this.forecast(plan));
  }

  private async forecast(plan: BulkPlan): Promise<FlipForecast> {
    const found = { stopping: 0, starting: 0, bounded: false };
    let after: string | undefined = plan.recordingIds.length === 0 ? undefined : '';
    let seen = 0;
    while (after !== undefined && seen < MOST_FLIPS) {
      const rows: LicensedRow[] = await this.recipes.using(
        this.database.prisma,
        plan.recordingIds,
        after,
        BATCH,
      );
      const turns = await this.turnsOf(rows, plan);
      found.stopping += turns.filter(({ before, after: later }) => before && !later).length;
      found.starting += turns.filter(({ before, after: later }) => !before && later).length;
      seen += rows.length;
      after = rows.length < BATCH ? undefined : rows.at(-1)?.hash;
    }
    return { ...found, bounded: after !== undefined };
  }

  /** For each flip whether it is cleared without the change and with it, at the instant the change takes effect. */
  private async turnsOf(
    rows: readonly LicensedRow[],
    { grants, at }: BulkPlan,
  ): Promise<{ before: boolean; after: boolean }[]> {
    if (rows.length === 0) return [];
    const questions = rows.map(({ hash, uses, territory }) => ({
      ...{ recipe: hash, uses, at },
      territory: territory as TerritoryOrWorld,
    }));
    const [before, later] = await this.decisions.compareAll(this.database.prisma, questions, grants, at);
    return rows.map((_row, index) => ({
      before: before[index]?.decision.state === 'CLEARED',
      after: later[index]?.decision.state === 'CLEARED',
    }));
  }
}
