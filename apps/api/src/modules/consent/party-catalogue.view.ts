import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.ts';
import type { Reader } from '../../platform/database/database.ts';
import { Prisma } from '../../platform/database/generated/client.ts';
import type { PageRequest } from '../catalogue/index.ts';
import { MOST_FLIPS_COUNTED } from './consent.types.ts';
import { mandatesHeld } from './grant.repository.ts';
import type { CatalogueFilter, CoveringGrant, PartyCatalogueRow } from './recording.types.ts';
import { searchWords } from './search-words.ts';

/** Whose catalogue is asked for, as of when, and which of it. */
export interface CatalogueQuestion {
  readonly partyId: string;
  readonly territory: string;
  readonly at: Date;
  readonly filter: CatalogueFilter;
  /** Only these recordings and works. */
  readonly ids?: readonly string[];
}

const RECORDINGS_NAMED = 100;

/** What the party has a share or a role in, and what parties that mandated it have. */
const held = ({ partyId, at }: CatalogueQuestion): Prisma.Sql => Prisma.sql`
  WITH mandated AS (${mandatesHeld(partyId, at)}),
  own AS (
    SELECT recording_id, work_id, sum(ppm) AS ppm, array_agg(role) AS roles, NULL::text AS mandator
    FROM share WHERE party_id = ${partyId}::uuid AND status <> 'ENDED' AND (valid_to IS NULL OR valid_to > ${at})
    GROUP BY recording_id, work_id
    UNION ALL
    SELECT recording_id, work_id, NULL, array_agg(role), NULL FROM contributor
    WHERE party_id = ${partyId}::uuid GROUP BY recording_id, work_id
    UNION ALL
    SELECT s.recording_id, s.work_id, NULL, NULL, p.name FROM mandated m JOIN party p ON p.id = m.grantor_id
    JOIN share s ON s.party_id = m.grantor_id AND s.side = m.side AND s.status <> 'ENDED'
      AND (m.recording_id IS NULL OR m.recording_id = s.recording_id) AND (m.work_id IS NULL OR m.work_id = s.work_id)
    UNION ALL
    SELECT c.recording_id, c.work_id, NULL, NULL, p.name FROM mandated m JOIN party p ON p.id = m.grantor_id
    JOIN contributor c ON c.party_id = m.grantor_id AND (c.recording_id IS NOT NULL) = (m.side = 'MASTER')
      AND (m.recording_id IS NULL OR m.recording_id = c.recording_id) AND (m.work_id IS NULL OR m.work_id = c.work_id)),
  subjects AS (
    SELECT CASE WHEN recording_id IS NULL THEN 'WORK' ELSE 'RECORDING' END AS kind, COALESCE(recording_id, work_id) AS id,
      COALESCE(max(ppm), 0)::int AS ppm,
      COALESCE(array_agg(DISTINCT one) FILTER (WHERE one IS NOT NULL), '{}') AS roles,
      COALESCE(array_agg(DISTINCT mandator) FILTER (WHERE mandator IS NOT NULL), '{}') AS mandators
    FROM own LEFT JOIN LATERAL unnest(roles) one ON true GROUP BY recording_id, work_id)`;

/** Those of them that the filter finds by what they are. */
function named({ filter, ids }: CatalogueQuestion): Prisma.Sql {
  const { q, side, release } = filter;
  const words = q === undefined ? null : searchWords(q);
  const conditions = [
    Prisma.sql`COALESCE(r.id, w.id) IS NOT NULL`,
    ...(q === undefined
      ? []
      : [
          Prisma.sql`to_tsvector('simple', concat_ws(' ', r.title, r.artist, r.isrc, w.title, w.iswc))
            @@ to_tsquery('simple', ${words})`,
        ]),
    ...(side === undefined ? [] : [Prisma.sql`s.kind = ${side === 'MASTER' ? 'RECORDING' : 'WORK'}`]),
    ...(ids === undefined ? [] : [Prisma.sql`s.id = ANY(${[...ids]}::uuid[])`]),
    ...(release === undefined
      ? []
      : [
          Prisma.sql`s.id IN (SELECT i.recording_id FROM release_recording i WHERE i.release_id = ${release}::uuid
            UNION SELECT l.work_id FROM release_recording i JOIN recording_work l ON l.recording_id = i.recording_id
            WHERE i.release_id = ${release}::uuid)`,
        ]),
  ];
  return Prisma.sql`named AS (
    SELECT s.*, r.isrc, w.iswc, r.artist, COALESCE(r.title, w.title) AS title, lower(COALESCE(r.title, w.title)) AS sort,
      CASE s.kind WHEN 'RECORDING' THEN 'MASTER' ELSE 'COMPOSITION' END AS side
    FROM subjects s LEFT JOIN recording r ON s.kind = 'RECORDING' AND r.id = s.id
      LEFT JOIN work w ON s.kind = 'WORK' AND w.id = s.id
    WHERE ${Prisma.join(conditions, ' AND ')})`;
}

