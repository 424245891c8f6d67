import type { RightSide } from '@flipside/royalty';
import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import type { Tx } from '../../platform/database/database.ts';
import { newId } from '../../platform/ids/ids.ts';
import { Outbox } from '../../platform/outbox/outbox.ts';
import { ForbiddenError } from '../../platform/problem/errors.ts';
import { PartyRepository, requireLive } from '../catalogue/index.ts';
import type { GrantTermsDraft } from './consent.types.ts';
import { grantChanged } from './events.ts';
import { stateAt } from './grant-terms.ts';
import { GrantRepository } from './grant.repository.ts';
import type { GrantVersion } from './grant.repository.ts';
import { RecordingClearanceService } from './recording-clearance.service.ts';

/** What a party consents to when it answers: one recording or one work, on one side. */
export interface AskedConsent {
  readonly partyId: string;
  readonly side: RightSide;
  readonly recordingId: string | null;
  readonly workId: string | null;
  readonly terms: GrantTermsDraft;
  /** The member who answered. */
  readonly createdBy: string;
}

/** Grants that answer somebody who asked. Access is the caller's to ask for: both run inside its transaction. */
@Injectable()
export class RecipeGrantService {
  constructor(
    @Inject(GrantRepository) private readonly grants: GrantRepository,
    @Inject(PartyRepository) private readonly parties: PartyRepository,
    @Inject(RecordingClearanceService) private readonly clearances: RecordingClearanceService,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** For one recipe alone: listings do not know it, and no other flip is cleared by it. @returns the grant's id. */
  async approve(tx: Tx, consent: AskedConsent, recipeHash: string): Promise<string> {
    await requireLive(this.parties, consent.partyId, tx);
    return await this.append(tx, consent, { id: newId(), version: 1, recipeHash, withdrawnFrom: null });
  }

  /**
   * Whether a grant that was given is still meant: neither taken back, announced to be, suspended nor over. Waits for
   * whoever is changing the party's grants.
   */
  async stands(tx: Tx, grantId: string): Promise<boolean> {
    const found = await this.grants.find(grantId, tx);
    if (found === null) return false;
    await this.grants.lockParty(tx, found.partyId);
    const now = (await this.grants.find(grantId, tx)) ?? found;
    return stateAt(now, this.clock.now()) === 'GRANTED' && now.withdrawnFrom === null;
  }

  /** @throws {ForbiddenError} unless the party has a share or role in it, or is mandated now by one that has. */
  async requireSay(tx: Tx, consent: Omit<AskedConsent, 'terms' | 'createdBy'>): Promise<void> {
    if (!(await this.grants.holds(tx, { ...consent, releaseId: null }, this.clock.now())))
      throw new ForbiddenError('The party has no say in this any more.');
  }

  /** For any flip: the party's grant for the subject, or the next version of it. @returns the grant's id. */
  async optIn(tx: Tx, consent: AskedConsent): Promise<string> {
    await this.grants.lockParty(tx, consent.partyId);
    await requireLive(this.parties, consent.partyId, tx);
    const known = await this.grants.idFor(tx, { ...consent, releaseId: null });
    const current = known === null ? null : await this.grants.find(known, tx);
    const id = current?.id ?? newId();
    const now = this.clock.now();
    const holds = current !== null && ['GRANTED', 'SUSPENDED'].includes(stateAt(current, now));
    // Other terms take no announced withdrawal back.
    const withdrawnFrom = holds ? current.withdrawnFrom : null;
    const version = (current?.version ?? 0) + 1;
    await this.append(tx, consent, { id, version, recipeHash: null, withdrawnFrom });
    await this.clearances.refreshFirst(tx, id);
    return id;
  }

  private async append(
    tx: Tx,
    { terms, ...about }: AskedConsent,
    { id, version, ...made }: Pick<GrantVersion, 'id' | 'version' | 'recipeHash' | 'withdrawnFrom'>,
  ): Promise<string> {
    const { policy, scope, minimumRate } = terms;
    const held = { policy, scope, minimumRate, state: 'GRANTED' as const, reason: null };
    await this.grants.append(tx, {
      id,
      version,
      ...made,
      releaseId: null,
      ...about,
      ...held,
      createdAt: this.clock.now(),
    });
    await this.outbox.append(tx, grantChanged, { key: id, payload: { grantId: id, version } });
    return id;
  }
}
