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
import { RecordingRepository, toPage } from '../catalogue/index.ts';
import type { Page, PageRequest } from '../catalogue/index.ts';
import type { GrantDraft, GrantRecord, GrantTermsDraft } from './consent.types.ts';
import { InvalidTransitionError } from './errors.ts';
import { grantChanged } from './events.ts';
import { checkTerms } from './grant-terms.ts';
import { GrantRepository } from './grant.repository.ts';
import type { GrantVersion } from './grant.repository.ts';
import { RecordingClearanceService } from './recording-clearance.service.ts';

type Subject = Pick<GrantVersion, 'recordingId' | 'workId'>;

/** How a party says yes, on its terms, and takes it back. */
@Injectable()
export class GrantService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(GrantRepository) private readonly grants: GrantRepository,
    @Inject(RecordingRepository) private readonly recordings: RecordingRepository,
    @Inject(RecordingClearanceService) private readonly clearances: RecordingClearanceService,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async list(principal: Principal, partyId: string, page: PageRequest): Promise<Page<GrantRecord>> {
    principal.requireScope('consent:read');
    if (!principal.actsAsOperator) principal.requireParty(partyId, 'VIEWER');
    const rows = await this.grants.list(partyId, page.after?.id ?? null, page.limit + 1);
    return toPage(rows, page.limit, ({ id }) => ({ key: 'grant', id }));
  }

  async create(principal: Principal, partyId: string, draft: GrantDraft): Promise<GrantRecord> {
    principal.requireScope('consent:write');
    principal.requireParty(partyId, 'MANAGER');
    checkTerms(draft);
    return await this.database.transaction(async (tx) => {
      await this.grants.lockParty(tx, partyId);
      const subject = await this.subjectOf(tx, draft);
      const about = { partyId, side: draft.side, ...subject };
      if (draft.subject.kind !== 'CATALOGUE' && !(await this.grants.holds(tx, about)))
        throw new ForbiddenError('The party has neither a share nor a role in this on that side.');
      const known = await this.grants.idFor(tx, about);
      if (known !== null)
        throw new AlreadyExistsError('The party has a grant for this. Revise that one.', {
          data: { grant: known },
        });
      const { policy, scope, minimumRate } = draft;
      const terms = { policy, scope, minimumRate, state: 'GRANTED' as const, reason: null, recipeHash: null };
      return await this.append(tx, principal, { id: newId(), version: 1, ...about, ...terms });
    });
  }

  /** The next version: other terms, or the way back after a withdrawal. */
  async revise(principal: Principal, id: string, draft: GrantTermsDraft): Promise<GrantRecord> {
    principal.requireScope('consent:write');
    checkTerms(draft);
    const { policy, scope, minimumRate } = draft;
    return await this.next(principal, id, () => ({
      policy,
      scope,
      minimumRate,
      state: 'GRANTED',
      reason: null,
    }));
  }

  async withdraw(principal: Principal, id: string, reason: string | null): Promise<GrantRecord> {
    principal.requireScope('consent:write');
    return await this.next(principal, id, ({ state }) => {
      if (state === 'WITHDRAWN') throw new InvalidTransitionError('The grant is withdrawn already.');
      return { state: 'WITHDRAWN', reason };
    });
  }

  private async next(
    principal: Principal,
    id: string,
    change: (current: GrantRecord) => Partial<GrantVersion>,
  ): Promise<GrantRecord> {
    const found = await this.grants.find(id);
    if (found === null) throw new NotFoundError('Grant', id);
    principal.requireParty(found.partyId, 'MANAGER');
    return await this.database.transaction(async (tx) => {
      await this.grants.lockParty(tx, found.partyId);
      const current = (await this.grants.find(id, tx)) ?? found;
      const { subject, createdAt: _createdAt, ...version } = current;
      return await this.append(tx, principal, {
        ...version,
        recordingId: subject.kind === 'RECORDING' ? subject.id : null,
        workId: subject.kind === 'WORK' ? subject.id : null,
        ...change(current),
        version: current.version + 1,
      });
    });
  }

  private async append(
    tx: Tx,
    principal: Principal,
    version: Omit<GrantVersion, 'createdBy' | 'createdAt'>,
  ): Promise<GrantRecord> {
    const { id } = version;
    await this.grants.append(tx, { ...version, createdBy: principal.userId, createdAt: this.clock.now() });
    await this.clearances.refreshFirst(tx, id);
    const payload = { grantId: id, version: version.version };
    await this.outbox.append(tx, grantChanged, { key: id, payload });
    const made = await this.grants.find(id, tx);
    if (made === null) throw new Error(`grant ${id} was appended and is not there`);
    return made;
  }

  private async subjectOf(tx: Tx, { side, subject }: GrantDraft): Promise<Subject> {
    if (subject.kind === 'CATALOGUE') return { recordingId: null, workId: null };
    const expected = side === 'MASTER' ? 'RECORDING' : 'WORK';
    if (subject.kind !== expected)
      throw new UnprocessableError('Master rights are in recordings, composition rights in works.', [
        { pointer: '/subject/kind', detail: `must be ${expected} or CATALOGUE on this side` },
      ]);
    if (subject.kind === 'WORK') {
      if ((await this.recordings.findWork(subject.id, tx)) === null)
        throw new NotFoundError('Work', subject.id);
      return { recordingId: null, workId: subject.id };
    }
    const isrc = parseIsrc(subject.isrc);
    const recording = isrc.ok ? await this.recordings.findByIsrc(isrc.value, tx) : null;
    if (recording === null) throw new NotFoundError('Recording', subject.isrc);
    return { recordingId: recording.id, workId: null };
  }
}
