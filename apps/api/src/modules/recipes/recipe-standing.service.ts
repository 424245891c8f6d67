import type { Reason, TerritoryOrWorld } from '@flipside/royalty';
import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { Database } from '../../platform/database/database.ts';
import type { Tx } from '../../platform/database/database.ts';
import { Outbox } from '../../platform/outbox/outbox.ts';
import { RecordingClearanceService } from '../consent/index.ts';
import { DecisionService } from './decision.service.ts';
import { recipeRestored, recipeWithdrawn } from './events.ts';
import { RecipeStateRepository } from './recipe-state.repository.ts';
import { RecipeRepository } from './recipe.repository.ts';
import type { StandingRow } from './recipe.repository.ts';
import type { StateChange } from './recipe.types.ts';
import { withdrawalReason } from './withdrawal-reason.ts';

const BATCH = 50;

/** Takes recipes out of sight when a source is not cleared any more, and back when it is again. */
@Injectable()
export class RecipeStandingService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(RecipeRepository) private readonly recipes: RecipeRepository,
    @Inject(RecipeStateRepository) private readonly states: RecipeStateRepository,
    @Inject(RecordingClearanceService) private readonly clearances: RecordingClearanceService,
    @Inject(DecisionService) private readonly decisions: DecisionService,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** After a grant changed. Running it twice is harmless: it goes by what holds now. */
  async reviewGrant(grantId: string): Promise<void> {
    for await (const ids of this.clearances.affectedByGrant(grantId)) await this.reviewRecordings(ids);
  }

  /** After a mandate was given, confirmed or ended. */
  async reviewMandate(mandateId: string): Promise<void> {
    for await (const ids of this.clearances.affectedByMandate(mandateId)) await this.reviewRecordings(ids);
  }

  /** After the tariff changed: minimum rates may be met or missed anywhere. */
  async reviewAll(): Promise<void> {
    for await (const ids of this.clearances.all()) await this.reviewRecordings(ids);
  }

  /** After shares changed, or time passed: grants begin and end. */
  async reviewRecordings(recordingIds: readonly string[]): Promise<void> {
    let after: string | undefined = '';
    while (after !== undefined) {
      const from: string = after;
      const rows = await this.database.transaction((tx) => this.reviewBatch(tx, recordingIds, from));
      after = rows.length < BATCH ? undefined : rows.at(-1)?.hash;
    }
  }

  private async reviewBatch(tx: Tx, recordingIds: readonly string[], after: string): Promise<StandingRow[]> {
    const rows = await this.recipes.lockUsing(tx, recordingIds, after, BATCH);
    const at = this.clock.now();
    const questions = rows.map(({ hash, uses, territory }) => ({
      recipe: hash,
      uses,
      at,
      territory: territory as TerritoryOrWorld,
    }));
    const decided = questions.length === 0 ? [] : await this.decisions.decideAll(tx, questions, at);
    for (const [index, row] of rows.entries()) {
      const decision = decided[index]?.decision;
      if (decision !== undefined) await this.settle(tx, row, decision.state === 'CLEARED', decision.reasons);
    }
    return rows;
  }

  private async settle(
    tx: Tx,
    row: StandingRow,
    cleared: boolean,
    reasons: readonly Reason[],
  ): Promise<void> {
    if (cleared) {
      if (row.state === 'PUBLISHED') return;
      await this.change(tx, row, 'PUBLISHED', 'Every source is cleared again.');
      await this.outbox.append(tx, recipeRestored, { key: row.hash, payload: aboutOf(row) });
      return;
    }
    const reason = withdrawalReason(reasons);
    if (row.state === 'WITHDRAWN' && row.stateReason === reason) return;
    await this.change(tx, row, 'WITHDRAWN', reason);
    if (row.state === 'PUBLISHED')
      await this.outbox.append(tx, recipeWithdrawn, { key: row.hash, payload: { ...aboutOf(row), reason } });
  }

  private async change(tx: Tx, row: StandingRow, to: StateChange['to'], reason: string): Promise<void> {
    const change = { at: this.clock.now(), from: row.state, to, cause: 'CLEARANCE', reason } as const;
    await this.states.change(tx, row.hash, { ...change, actorId: null }, to === 'PUBLISHED' ? null : reason);
  }
}

const aboutOf = ({ hash, producerId, title, code }: StandingRow) => ({
  hash,
  producerId,
  title,
  code,
  cause: 'CLEARANCE' as const,
});
