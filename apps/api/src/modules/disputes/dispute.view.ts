import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.ts';
import type { PageRequest } from '../catalogue/index.ts';
import { disputedParties } from './dispute-parts.ts';
import { columnsOf } from './dispute.repository.ts';
import type {
  DisputableShare,
  DisputableSubject,
  DisputeDetail,
  DisputeEventRecord,
  DisputePartyRecord,
  DisputeState,
  DisputeSubject,
  DisputeSummary,
  SplitDraft,
} from './dispute.types.ts';

const MOST_EVENTS = 1_100;
const MOST_SHARES = 500;

const COLUMNS = `d.id, d.side::text, d.recording_id AS "recordingId", d.work_id AS "workId", d.origin::text, d.state::text,
  d.parts, d.revision, d.opened_by_party_id AS "openedByPartyId", d.opened_at AS "openedAt", d.respond_by AS "respondBy",
  d.decide_by AS "decideBy", d.resolved_at AS "resolvedAt", r.isrc, w.iswc, r.artist, coalesce(r.title, w.title) AS title,
  (SELECT jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name, 'respondedAt', m.responded_at) ORDER BY p.name, p.id)
    FROM dispute_party m JOIN party p ON p.id = m.party_id WHERE m.dispute_id = d.id) AS parties`;
const SUBJECT = `LEFT JOIN recording r ON r.id = d.recording_id LEFT JOIN work w ON w.id = d.work_id`;

/** Ids grow with time: the newest first. */
const LIST = `SELECT ${COLUMNS} FROM dispute d ${SUBJECT}
  WHERE ($1::uuid[] IS NULL OR d.id IN (SELECT dispute_id FROM dispute_party WHERE party_id = ANY($1)))
    AND ($2::text[] IS NULL OR d.state::text = ANY($2)) AND ($3::uuid IS NULL OR d.id < $3)
    AND ($4::timestamptz IS NULL OR (d.resolved_at IS NULL AND coalesce(d.decide_by, d.respond_by) <= $4))
    AND ($6::timestamptz IS NULL OR d.opened_at >= $6) AND ($7::timestamptz IS NULL OR d.opened_at < $7)
  ORDER BY d.id DESC LIMIT $5`;
const DETAIL = `SELECT ${COLUMNS} FROM dispute d ${SUBJECT} WHERE d.id = $1`;
const EVENTS = `SELECT e.id, e.kind, e.state::text, e.user_id AS "userId", e.party_id AS "partyId", p.name, e.text, e.evidence,
    e.details, e.at
  FROM dispute_event e LEFT JOIN party p ON p.id = e.party_id WHERE e.dispute_id = $1 ORDER BY e.id LIMIT $2`;
const NAMES = `SELECT id, name FROM party WHERE id = ANY($1::uuid[])`;
const TITLE = `SELECT title FROM recording WHERE id = $1::uuid UNION ALL SELECT title FROM work WHERE id = $2::uuid`;
const SHARES = `SELECT s.id, s.party_id AS "partyId", p.name, s.role, s.ppm, s.territories, s.exclude_territories AS "excludeTerritories",
    s.valid_from AS "from", s.valid_to AS "to", s.status::text
  FROM share s JOIN party p ON p.id = s.party_id
  WHERE (s.recording_id = $1::uuid OR s.work_id = $2::uuid) AND s.status <> 'ENDED'
    AND (s.valid_to IS NULL OR s.valid_to > $3)
  ORDER BY s.ppm DESC, s.id LIMIT $4`;
const OPEN = `SELECT id FROM dispute WHERE (recording_id = $1::uuid OR work_id = $2::uuid) AND resolved_at IS NULL`;

type SummaryRow = Omit<DisputeSummary, 'subject' | 'parties'> & {
  recordingId: string | null;
  workId: string | null;
  parties: { id: string; name: string; respondedAt: string | null }[] | null;
};
type EventRow = Pick<DisputeEventRecord, 'id' | 'kind' | 'state' | 'text' | 'evidence' | 'at'> & {
  userId: string | null;
  partyId: string | null;
  name: string | null;
  details: { parts?: SplitDraft; revision?: number; proposalId?: string; ownCause?: string } | null;
};
type ShareRow = Omit<DisputableShare, 'party'> & { partyId: string; name: string };

export interface DisputeFilter {
  /** `null`: everybody's. */
  readonly partyIds: readonly string[] | null;
  readonly states: readonly DisputeState[] | null;
  readonly overdueAt: Date | null;
}

/** Disputes as screens read them. */
@Injectable()
export class DisputeView {
  constructor(@Inject(Database) private readonly database: Database) {}

  async list(
    { partyIds, states, overdueAt }: DisputeFilter,
    { after, limit, span }: PageRequest,
  ): Promise<DisputeSummary[]> {
    const rows = await this.query<SummaryRow>(LIST, [
      ...[partyIds, states, after?.id ?? null, overdueAt, limit],
      ...[span?.from ?? null, span?.before ?? null],
    ]);
    return rows.map(summaryOf);
  }

  async detail(id: string): Promise<DisputeDetail | null> {
    const [row] = await this.query<SummaryRow>(DETAIL, [id]);
    if (row === undefined) return null;
    const events = (await this.query<EventRow>(EVENTS, [id, MOST_EVENTS])).map(eventOf);
    const summary = summaryOf(row);
    const named = [
      ...summary.parts.flatMap(({ disputed, standing }) => [...disputed, ...standing]),
      ...events.flatMap(({ split }) => (split ?? []).flat()),
    ].map(({ partyId }) => partyId);
    const names = await this.query<{ id: string; name: string }>(NAMES, [[...new Set(named)]]);
    return {
      ...summary,
      events,
      names: Object.fromEntries(names.map(({ id: party, name }) => [party, name])),
    };
  }

  async subject(subject: DisputeSubject, at: Date): Promise<DisputableSubject | null> {
    const { recordingId, workId } = columnsOf(subject);
    const [found] = await this.query<{ title: string }>(TITLE, [recordingId, workId]);
    if (found === undefined) return null;
    const rows = await this.query<ShareRow>(SHARES, [recordingId, workId, at, MOST_SHARES]);
    const [open] = await this.query<{ id: string }>(OPEN, [recordingId, workId]);
    const shares = rows.map(({ partyId, name, ...share }) => ({ ...share, party: { id: partyId, name } }));
    return { ...subject, title: found.title, shares, disputeId: open?.id ?? null };
  }

  private async query<Row>(sql: string, parameters: readonly unknown[]): Promise<Row[]> {
    const { rows } = await this.database.pool.query(sql, [...parameters]);
    return rows as Row[];
  }
}

function summaryOf({ recordingId, workId, parties, ...row }: SummaryRow): DisputeSummary {
  const named = new Set([...disputedParties(row.parts), row.openedByPartyId]);
  return {
    ...row,
    subject:
      recordingId === null ? { kind: 'WORK', id: workId ?? '' } : { kind: 'RECORDING', id: recordingId },
    parties: (parties ?? []).map(({ id, name, respondedAt }): DisputePartyRecord => ({
      ...{ id, name, isNamed: named.has(id) },
      respondedAt: respondedAt === null ? null : new Date(respondedAt),
    })),
  };
}

function eventOf({ userId, partyId, name, details, ...event }: EventRow): DisputeEventRecord {
  return {
    ...event,
    party: partyId === null ? null : { id: partyId, name: name ?? '' },
    byOperator: partyId === null && userId !== null,
    split: details?.parts ?? null,
    revision: details?.revision ?? null,
    proposalId: details?.proposalId ?? null,
    ownCause: details?.ownCause ?? null,
  };
}
