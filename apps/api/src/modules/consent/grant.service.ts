import { parseIsrc } from '@flipside/royalty';
import { Inject, Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/auth/principal.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { Database } from '../../platform/database/database.ts';
import type { Tx } from '../../platform/database/database.ts';
import { newId } from '../../platform/ids/ids.ts';
import { Outbox } from '../../platform/outbox/outbox.ts';
import {
  AlreadyExistsError,
  ForbiddenError,
  NotFoundError,
  UnprocessableError,
} from '../../platform/problem/errors.ts';
import { PartyRepository, RecordingRepository, requireLive, toPage } from '../catalogue/index.ts';
import type { Page, PageRequest } from '../catalogue/index.ts';
import { subjectColumns } from './consent.types.ts';
import type { GrantDraft, GrantRecord, GrantTermsDraft, SubjectColumns } from './consent.types.ts';
import { withdrawalAnnounced } from './events.ts';
import { GrantJournal, nextVersion } from './grant-journal.ts';
import { checkTerms, stateAt } from './grant-terms.ts';
import { requireNext } from './grant-transitions.ts';
import type { GrantAction } from './grant-transitions.ts';
import { GrantRepository } from './grant.repository.ts';
import type { GrantVersion, GrantVersionRecord } from './grant.repository.ts';

type Change = Partial<Pick<GrantVersion, 'policy' | 'scope' | 'minimumRate' | 'withdrawnFrom' | 'reason'>>;

export interface WithdrawalDraft {
  readonly reason: string | null;
  /** When it is to end; `null` for at once. */
  readonly at: string | null;
}

const BATCH = 100;

/** How a party says yes, on its terms, and takes it back. */
@Injectable()
export class GrantService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(GrantRepository) private readonly grants: GrantRepository,
    @Inject(GrantJournal) private readonly journal: GrantJournal,
    @Inject(PartyRepository) private readonly parties: PartyRepository,
    @Inject(RecordingRepository) private readonly recordings: RecordingRepository,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** @param wide only grants for releases and the whole catalogue */
  async list(
    principal: Principal,
    partyId: string,
    wide: boolean,
    page: PageRequest,
  ): Promise<Page<GrantRecord>> {
    principal.requireScope('consent:read');
    if (!principal.actsAsOperator) principal.requireParty(partyId, 'VIEWER');
    const rows = await this.grants.list(partyId, wide, page.after?.id ?? null, page.limit + 1);
    return toPage(rows, page.limit, ({ id }) => ({ key: 'grant', id }));
  }

  /** Everything a grant ever said, the newest version first. */
  async versions(principal: Principal, id: string, page: PageRequest): Promise<Page<GrantVersionRecord>> {
    principal.requireScope('consent:read');
    const { partyId } = await this.require(id);
    if (!principal.actsAsOperator) principal.requireParty(partyId, 'VIEWER');
    const before = page.after === null ? null : Number(page.after.key);
    const rows = await this.grants.versions(id, before, page.limit + 1);
    return toPage(rows, page.limit, ({ version }) => ({ key: String(version), id }));
  }

  async create(principal: Principal, partyId: string, draft: GrantDraft): Promise<GrantRecord> {
    principal.requireScope('consent:write');
    principal.requireParty(partyId, 'MANAGER');
    const now = this.clock.now();
    checkTerms(draft, now);
    return await this.database.transaction(async (tx) => {
      await this.grants.lockParty(tx, partyId);
      await requireLive(this.parties, partyId, tx);
      const about = { partyId, side: draft.side, ...(await this.subjectOf(tx, draft)) };
      if (draft.subject.kind !== 'CATALOGUE' && !(await this.grants.holds(tx, about, now)))
        throw new ForbiddenError('The party has neither a share nor a role in this on that side.');
      const known = await this.grants.idFor(tx, about);
      if (known !== null)
        throw new AlreadyExistsError('The party has a grant for this. Revise that one.', {
          data: { grant: known },
        });
      const { policy, scope, minimumRate } = draft;
      const terms = {
        policy,
        scope,
        minimumRate,
        state: 'GRANTED' as const,
        reason: null,
        recipeHash: null,
        withdrawnFrom: null,
      };
      const by = { createdBy: principal.userId, createdAt: now };
      return await this.journal.append(tx, { id: newId(), version: 1, ...about, ...terms, ...by });
    });
  }

  /** The next version: other terms, or the way back after a withdrawal. An announced withdrawal stays announced. */
  async revise(principal: Principal, id: string, draft: GrantTermsDraft): Promise<GrantRecord> {
    principal.requireScope('consent:write');
    checkTerms(draft, this.clock.now());
    const { policy, scope, minimumRate } = draft;
    return await this.next(principal, id, 'GRANT', { policy, scope, minimumRate, reason: null });
  }

  /** Nothing plays until it is resumed; terms and history stay. */
  async suspend(principal: Principal, id: string, reason: string | null): Promise<GrantRecord> {
    principal.requireScope('consent:write');
    return await this.next(principal, id, 'SUSPEND', { reason });
  }

  async resume(principal: Principal, id: string): Promise<GrantRecord> {
    principal.requireScope('consent:write');
    return await this.next(principal, id, 'RESUME', { reason: null });
  }

  /** At once, or announced for a day: until then it holds, and everybody is told. */
  async withdraw(principal: Principal, id: string, { reason, at }: WithdrawalDraft): Promise<GrantRecord> {
    principal.requireScope('consent:write');
    if (at === null) return await this.next(principal, id, 'WITHDRAW', { reason, withdrawnFrom: null });
    const withdrawnFrom = new Date(at);
    if (withdrawnFrom <= this.clock.now())
      throw new UnprocessableError('A withdrawal is announced for a day to come.', [
        { pointer: '/at', detail: 'must be in the future; leave it out to withdraw at once' },
      ]);
    return await this.next(principal, id, 'ANNOUNCE', { reason, withdrawnFrom });
  }

  /** Takes an announced withdrawal back. */
  async keep(principal: Principal, id: string): Promise<GrantRecord> {
    principal.requireScope('consent:write');
    return await this.next(principal, id, 'KEEP', { reason: null, withdrawnFrom: null });
  }

  /** What time has done becomes a version: clearance goes by the dates and never waits for it. */
  async settleDue(): Promise<void> {
    const at = this.clock.now();
    let due = await this.grants.due(at, BATCH);
    while (due.length > 0) {
      for (const { id, partyId } of due) await this.settle(id, partyId, at);
      due = due.length < BATCH ? [] : await this.grants.due(at, BATCH);
    }
  }

  private async settle(id: string, partyId: string, at: Date): Promise<void> {
    await this.database.transaction(async (tx) => {
      await this.grants.lockParty(tx, partyId);
      const current = await this.require(id, tx);
      const state = stateAt(current, at);
      if (state === current.state) return;
      const by = { createdBy: null, createdAt: at };
      await this.journal.append(tx, nextVersion(current, { state, withdrawnFrom: null, ...by }));
    });
  }

  private async next(
    principal: Principal,
    id: string,
    action: GrantAction,
    change: Change,
  ): Promise<GrantRecord> {
    const { partyId } = await this.require(id);
    principal.requireParty(partyId, 'MANAGER');
    return await this.database.transaction(async (tx) => {
      await this.grants.lockParty(tx, partyId);
      const current = await this.require(id, tx);
      const createdAt = this.clock.now();
      const standing = stateAt(current, createdAt);
      const state = requireNext({ state: standing, announced: current.withdrawnFrom !== null }, action);
      // What has ended begins anew without the announcement that ended it.
      const ended = standing === 'GRANTED' || standing === 'SUSPENDED' ? {} : { withdrawnFrom: null };
      const by = { createdBy: principal.userId, createdAt };
      const made = await this.journal.append(tx, nextVersion(current, { ...ended, ...change, state, ...by }));
      if (action === 'ANNOUNCE') await this.announce(tx, made);
      return made;
    });
  }

  private async announce(tx: Tx, grant: GrantRecord): Promise<void> {
    const { id, version, partyId, side, subject, reason, withdrawnFrom } = grant;
    if (withdrawnFrom === null) throw new TypeError('an announcement names its day');
    const about = { grantId: id, version, partyId, side, title: subject.title, reason };
    const payload = { ...about, withdrawnFrom: withdrawnFrom.toISOString() };
    await this.outbox.append(tx, withdrawalAnnounced, { key: id, payload });
  }

  private async require(id: string, tx?: Tx): Promise<GrantRecord> {
    const found = await (tx === undefined ? this.grants.find(id) : this.grants.find(id, tx));
    if (found === null) throw new NotFoundError('Grant', id);
    return found;
  }

  private async subjectOf(tx: Tx, { side, subject }: GrantDraft): Promise<SubjectColumns> {
    if (subject.kind === 'CATALOGUE') return subjectColumns({ kind: 'CATALOGUE', id: null });
    if (subject.kind === 'RELEASE') {
      if ((await this.grants.releaseTitle(tx, subject.id)) === null)
        throw new NotFoundError('Release', subject.id);
      return subjectColumns(subject);
    }
    const expected = side === 'MASTER' ? 'RECORDING' : 'WORK';
    if (subject.kind !== expected)
      throw new UnprocessableError('Master rights are in recordings, composition rights in works.', [
        { pointer: '/subject/kind', detail: `must be ${expected}, RELEASE or CATALOGUE on this side` },
      ]);
    if (subject.kind === 'WORK') {
      if ((await this.recordings.findWork(subject.id, tx)) === null)
        throw new NotFoundError('Work', subject.id);
      return subjectColumns(subject);
    }
    const isrc = parseIsrc(subject.isrc);
    const recording = isrc.ok ? await this.recordings.findByIsrc(isrc.value, tx) : null;
    if (recording === null) throw new NotFoundError('Recording', subject.isrc);
    return subjectColumns({ kind: 'RECORDING', id: recording.id });
  }
}
