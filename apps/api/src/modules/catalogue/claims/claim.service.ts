import { Inject, Injectable } from '@nestjs/common';
import type { Principal } from '../../../platform/auth/principal.ts';
import { Clock } from '../../../platform/clock/clock.ts';
import { Database } from '../../../platform/database/database.ts';
import type { Tx } from '../../../platform/database/database.ts';
import { Outbox } from '../../../platform/outbox/outbox.ts';
import { AlreadyExistsError, ConflictError, NotFoundError } from '../../../platform/problem/errors.ts';
import { NotPossibleNowError } from '../errors.ts';
import { claimEntered } from '../events.ts';
import { toPage } from '../page.ts';
import type { Page, PageRequest } from '../page.ts';
import { requireLive } from '../parties/stewardship.ts';
import { PartyRepository } from '../party.repository.ts';
import { RecordingRepository } from '../recording.repository.ts';
import { peakPpm } from '../shares/share-totals.ts';
import { ShareRepository } from '../shares/share.repository.ts';
import { readClaim } from './claim-draft.ts';
import type { ClaimDraft, SubjectQuery } from './claim-draft.ts';
import { ClaimRepository } from './claim.repository.ts';
import type { ClaimDetail, ClaimRecord, ClaimState, Evidence } from './claim.types.ts';

const MOST_PENDING = 1_000;
const MOST_EVENTS = 200;

/** How a party says what is its own. A claim is nothing yet; proved, it is a share. */
@Injectable()
export class ClaimService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(PartyRepository) private readonly parties: PartyRepository,
    @Inject(RecordingRepository) private readonly recordings: RecordingRepository,
    @Inject(ShareRepository) private readonly shares: ShareRepository,
    @Inject(ClaimRepository) private readonly claims: ClaimRepository,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async list(
    principal: Principal,
    partyId: string,
    state: ClaimState | null,
    page: PageRequest,
  ): Promise<Page<ClaimRecord>> {
    principal.requireScope('catalogue:read');
    if (!principal.actsAsOperator) principal.requireParty(partyId, 'VIEWER');
    return await this.page({ partyId, state }, page);
  }

  /** Everybody's, for those who decide them. */
  async queue(principal: Principal, state: ClaimState | null, page: PageRequest): Promise<Page<ClaimRecord>> {
    principal.requireOperator();
    return await this.page({ partyId: null, state }, page);
  }

  async get(principal: Principal, id: string): Promise<ClaimDetail> {
    principal.requireScope('catalogue:read');
    const claim = await this.require(id);
    if (!principal.actsAsOperator) principal.requireParty(claim.partyId, 'VIEWER');
    return await this.detail(claim);
  }

  /** Access is the caller's to ask for. */
  async tellOf(id: string): Promise<ClaimDetail> {
    return await this.detail(await this.require(id));
  }

  async enter(principal: Principal, partyId: string, draft: ClaimDraft): Promise<ClaimDetail> {
    principal.requireScope('catalogue:write');
    principal.requireParty(partyId, 'MANAGER');
    const read = readClaim(partyId, draft);
    const by = principal.userId;
    const at = this.clock.now();
    const made = await this.database.transaction(async (tx) => {
      await this.parties.lock(tx, partyId);
      await requireLive(this.parties, partyId, tx);
      const subject = await this.recordings.findSubject(tx, read.subject);
      if (subject === null) throw notThere(read.subject);
      const isRecording = subject.kind === 'RECORDING';
      const claim = {
        ...read.claim,
        side: isRecording ? ('MASTER' as const) : ('COMPOSITION' as const),
        recordingId: isRecording ? subject.id : null,
        workId: isRecording ? null : subject.id,
      };
      const pending = await this.claims.findPending(tx, claim);
      if (pending !== null)
        throw new AlreadyExistsError('The party has a claim on this that still waits.', {
          data: { claim: pending },
        });
      if ((await this.claims.countPending(tx, partyId)) >= MOST_PENDING)
        throw new ConflictError(
          `${MOST_PENDING} claims of this party wait already. Import a catalogue instead.`,
        );
      const record = await this.claims.append(tx, claim, by, at);
      await this.claims.note(tx, record.id, 'ENTERED', { by, at, text: draft.text, links: draft.links });
      await this.tell(tx, record);
      return record;
    });
    return await this.detail(made);
  }

  async addEvidence(principal: Principal, id: string, evidence: Evidence): Promise<ClaimDetail> {
    return await this.change(principal, id, async (tx, claim, by) => {
      if ((await this.claims.countEvents(tx, id)) >= MOST_EVENTS)
        throw new ConflictError('This claim has as much evidence as one can have.');
      await this.claims.note(tx, id, 'EVIDENCE', { ...by, ...evidence });
      await this.tell(tx, claim);
    });
  }

  async withdraw(principal: Principal, id: string, reason: string | null): Promise<ClaimDetail> {
    return await this.change(principal, id, async (tx, _claim, by) => {
      await this.claims.decide(tx, id, { state: 'WITHDRAWN', proof: null, shareId: null, decidedAt: by.at });
      await this.claims.note(tx, id, 'WITHDRAWN', { ...by, text: reason, links: [] });
    });
  }

  private async change(
    principal: Principal,
    id: string,
    act: (tx: Tx, claim: ClaimRecord, by: { by: string; at: Date }) => Promise<void>,
  ): Promise<ClaimDetail> {
    principal.requireScope('catalogue:write');
    const found = await this.require(id);
    principal.requireParty(found.partyId, 'MANAGER');
    await this.database.transaction(async (tx) => {
      await this.claims.lock(tx, id);
      const claim = (await this.claims.find(id, tx)) ?? found;
      requirePending(claim);
      await act(tx, claim, { by: principal.userId, at: this.clock.now() });
    });
    return await this.tellOf(id);
  }

  private async page(
    filter: Parameters<ClaimRepository['list']>[0],
    page: PageRequest,
  ): Promise<Page<ClaimRecord>> {
    const rows = await this.claims.list(filter, { ...page, limit: page.limit + 1 });
    return toPage(rows, page.limit, ({ id }) => ({ key: 'id', id }));
  }

  private async detail(claim: ClaimRecord): Promise<ClaimDetail> {
    const events = await this.claims.events(claim.id);
    const shares = await this.shares.listBySubject(this.database.prisma, claim);
    const others = shares.filter(({ id }) => id !== claim.shareId);
    const heldBy = [...new Set(shares.map(({ partyId }) => partyId))];
    return { ...claim, events, totalPpm: peakPpm(others, claim), heldBy };
  }

  private async require(id: string): Promise<ClaimRecord> {
    const claim = await this.claims.find(id);
    if (claim === null) throw new NotFoundError('Claim', id);
    return claim;
  }

  private async tell(tx: Tx, { id, party, subject, side }: ClaimRecord): Promise<void> {
    const payload = {
      claimId: id,
      party: { id: party.id, name: party.name },
      subject: { kind: subject.kind, id: subject.id, title: subject.title },
      side,
    };
    await this.outbox.append(tx, claimEntered, { key: id, payload });
  }
}

/** @throws {NotPossibleNowError} for a claim that was decided. */
export function requirePending({ state }: Pick<ClaimRecord, 'state'>): void {
  if (state !== 'PENDING') throw new NotPossibleNowError(`The claim is ${state.toLowerCase()} already.`);
}

function notThere(subject: SubjectQuery): NotFoundError {
  if ('isrc' in subject) return new NotFoundError('Recording', subject.isrc);
  return new NotFoundError('Work', 'iswc' in subject ? subject.iswc : subject.workId);
}
