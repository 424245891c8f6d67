import { Inject, Injectable } from '@nestjs/common';
import type { Principal } from '../../../platform/auth/principal.ts';
import { Clock } from '../../../platform/clock/clock.ts';
import { Database } from '../../../platform/database/database.ts';
import type { Tx } from '../../../platform/database/database.ts';
import { Outbox } from '../../../platform/outbox/outbox.ts';
import { NotFoundError, UnprocessableError } from '../../../platform/problem/errors.ts';
import { DomainService } from '../domains/domain.service.ts';
import { covers } from '../domains/well-known.ts';
import { claimDecided, sharesChanged } from '../events.ts';
import { OwnCauseService } from '../own-cause/own-cause.service.ts';
import { requireLive } from '../parties/stewardship.ts';
import { PartyRepository } from '../party.repository.ts';
import { RecordingRepository } from '../recording.repository.ts';
import { peakPpm } from '../shares/share-totals.ts';
import { ShareRepository } from '../shares/share.repository.ts';
import { ClaimRepository } from './claim.repository.ts';
import { ClaimService, requirePending } from './claim.service.ts';
import type { ClaimDetail, ClaimProof, ClaimRecord, Evidence } from './claim.types.ts';

const WHOLE = 1_000_000;

interface Proof extends Evidence {
  readonly proof: ClaimProof;
  readonly by: string;
  readonly detail: Record<string, string | number>;
}

