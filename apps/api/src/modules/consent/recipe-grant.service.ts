import type { RightSide } from '@flipside/royalty';
import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import type { Tx } from '../../platform/database/database.ts';
import { newId } from '../../platform/ids/ids.ts';
import { Outbox } from '../../platform/outbox/outbox.ts';
import { PartyRepository, requireLive } from '../catalogue/index.ts';
import type { GrantTermsDraft } from './consent.types.ts';
import { grantChanged } from './events.ts';
import { GrantRepository } from './grant.repository.ts';
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
    return await this.append(tx, consent, { id: newId(), version: 1, recipeHash });
  }

  /** For any flip: the party's grant for the subject, or the next version of it. @returns the grant's id. */
  async optIn(tx: Tx, consent: AskedConsent): Promise<string> {
    await this.grants.lockParty(tx, consent.partyId);
    await requireLive(this.parties, consent.partyId, tx);
    const known = await this.grants.idFor(tx, { ...consent, releaseId: null });
    const current = known === null ? null : await this.grants.find(known, tx);
    const id = current?.id ?? newId();
    await this.append(tx, consent, { id, version: (current?.version ?? 0) + 1, recipeHash: null });
    await this.clearances.refreshFirst(tx, id);
    return id;
  }

  private async append(
    tx: Tx,
    { terms, ...about }: AskedConsent,
    { id, version, recipeHash }: { id: string; version: number; recipeHash: string | null },
  ): Promise<string> {
    const { policy, scope, minimumRate } = terms;
    const held = { policy, scope, minimumRate, state: 'GRANTED' as const, reason: null, withdrawnFrom: null };
    await this.grants.append(tx, {
      id,
      version,
      recipeHash,
      releaseId: null,
      ...about,
      ...held,
      createdAt: this.clock.now(),
    });
    await this.outbox.append(tx, grantChanged, { key: id, payload: { grantId: id, version } });
    return id;
  }
}
