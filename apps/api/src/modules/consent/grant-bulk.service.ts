import { createHash } from 'node:crypto';
import type { Grant } from '@flipside/royalty';
import { Inject, Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/auth/principal.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { CONFIG } from '../../platform/config/config.ts';
import type { Config } from '../../platform/config/config.ts';
import { Database } from '../../platform/database/database.ts';
import type { Tx } from '../../platform/database/database.ts';
import { newId } from '../../platform/ids/ids.ts';
import { Outbox } from '../../platform/outbox/outbox.ts';
import { NotFoundError, UnprocessableError } from '../../platform/problem/errors.ts';
import { PartyRepository, requireLive, toPage } from '../catalogue/index.ts';
import type { Page, PageRequest } from '../catalogue/index.ts';
import { planChange } from './bulk-change.ts';
import type {
  BulkChange,
  BulkItem,
  BulkOutcome,
  BulkRecord,
  BulkRequest,
  BulkSubject,
  FlipForecast,
} from './bulk-change.types.ts';
import { subjectColumns } from './consent.types.ts';
import { PreviewOutdatedError } from './errors.ts';
import { bulkStarted } from './events.ts';
import { GrantBulkRepository } from './grant-bulk.repository.ts';
import { GrantJournal } from './grant-journal.ts';
import { GrantRepository } from './grant.repository.ts';
import type { GrantVersion } from './grant.repository.ts';
import { PartyCatalogueView } from './party-catalogue.view.ts';
import type { CatalogueQuestion } from './party-catalogue.view.ts';
import { toPlannedGrant } from './planned-grant.ts';
import type { PartyCatalogueRow } from './recording.types.ts';

/** Where one change may reach at once. */
const MOST_SUBJECTS = 20_000;
const BATCH = 100;
/** Thousands of rows are written at once. */
const KEEP_MS = 60_000;
const PREVIEW_HOLDS_MS = 3_600_000;
const PREVIEW_KEPT_MS = 24 * 3_600_000;

/** A change that was worked out and not yet kept. */
export interface BulkPlan {
  readonly partyId: string;
  readonly change: BulkChange;
  readonly items: readonly BulkItem[];
  /** The versions as they would be, and the recordings that they are about. */
  readonly grants: readonly Grant[];
  readonly recordingIds: readonly string[];
  /** When the change takes effect. */
  readonly at: Date;
}

/** Many grants with one change: shown first, then applied exactly as shown. */
@Injectable()
export class GrantBulkService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(GrantBulkRepository) private readonly bulks: GrantBulkRepository,
    @Inject(GrantRepository) private readonly grants: GrantRepository,
    @Inject(GrantJournal) private readonly journal: GrantJournal,
    @Inject(PartyRepository) private readonly parties: PartyRepository,
    @Inject(PartyCatalogueView) private readonly catalogue: PartyCatalogueView,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<Config, 'defaultTerritory'>,
  ) {}

  /** What the change makes of each subject. Nothing is written. */
  async plan(principal: Principal, partyId: string, { selection, change }: BulkRequest): Promise<BulkPlan> {
    principal.requireScope('consent:write');
    principal.requireParty(partyId, 'MANAGER');
    await requireLive(this.parties, partyId);
    const at = this.clock.now();
    const effective = effectiveAt(change, at);
    const rows = await this.select(partyId, selection, at);
    const planned = rows.map((row) => ({ row, ...planChange(row, change, at) }));
    const changed = planned.filter(({ says }) => says !== null);
    const unknown = selection.kind === 'SUBJECTS' ? notFound(selection.subjects, rows) : [];
    const items = planned.map(({ row, outcome, note }, position) => itemOf(row, position, outcome, note));
    return {
      ...{ partyId, change, at: effective },
      items: [...items, ...unknown.map((one, index) => ({ ...one, position: items.length + index }))],
      grants: changed.flatMap(({ row, says }) =>
        says === null ? [] : [toPlannedGrant(versionOf(partyId, row, says, principal.userId, at))],
      ),
      recordingIds: [...new Set(changed.flatMap(({ row }) => row.recordingIds))],
    };
  }

  /** Keeps a plan as a preview, which can be applied while it holds. */
  async keep(principal: Principal, plan: BulkPlan, flips: FlipForecast): Promise<BulkRecord> {
    principal.requireScope('consent:write');
    principal.requireParty(plan.partyId, 'MANAGER');
    const { partyId, change, items } = plan;
    const bulk = { id: newId(), partyId, state: 'PREVIEWED' as const, change, flips, finishedAt: null };
    const token = tokenOf(plan);
    const createdAt = this.clock.now();
    await this.database.transaction(
      (tx) => this.bulks.append(tx, { ...bulk, token, createdAt }, principal.userId, items),
      { timeoutMs: KEEP_MS },
    );
    return await this.require(bulk.id, partyId);
  }

  async get(principal: Principal, partyId: string, id: string): Promise<BulkRecord> {
    principal.requireScope('consent:read');
    if (!principal.actsAsOperator) principal.requireParty(partyId, 'VIEWER');
    return await this.require(id, partyId);
  }

  async items(
    principal: Principal,
    { partyId, id, outcome }: { partyId: string; id: string; outcome: BulkOutcome | null },
    page: PageRequest,
  ): Promise<Page<BulkItem>> {
    principal.requireScope('consent:read');
    if (!principal.actsAsOperator) principal.requireParty(partyId, 'VIEWER');
    await this.require(id, partyId);
    const after = page.after === null ? -1 : Number(page.after.key);
    const rows = await this.bulks.items(id, { outcome, after, limit: page.limit + 1 });
    return toPage(rows, page.limit, ({ position }) => ({ key: String(position), id }));
  }

  /**
   * Applies what was previewed, or nothing. Sent again it answers how far it is. The first batch is done at once, the
   * rest by a job.
   *
   * @throws {PreviewOutdatedError} when a grant was changed since, or the preview is too old
   */
  async apply(
    principal: Principal,
    partyId: string,
    { preview: id, token }: { preview: string; token: string },
  ): Promise<BulkRecord> {
    principal.requireScope('consent:write');
    principal.requireParty(partyId, 'MANAGER');
    await this.database.transaction(async (tx) => {
      await this.grants.lockParty(tx, partyId);
      await requireLive(this.parties, partyId, tx);
      const bulk = await this.require(id, partyId, tx);
      if (bulk.token !== token) throw new PreviewOutdatedError('This is not the token of that preview.');
      if (bulk.state !== 'PREVIEWED') return;
      const age = this.clock.now().getTime() - bulk.createdAt.getTime();
      if (age > PREVIEW_HOLDS_MS) throw new PreviewOutdatedError('The preview is more than an hour old.');
      const outdated = await this.bulks.outdated(tx, bulk);
      if (outdated > 0)
        throw new PreviewOutdatedError(
          `${outdated} of these grants ${outdated === 1 ? 'was' : 'were'} changed since.`,
        );
      await this.bulks.setState(tx, id, 'RUNNING', null);
      if ((await this.applyBatch(tx, bulk, principal.userId)) === BATCH)
        await this.outbox.append(tx, bulkStarted, { key: id, payload: { bulkId: id } });
      else await this.bulks.setState(tx, id, 'DONE', this.clock.now());
    });
    return await this.require(id, partyId);
  }

  /** Goes on where it stopped. Running it twice, or two at once, does nothing twice. */
  async run(id: string): Promise<void> {
    let applied = BATCH;
    while (applied === BATCH)
      applied = await this.database.transaction(async (tx) => {
        const found = await this.bulks.find(id, tx);
        if (found === null) return 0;
        await this.grants.lockParty(tx, found.partyId);
        const bulk = await this.bulks.find(id, tx);
        if (bulk?.state !== 'RUNNING') return 0;
        const done = await this.applyBatch(tx, bulk, await this.bulks.startedBy(tx, id));
        if (done < BATCH) await this.bulks.setState(tx, id, 'DONE', this.clock.now());
        return done;
      });
  }

  async forgetPreviews(): Promise<number> {
    return await this.bulks.forgetPreviews(new Date(this.clock.now().getTime() - PREVIEW_KEPT_MS));
  }

  private async applyBatch(tx: Tx, bulk: BulkRecord, userId: string): Promise<number> {
    const { id: bulkId, partyId, change } = bulk;
    const items = await this.bulks.pending(tx, bulkId, BATCH);
    const at = this.clock.now();
    const ids = items.map(({ id }) => id);
    const question = this.question(partyId, at, { filter: {}, ids });
    const rows = await this.catalogue.list(question, { after: null, limit: 2 * BATCH }, tx);
    const versions: GrantVersion[] = [];
    const refused: { position: number; note: string }[] = [];
    for (const item of items) {
      const row = rows.find(({ kind, id }) => kind === item.kind && id === item.id);
      const says = row === undefined ? null : planChange(row, change, at).says;
      const same = (row?.own?.id ?? null) === item.grantId && (row?.own?.version ?? null) === item.version;
      if (row !== undefined && says !== null && same)
        versions.push(versionOf(partyId, row, says, userId, at));
      else refused.push({ position: item.position, note: 'It was changed since the preview.' });
    }
    await this.journal.appendMany(tx, versions);
    await this.bulks.refuse(tx, bulkId, refused);
    const failed = new Set(refused.map(({ position }) => position));
    const applied = items.flatMap(({ position }) => (failed.has(position) ? [] : [position]));
    await this.bulks.markApplied(tx, bulkId, applied);
    return items.length;
  }

  private async select(
    partyId: string,
    selection: BulkRequest['selection'],
    at: Date,
  ): Promise<PartyCatalogueRow[]> {
    const question =
      selection.kind === 'MATCHING'
        ? this.question(partyId, at, { filter: selection.filter })
        : this.question(partyId, at, { filter: {}, ids: selection.subjects.map(({ id }) => id) });
    const rows = await this.catalogue.list(question, { after: null, limit: MOST_SUBJECTS + 1 });
    if (rows.length > MOST_SUBJECTS)
      throw new UnprocessableError('That is too much for one change.', [
        { pointer: '/selection/filter', detail: `must match ${MOST_SUBJECTS} recordings and works at most` },
      ]);
    if (selection.kind === 'SUBJECTS') return rows;
    const excepted = new Set(selection.except.map(keyOf));
    return rows.filter((row) => !excepted.has(keyOf(row)));
  }

  private question(
    partyId: string,
    at: Date,
    which: Pick<CatalogueQuestion, 'filter' | 'ids'>,
  ): CatalogueQuestion {
    return { partyId, at, territory: this.config.defaultTerritory, ...which };
  }

  private async require(id: string, partyId: string, tx?: Tx): Promise<BulkRecord> {
    const bulk = await (tx === undefined ? this.bulks.find(id) : this.bulks.find(id, tx));
    if (bulk?.partyId !== partyId) throw new NotFoundError('Preview', id);
    return bulk;
  }
}

