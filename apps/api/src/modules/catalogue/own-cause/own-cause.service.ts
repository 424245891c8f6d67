import { Inject, Injectable } from '@nestjs/common';
import type { Principal } from '../../../platform/auth/principal.ts';
import { Clock } from '../../../platform/clock/clock.ts';
import type { Tx } from '../../../platform/database/database.ts';
import { OwnCauseError } from '../errors.ts';
import { PartyHistoryRepository } from '../parties/party-history.repository.ts';
import { OwnCauseRepository } from './own-cause.repository.ts';
import type { Cause, OwnParty, Standing } from './own-cause.types.ts';

/** No operator decides about a party that it acts for while another can; where none can, everybody reads it (ADR 78). */
@Injectable()
export class OwnCauseService {
  constructor(
    @Inject(OwnCauseRepository) private readonly causes: OwnCauseRepository,
    @Inject(PartyHistoryRepository) private readonly history: PartyHistoryRepository,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** For a screen: whether there is a button. */
  async standing(principal: Principal, partyIds: readonly string[]): Promise<Standing> {
    principal.requireOperator();
    const own = await this.causes.own(principal.userId, partyIds);
    if (own.length === 0) return { own, another: false };
    return { own, another: await this.causes.another(principal.userId, partyIds) };
  }

  /**
   * In the transaction of the decision, which is the caller's to allow an operator.
   *
   * @returns the parties that the operator decided about and acts for: none, as a rule.
   * @throws {OwnCauseError} when there are such, and another operator who acts for none of those concerned.
   */
  async judge(tx: Tx, { userId }: Principal, cause: Cause): Promise<readonly OwnParty[]> {
    const own = await this.causes.own(userId, cause.partyIds, tx);
    if (own.length === 0) return own;
    if (await this.causes.another(userId, cause.partyIds, tx)) throw new OwnCauseError(own);
    const at = this.clock.now();
    const { decision, ref } = cause;
    await this.causes.append(tx, { decision, ref, partyIds: own.map(({ id }) => id) }, userId, at);
    for (const { id } of own)
      await this.history.append(tx, id, 'OWN_CAUSE', { by: userId, at, detail: { decision, ref } });
    return own;
  }
}
