import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.ts';
import type { PageRequest } from '../catalogue/index.ts';
import type { RequestEvent, RequestState, RequestSummary, UnreachableLine } from './request.types.ts';

const MOST_EVENTS = 200;

const SUMMARY = `q.id, q.state, q.version, q.recipe_hash AS hash, q.title, q.duration_ms AS "durationMs", q.territory,
  jsonb_build_object('handle', u.handle, 'displayName', u.display_name) AS producer, q.created_at AS "createdAt",
  q.expires_at AS "expiresAt", q.decided_at AS "decidedAt", q.credits, q.print,
  COALESCE((SELECT jsonb_agg(jsonb_build_object('id', l.id, 'side', l.side, 'title', l.title, 'state', l.state,
      'party', CASE WHEN p.id IS NULL THEN NULL ELSE jsonb_build_object('id', p.id, 'name', p.name) END) ORDER BY l.id)
    FROM clearance_request_line l LEFT JOIN party p ON p.id = l.party_id
    WHERE l.request_id = q.id AND l.version = q.version), '[]') AS lines`;

const PAGE = `($2::text IS NULL OR q.state::text = $2) AND ($3::uuid IS NULL OR q.id < $3)
  AND ($5::timestamptz IS NULL OR q.created_at >= $5) AND ($6::timestamptz IS NULL OR q.created_at < $6)`;

const OF_PRODUCER = `SELECT ${SUMMARY} FROM clearance_request q JOIN app_user u ON u.id = q.producer_id
  WHERE q.producer_id = $1 AND ${PAGE} ORDER BY q.id DESC LIMIT $4`;

const OF_PARTY = `SELECT ${SUMMARY} FROM clearance_request_recipient r JOIN clearance_request q ON q.id = r.request_id
  JOIN app_user u ON u.id = q.producer_id
  WHERE r.party_id = $1 AND ${PAGE} ORDER BY r.request_id DESC LIMIT $4`;

const ONE = `SELECT ${SUMMARY}, (SELECT s.code FROM share_link s JOIN recipe c ON c.hash = s.recipe_hash
    WHERE s.recipe_hash = q.recipe_hash AND c.producer_id = q.producer_id AND c.state = 'PUBLISHED'
    ORDER BY s.created_at, s.code LIMIT 1) AS "publishedCode",
  ARRAY(SELECT DISTINCT m.party_id FROM party_member m JOIN clearance_request_line l ON m.party_id = ANY(l.answerer_ids)
    WHERE l.request_id = q.id AND l.version = q.version) AS attended
  FROM clearance_request q JOIN app_user u ON u.id = q.producer_id WHERE q.id = $1`;

/** A party reads what was said to everybody and its own part of the conversation; the producer reads all. */
const EVENTS = `SELECT e.id, e.kind, e.version, e.line_id AS "lineId", e.created_at AS "createdAt",
    CASE WHEN p.id IS NULL THEN NULL ELSE jsonb_build_object('id', p.id, 'name', p.name) END AS party,
    u.display_name AS by, COALESCE(e.payload->>'text', e.payload->>'reason', e.payload->>'note') AS text
  FROM clearance_request_event e LEFT JOIN party p ON p.id = e.party_id LEFT JOIN app_user u ON u.id = e.actor_id
  WHERE e.request_id = $1 AND ($2::uuid[] IS NULL OR e.party_id IS NULL OR e.party_id = ANY($2))
  ORDER BY e.id DESC LIMIT ${MOST_EVENTS}`;

const UNREACHABLE = `SELECT l.id, q.id AS "requestId", l.side, l.isrc, l.title, q.created_at AS "createdAt",
    q.expires_at AS "expiresAt", jsonb_build_object('handle', u.handle, 'displayName', u.display_name) AS producer,
    CASE WHEN p.id IS NULL THEN NULL ELSE jsonb_build_object('id', p.id, 'name', p.name) END AS party
  FROM clearance_request q JOIN app_user u ON u.id = q.producer_id
  JOIN clearance_request_line l ON l.request_id = q.id AND l.version = q.version AND l.state = 'REQUESTED'
  LEFT JOIN party p ON p.id = l.party_id
  WHERE q.state = 'OPEN' AND ($1::uuid IS NULL OR l.id < $1)
    AND NOT EXISTS (SELECT 1 FROM party_member m WHERE m.party_id = ANY(l.answerer_ids))
  ORDER BY l.id DESC LIMIT $2`;

export interface RequestPageRow extends RequestSummary {
  readonly publishedCode: string | null;
  /** Of the parties that may answer, those for which somebody acts. */
  readonly attended: readonly string[];
}

export interface RequestHeadline {
  readonly producerId: string;
  readonly producerName: string;
  readonly title: string;
  readonly state: RequestState;
  readonly partyIds: readonly string[];
}

export interface LineHeadline {
  readonly partyId: string | null;
  readonly party: string | null;
  readonly title: string;
}

@Injectable()
export class RequestView {
  constructor(@Inject(Database) private readonly database: Database) {}

  async ofProducer(userId: string, state: RequestState | null, page: PageRequest): Promise<RequestSummary[]> {
    return await this.list(OF_PRODUCER, userId, state, page);
  }

  async ofParty(partyId: string, state: RequestState | null, page: PageRequest): Promise<RequestSummary[]> {
    return await this.list(OF_PARTY, partyId, state, page);
  }

  private async list(sql: string, of: string, state: string | null, { after, limit, span }: PageRequest) {
    const { rows } = await this.database.pool.query<RequestSummary>(sql, [
      of,
      state,
      after?.id ?? null,
      limit,
      span?.from ?? null,
      span?.before ?? null,
    ]);
    return rows;
  }

  async find(id: string): Promise<RequestPageRow | null> {
    const { rows } = await this.database.pool.query<RequestPageRow>(ONE, [id]);
    return rows[0] ?? null;
  }

  /** The newest of them, in the order of time. @param parties `null` reads everything. */
  async events(id: string, parties: readonly string[] | null): Promise<RequestEvent[]> {
    const { rows } = await this.database.pool.query<RequestEvent>(EVENTS, [id, parties]);
    return rows.reverse();
  }

  async unreachable({ after, limit }: PageRequest): Promise<UnreachableLine[]> {
    const { rows } = await this.database.pool.query<UnreachableLine>(UNREACHABLE, [after?.id ?? null, limit]);
    return rows;
  }

  /** Who is to be told about a request. */
  async headline(id: string): Promise<RequestHeadline | null> {
    const { rows } = await this.database.pool.query<RequestHeadline>(
      `SELECT q.producer_id AS "producerId", u.display_name AS "producerName", q.title, q.state,
        ARRAY(SELECT party_id FROM clearance_request_recipient WHERE request_id = q.id) AS "partyIds"
      FROM clearance_request q JOIN app_user u ON u.id = q.producer_id WHERE q.id = $1`,
      [id],
    );
    return rows[0] ?? null;
  }

  async lineHeadline(id: string): Promise<LineHeadline | null> {
    const { rows } = await this.database.pool.query<LineHeadline>(
      `SELECT l.party_id AS "partyId", p.name AS party, l.title FROM clearance_request_line l
      LEFT JOIN party p ON p.id = l.party_id WHERE l.id = $1`,
      [id],
    );
    return rows[0] ?? null;
  }
}
