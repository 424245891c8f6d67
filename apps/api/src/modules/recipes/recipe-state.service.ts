import type { TerritoryOrWorld } from '@flipside/royalty';
import { Inject, Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/auth/principal.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { Database } from '../../platform/database/database.ts';
import type { Tx } from '../../platform/database/database.ts';
import { Outbox } from '../../platform/outbox/outbox.ts';
import { NotFoundError } from '../../platform/problem/errors.ts';
import { DecisionService } from './decision.service.ts';
import { RecipeStateError } from './errors.ts';
import { recipeRestored, recipeWithdrawn } from './events.ts';
import { CAUSE_OF, stateWords } from './recipe-state.ts';
import { RecipeStateRepository } from './recipe-state.repository.ts';
import { RecipeRepository } from './recipe.repository.ts';
import type { StandingRow } from './recipe.repository.ts';
import type { RecipeStateName, StateCause, StateChange } from './recipe.types.ts';
import { withdrawalReason } from './withdrawal-reason.ts';

type Next = Pick<StateChange, 'to' | 'cause' | 'reason'>;

/** How a flip is taken away by its producer or an operator, and given back by whoever took it. */
@Injectable()
export class RecipeStateService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(RecipeStateRepository) private readonly states: RecipeStateRepository,
    @Inject(RecipeRepository) private readonly recipes: RecipeRepository,
    @Inject(DecisionService) private readonly decisions: DecisionService,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** The producer's own flip, out of sight until the producer brings it back. */
  async takeDown(principal: Principal, hash: string, reason: string): Promise<StateChange> {
    principal.requireScope('recipes:write');
    return await this.step(hash, principal, (recipe) => {
      principal.requireUser(recipe.producerId);
      requireState(recipe, ['PUBLISHED', 'WITHDRAWN'], 'It is taken down or removed already.');
      return { to: 'TAKEN_DOWN', cause: 'PRODUCER', reason };
    });
  }

  /** Back to where consent stands now: published, or withdrawn. */
  async bringBack(principal: Principal, hash: string, reason: string): Promise<StateChange> {
    principal.requireScope('recipes:write');
    return await this.step(hash, principal, (recipe, tx) => {
      principal.requireUser(recipe.producerId);
      requireState(recipe, ['TAKEN_DOWN'], 'Only what its producer took down can be brought back.');
      return this.asConsentStands(tx, recipe, 'PRODUCER', reason);
    });
  }

  async remove(principal: Principal, hash: string, reason: string): Promise<StateChange> {
    principal.requireOperator();
    return await this.step(hash, principal, (recipe) => {
      requireState(recipe, ['PUBLISHED', 'WITHDRAWN', 'TAKEN_DOWN'], 'It is removed already.');
      return { to: 'REMOVED', cause: 'OPERATOR', reason };
    });
  }

  /** Undoes a removal, and nothing that the producer had done before it. */
  async restore(principal: Principal, hash: string, reason: string): Promise<StateChange> {
    principal.requireOperator();
    return await this.step(hash, principal, async (recipe, tx) => {
      requireState(recipe, ['REMOVED'], 'Only a removed flip can be restored.');
      const removal = await this.states.lastInto(tx, hash, 'REMOVED');
      if (removal?.from !== 'TAKEN_DOWN') return this.asConsentStands(tx, recipe, 'OPERATOR', reason);
      return { to: 'TAKEN_DOWN', cause: 'OPERATOR', reason };
    });
  }

  /** For the producer and for operators. */
  async history(principal: Principal, hash: string): Promise<StateChange[]> {
    principal.requireScope('profile:read');
    const producer = await this.recipes.producerOf(this.database.prisma, hash);
    if (producer === null) throw new NotFoundError('Recipe', hash);
    if (!principal.actsAsOperator) principal.requireUser(producer);
    return await this.states.history(hash);
  }

  private async step(
    hash: string,
    principal: Principal,
    next: (recipe: StandingRow, tx: Tx) => Next | Promise<Next>,
  ): Promise<StateChange> {
    return await this.database.transaction(async (tx) => {
      const recipe = await this.recipes.lockStanding(tx, hash);
      if (recipe === null) throw new NotFoundError('Recipe', hash);
      const { to, cause, reason } = await next(recipe, tx);
      const change = { at: this.clock.now(), from: recipe.state, to, cause, reason };
      const actorId = cause === 'CLEARANCE' ? null : principal.userId;
      await this.states.change(tx, hash, { ...change, actorId }, await this.wordsOf(tx, hash, change));
      await this.announce(tx, recipe, change);
      return change;
    });
  }

  /** Restored to a takedown, the flip tells the producer's reason again and not the operator's. */
  private async wordsOf(tx: Tx, hash: string, { to, reason }: Next): Promise<string | null> {
    if (to === 'PUBLISHED') return null;
    const cause = CAUSE_OF[to];
    const earlier = to === 'TAKEN_DOWN' ? await this.states.lastInto(tx, hash, to) : null;
    return stateWords(cause, earlier?.reason ?? reason);
  }

  private async asConsentStands(
    tx: Tx,
    recipe: StandingRow,
    cause: StateCause,
    reason: string,
  ): Promise<Next> {
    const { hash, uses } = recipe;
    // Consent that is taken back meanwhile waits, and then finds the flip.
    await this.recipes.lockRecordings(
      tx,
      uses.map(({ recordingId }) => recordingId),
    );
    const territory = recipe.territory as TerritoryOrWorld;
    const { decision } = await this.decisions.decide(tx, {
      recipe: hash,
      uses,
      territory,
      at: this.clock.now(),
    });
    if (decision.state === 'CLEARED') return { to: 'PUBLISHED', cause, reason };
    return { to: 'WITHDRAWN', cause, reason: withdrawalReason(decision.reasons) };
  }

  private async announce(
    tx: Tx,
    recipe: StandingRow,
    { from, to, cause, reason }: StateChange,
  ): Promise<void> {
    const { hash, producerId, title, code } = recipe;
    const about = { hash, producerId, title, code, cause };
    if (to === 'PUBLISHED') await this.outbox.append(tx, recipeRestored, { key: hash, payload: about });
    else if (from === 'PUBLISHED' || to === 'REMOVED')
      await this.outbox.append(tx, recipeWithdrawn, { key: hash, payload: { ...about, reason } });
  }
}

function requireState({ state }: StandingRow, allowed: readonly RecipeStateName[], otherwise: string): void {
  if (!allowed.includes(state)) throw new RecipeStateError(otherwise);
}