const keyOf = ({ kind, id }: BulkSubject): string => `${kind} ${id}`;

/** A withdrawal that is announced takes effect on its day, everything else now. */
const effectiveAt = (change: BulkChange, now: Date): Date => {
  if (change.kind !== 'WITHDRAW' || change.at === null) return now;
  const at = new Date(change.at);
  if (at > now) return at;
  throw new UnprocessableError('A withdrawal is announced for a day to come.', [
    { pointer: '/change/at', detail: 'must be in the future; leave it out to withdraw at once' },
  ]);
};

const itemOf = (
  row: PartyCatalogueRow,
  position: number,
  outcome: BulkOutcome,
  note: string | null,
): BulkItem => ({
  ...{ position, outcome, note, applied: false },
  ...{ side: row.side, kind: row.kind, id: row.id, title: row.title },
  grantId: row.own?.id ?? null,
  version: row.own?.version ?? null,
});

/** Subjects that were named and are not the party's: each is refused by name. */
function notFound(subjects: readonly BulkSubject[], rows: readonly PartyCatalogueRow[]): BulkItem[] {
  const known = new Set(rows.map(keyOf));
  return subjects
    .filter((subject) => !known.has(keyOf(subject)))
    .map(({ kind, id }) => ({
      ...{ kind, id, title: id, position: 0, grantId: null, version: null, applied: false },
      side: kind === 'RECORDING' ? 'MASTER' : 'COMPOSITION',
      outcome: 'REFUSED',
      note: 'The party has neither a share nor a role in this.',
    }));
}

function versionOf(
  partyId: string,
  row: PartyCatalogueRow,
  says: NonNullable<ReturnType<typeof planChange>['says']>,
  createdBy: string,
  createdAt: Date,
): GrantVersion {
  const { own, side, kind, id } = row;
  const head = { id: own?.id ?? newId(), version: (own?.version ?? 0) + 1, partyId, side };
  return { ...head, ...subjectColumns({ kind, id }), ...says, recipeHash: null, createdBy, createdAt };
}

/** What was shown, in one value: the change and what becomes of every subject. */
const tokenOf = ({ partyId, change, items }: BulkPlan): string =>
  createHash('sha256')
    .update(JSON.stringify([partyId, change, items]))
    .digest('hex');