/** The version that holds of the party's one grant for what a condition names. */
const latest = (condition: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`SELECT v.* FROM grant_version v WHERE ${condition} ORDER BY v.id DESC, v.version DESC LIMIT 1`;

/** Of several grants the one that decides: one that blocks, then one that holds, then the one that is for the least. */
const DECIDING = Prisma.sql`ORDER BY (v.doc->>'state' = 'GRANTED' AND v.doc->>'policy' = 'BLOCK') DESC,
  (v.doc->>'state' = 'GRANTED') DESC, v.rank LIMIT 1`;

/** Everything that is looked up for each row `n`: the grants, the standing and the recordings. */
function lookups({ partyId, territory }: CatalogueQuestion): Prisma.Sql {
  const of = Prisma.sql`v.party_id = ${partyId}::uuid AND v.side::text = n.side`;
  const subject =
    latest(Prisma.sql`${of} AND CASE n.kind WHEN 'RECORDING' THEN v.recording_id ELSE v.work_id END = n.id
    AND (v.recording_id = n.id OR v.work_id = n.id)`);
  const release = Prisma.sql`SELECT v.* FROM (SELECT DISTINCT v.release_id FROM grant_version v
      WHERE ${of} AND v.release_id IN (SELECT i.release_id FROM release_recording i WHERE i.recording_id = ANY(k.ids))) e
    CROSS JOIN LATERAL (${latest(Prisma.sql`${of} AND v.release_id = e.release_id`)}) v`;
  const catalogue = latest(Prisma.sql`${of} AND num_nonnulls(v.recording_id, v.work_id, v.release_id) = 0`);
  return Prisma.sql`
    CROSS JOIN LATERAL (SELECT CASE n.kind WHEN 'RECORDING' THEN ARRAY[n.id] ELSE ARRAY(
      SELECT l.recording_id FROM recording_work l WHERE l.work_id = n.id ORDER BY 1 LIMIT ${RECORDINGS_NAMED}) END AS ids) k
    LEFT JOIN LATERAL (SELECT to_jsonb(v) AS doc FROM (${subject}) v) o ON true
    LEFT JOIN LATERAL (
      SELECT v.* FROM (
        SELECT to_jsonb(v) AS doc, 'RELEASE' AS covers, 1 AS rank FROM (${release}) v
        UNION ALL SELECT to_jsonb(v), 'CATALOGUE', 2 FROM (${catalogue}) v) v
      ${DECIDING}) x ON true
    LEFT JOIN LATERAL (
      SELECT v.doc, v.covers, v.doc->>'state' = 'GRANTED' AND v.doc->>'policy' <> 'BLOCK' AS opted_in FROM (
        SELECT o.doc, 'SUBJECT' AS covers, 0 AS rank WHERE o.doc IS NOT NULL
        UNION ALL SELECT x.doc, x.covers, x.rank WHERE x.doc IS NOT NULL) v
      ${DECIDING}) g ON true
    LEFT JOIN LATERAL (
      SELECT c.state, c.closes_at FROM (
        SELECT DISTINCT ON (c.recording_id) c.state, c.closes_at FROM recording_clearance c
        WHERE c.territory IN (${territory}, 'WW') AND c.recording_id = ANY(k.ids)
        ORDER BY c.recording_id, (c.territory = 'WW')) c
      ORDER BY array_position(ARRAY['BLOCKED','CONFLICT','NOT_CLEARED','NEEDS_APPROVAL','CLEARED'], c.state),
        c.closes_at LIMIT 1) c ON true`;
}

const FLIPPED = Prisma.sql`EXISTS (SELECT 1 FROM recipe_source u JOIN recipe p ON p.hash = u.recipe_hash
  WHERE u.recording_id = ANY(k.ids) AND p.state = 'PUBLISHED')`;

/** What the filter asks of grants and standing: each row is looked up before it is known whether it is meant. */
function lookedUp({ filter: { clearance, optedIn, flipped } }: CatalogueQuestion): Prisma.Sql[] {
  return [
    ...(clearance === undefined ? [] : [Prisma.sql`COALESCE(c.state, 'NOT_CLEARED') = ${clearance}`]),
    ...(optedIn === undefined ? [] : [Prisma.sql`COALESCE(g.opted_in, false) = ${optedIn}`]),
    ...(flipped === undefined ? [] : [flipped ? FLIPPED : Prisma.sql`NOT ${FLIPPED}`]),
  ];
}

function after({ after: position }: PageRequest): Prisma.Sql {
  if (position === null) return Prisma.sql`true`;
  const { key: kind, id } = position;
  return Prisma.sql`(n.sort, n.kind, n.id) > (
    (SELECT lower(title) FROM recording WHERE id = ${id}::uuid UNION ALL SELECT lower(title) FROM work WHERE id = ${id}::uuid),
    ${kind}, ${id}::uuid)`;
}

const COLUMNS = Prisma.sql`n.kind, n.id, n.isrc, n.iswc, n.title, n.artist, n.side, n.ppm, n.roles, n.mandators AS "mandatedBy",
  k.ids AS "recordingIds", g.doc AS "grant", g.covers, o.doc AS own, x.doc AS wider,
  x.covers AS "widerCovers", COALESCE(c.state, 'NOT_CLEARED') AS clearance,
  c.closes_at AS "closesAt",
  (SELECT jsonb_build_object('id', e.id, 'title', e.title) FROM release_recording i JOIN release e ON e.id = i.release_id
    WHERE n.kind = 'RECORDING' AND i.recording_id = n.id ORDER BY e.release_date, e.id LIMIT 1) AS release,
  (SELECT count(DISTINCT f.recipe_hash) FROM (SELECT u.recipe_hash FROM recipe_source u
    JOIN recipe p ON p.hash = u.recipe_hash WHERE u.recording_id = ANY(k.ids) AND p.state = 'PUBLISHED'
    LIMIT ${MOST_FLIPS_COUNTED}) f)::text AS flips`;

interface GrantDocument {
  readonly id: string;
  readonly version: number;
  readonly state: CoveringGrant['state'];
  readonly policy: CoveringGrant['policy'];
  readonly scope: CoveringGrant['scope'] & { readonly minimumRateCurrency?: string };
  readonly minimum_rate_micros: number | null;
  readonly withdrawn_from: string | null;
  readonly reason: string | null;
}

type Row = Omit<PartyCatalogueRow, 'grant' | 'own' | 'wider'> & {
  readonly grant: GrantDocument | null;
  readonly own: GrantDocument | null;
  readonly wider: GrantDocument | null;
  readonly covers: CoveringGrant['covers'] | null;
  readonly widerCovers: CoveringGrant['covers'] | null;
};

function toGrant(document: GrantDocument | null, covers: CoveringGrant['covers']): CoveringGrant | null {
  if (document === null) return null;
  const { id, version, state, policy, reason, withdrawn_from: from, minimum_rate_micros: rate } = document;
  const { minimumRateCurrency: currency, ...scope } = document.scope;
  const minimumRate =
    rate === null || currency === undefined ? null : { currency, perPlayMicros: String(rate) };
  const withdrawnFrom = from === null ? null : new Date(from);
  return { id, version, state, policy, covers, scope, minimumRate, withdrawnFrom, reason };
}

const toRow = ({ covers, grant, own, wider, widerCovers, ...row }: Row): PartyCatalogueRow => ({
  ...row,
  wider: toGrant(wider, widerCovers ?? 'CATALOGUE'),
  grant: toGrant(grant, covers ?? 'SUBJECT'),
  own: toGrant(own, 'SUBJECT'),
});

/** The artist's console and the label's table: what a party has, and what became of it. By title. */
@Injectable()
export class PartyCatalogueView {
  constructor(@Inject(Database) private readonly database: Database) {}

  async list(
    question: CatalogueQuestion,
    page: PageRequest,
    reader: Reader = this.database.prisma,
  ): Promise<PartyCatalogueRow[]> {
    const conditions = lookedUp(question);
    const order = Prisma.sql`ORDER BY n.sort, n.kind, n.id LIMIT ${page.limit}`;
    // Without a condition on what is looked up, only the rows of the page are looked up.
    const rows =
      conditions.length === 0
        ? await reader.$queryRaw<Row[]>(Prisma.sql`${held(question)}, ${named(question)},
            page AS (SELECT n.* FROM named n WHERE ${after(page)} ${order})
            SELECT ${COLUMNS} FROM page n ${lookups(question)} ORDER BY n.sort, n.kind, n.id`)
        : await reader.$queryRaw<Row[]>(Prisma.sql`${held(question)}, ${named(question)}
            SELECT ${COLUMNS} FROM named n ${lookups(question)}
            WHERE ${Prisma.join([after(page), ...conditions], ' AND ')} ${order}`);
    return rows.map(toRow);
  }

  async count(question: CatalogueQuestion): Promise<number> {
    const conditions = lookedUp(question);
    const found =
      conditions.length === 0
        ? Prisma.sql`named n`
        : Prisma.sql`named n ${lookups(question)} WHERE ${Prisma.join(conditions, ' AND ')}`;
    const [row] = await this.database.prisma.$queryRaw<{ total: number }[]>(
      Prisma.sql`${held(question)}, ${named(question)} SELECT count(*)::int AS total FROM ${found}`,
    );
    return row?.total ?? 0;
  }

  /** Releases on which the party has something, for choosing one. */
  async releases(partyId: string, limit: number): Promise<{ id: string; title: string; artist: string }[]> {
    return await this.database.prisma.$queryRaw<{ id: string; title: string; artist: string }[]>(Prisma.sql`
      SELECT e.id, e.title, e.artist FROM release e WHERE e.id IN (
        SELECT i.release_id FROM release_recording i WHERE i.recording_id IN (
          SELECT recording_id FROM share WHERE party_id = ${partyId}::uuid AND recording_id IS NOT NULL
          UNION SELECT recording_id FROM contributor WHERE party_id = ${partyId}::uuid AND recording_id IS NOT NULL
          UNION SELECT l.recording_id FROM share s JOIN recording_work l ON l.work_id = s.work_id
            WHERE s.party_id = ${partyId}::uuid))
      ORDER BY lower(e.title), e.id LIMIT ${limit}`);
  }
}