/** Turns a claim into a share: by the party's website, by a catalogue that was verified, or by an operator. */
@Injectable()
export class ClaimProofService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(ClaimService) private readonly service: ClaimService,
    @Inject(ClaimRepository) private readonly claims: ClaimRepository,
    @Inject(PartyRepository) private readonly parties: PartyRepository,
    @Inject(DomainService) private readonly domains: DomainService,
    @Inject(RecordingRepository) private readonly recordings: RecordingRepository,
    @Inject(ShareRepository) private readonly shares: ShareRepository,
    @Inject(OwnCauseService) private readonly ownCauses: OwnCauseService,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * The website must name the recording or work. One that no operator has confirmed proves only what nobody else
   * holds: beyond a whole it is noted as evidence, and an operator decides (ADR 11).
   */
  async byDomain(principal: Principal, id: string, domainId: string): Promise<ClaimDetail> {
    const found = await this.ownPending(principal, id);
    const domain = await this.domains.check(principal, found.partyId, domainId);
    const fault = (detail: string) =>
      new UnprocessableError('The website does not prove this claim.', [{ pointer: '/domain', detail }]);
    if (domain.state !== 'PROVED' || domain.coverage === null) throw fault(domain.fault ?? 'is not proved');
    if (!covers(domain.coverage, found.subject))
      throw fault('names neither this ISRC, a prefix of it, nor this ISWC');
    await this.settle(id, async (tx, claim) => {
      const by = principal.userId;
      const total = peakPpm(await this.shares.listBySubject(tx, claim), claim);
      const detail = { domain: domain.domain, totalPpm: total };
      if (total > WHOLE && domain.confirmedAt === null)
        await this.claims.note(tx, id, 'NAMED_BY_DOMAIN', {
          by,
          at: this.clock.now(),
          text: null,
          links: [],
          detail,
        });
      else await this.prove(tx, claim, { proof: 'DOMAIN', by, text: null, links: [], detail });
    });
    return await this.service.tellOf(id);
  }

  /** A verified party is believed about what the catalogue names it in already. */
  async byCatalogue(principal: Principal, id: string): Promise<ClaimDetail> {
    await this.ownPending(principal, id);
    await this.settle(id, async (tx, claim) => {
      const fault = (detail: string) =>
        new UnprocessableError('The catalogue does not prove this claim.', [{ pointer: '/by', detail }]);
      if (claim.party.verifiedAt === null) throw fault('the party is not verified');
      const { recordingId, workId } = claim;
      if (!(await this.recordings.isHeldBy(tx, claim.partyId, { recordingId, workId })))
        throw fault('the catalogue names the party in no share and no role of this');
      const by = principal.userId;
      await this.prove(tx, claim, { proof: 'CATALOGUE', by, text: null, links: [], detail: {} });
    });
    return await this.service.tellOf(id);
  }

  /** An operator says yes or no, and why. More than a whole is entered as it is: a dispute follows, nothing is cut. */
  async decide(
    principal: Principal,
    id: string,
    decision: { proved: boolean; reason: string; links: readonly string[] },
  ): Promise<ClaimDetail> {
    principal.requireOperator();
    await this.settle(id, async (tx, claim) => {
      const detail = await this.judge(tx, principal, claim);
      const given = { by: principal.userId, text: decision.reason, links: decision.links, detail };
      if (decision.proved) return await this.prove(tx, claim, { proof: 'OPERATOR', ...given });
      const at = this.clock.now();
      await this.claims.decide(tx, id, { state: 'REJECTED', proof: null, shareId: null, decidedAt: at });
      await this.claims.note(tx, id, 'REJECTED', { at, ...given });
      await this.tell(tx, claim, { state: 'REJECTED', proof: null, reason: decision.reason });
    });
    return await this.service.tellOf(id);
  }

  /** Whoever holds shares of the same gains or loses by it too. */
  private async judge(tx: Tx, principal: Principal, claim: ClaimRecord): Promise<Record<string, string>> {
    const holders = (await this.shares.listBySubject(tx, claim)).map(({ partyId }) => partyId);
    const partyIds = [...new Set([claim.partyId, ...holders])];
    const own = await this.ownCauses.judge(tx, principal, { decision: 'CLAIM', ref: claim.id, partyIds });
    return own.length === 0 ? {} : { ownCause: own.map(({ name }) => name).join(', ') };
  }

  private async ownPending(principal: Principal, id: string): Promise<ClaimRecord> {
    principal.requireScope('catalogue:write');
    const found = await this.claims.find(id);
    if (found === null) throw new NotFoundError('Claim', id);
    principal.requireParty(found.partyId, 'MANAGER');
    requirePending(found);
    return found;
  }

  private async settle(id: string, act: (tx: Tx, claim: ClaimRecord) => Promise<void>): Promise<void> {
    await this.database.transaction(async (tx) => {
      const found = await this.claims.find(id, tx);
      if (found === null) throw new NotFoundError('Claim', id);
      await this.parties.hold(tx, [found.partyId]);
      await this.claims.lock(tx, id);
      const claim = (await this.claims.find(id, tx)) ?? found;
      requirePending(claim);
      await requireLive(this.parties, found.partyId, tx);
      await this.shares.lockSubject(tx, claim);
      await act(tx, claim);
    });
  }

  /** A share never begins before it is entered: what was closed by then is not reckoned again (ADR 12). */
  private async prove(tx: Tx, claim: ClaimRecord, { proof, by, text, links, detail }: Proof): Promise<void> {
    const { id, partyId, side, recordingId, workId, role, ppm, territories, validTo } = claim;
    const at = this.clock.now();
    if (validTo !== null && validTo <= at)
      throw new UnprocessableError('The dates of this claim have passed: there is nothing left to hold.');
    const validFrom = claim.validFrom !== null && claim.validFrom > at ? claim.validFrom : at;
    const share = { partyId, side, recordingId, workId, role, ppm, territories, validFrom, validTo };
    const [shareId] = await this.shares.append(tx, [{ ...share, source: `CLAIM:${proof}` }], {
      by,
      at,
      cause: `CLAIM:${id}`,
    });
    if (shareId === undefined) throw new Error(`claim ${id} made no share`);
    await this.claims.decide(tx, id, { state: 'PROVED', proof, shareId, decidedAt: at });
    await this.claims.note(tx, id, 'PROVED', {
      by,
      at,
      text,
      links,
      detail: { ...detail, proof, share: shareId },
    });
    const payload = {
      recordingIds: recordingId === null ? [] : [recordingId],
      workIds: workId === null ? [] : [workId],
    };
    await this.outbox.append(tx, sharesChanged, { key: id, payload });
    await this.tell(tx, claim, { state: 'PROVED', proof, reason: text });
  }

  private async tell(
    tx: Tx,
    { id, party, subject, side }: ClaimRecord,
    outcome: { state: 'PROVED' | 'REJECTED'; proof: ClaimProof | null; reason: string | null },
  ): Promise<void> {
    const payload = {
      claimId: id,
      party: { id: party.id, name: party.name },
      subject: { kind: subject.kind, id: subject.id, title: subject.title },
      side,
      ...outcome,
    };
    await this.outbox.append(tx, claimDecided, { key: id, payload });
  }
}
