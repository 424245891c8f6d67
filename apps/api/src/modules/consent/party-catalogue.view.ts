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
    GROUP BY recording_id, work_id, territories, exclude_territories
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

/** The party's grants that are for more than one subject, each version that holds once, with what they are about. */
const wide = ({ partyId }: CatalogueQuestion): Prisma.Sql => Prisma.sql`
  latest AS MATERIALIZED (
    SELECT DISTINCT ON (v.id) v.* FROM grant_version v
    WHERE v.party_id IN (SELECT ${partyId}::uuid UNION SELECT id FROM party WHERE merged_into_id = ${partyId}::uuid)
      AND v.recipe_hash IS NULL AND v.recording_id IS NULL AND v.work_id IS NULL
    ORDER BY v.id, v.version DESC),
  everything AS MATERIALIZED (
    SELECT DISTINCT ON (side, party_id) side::text, party_id, to_jsonb(v) AS doc FROM latest v
    WHERE release_id IS NULL ORDER BY side, party_id, id DESC),
  released AS MATERIALIZED (
    SELECT 'MASTER' AS side, v.party_id, i.recording_id AS id, to_jsonb(v) AS doc FROM latest v
    JOIN release_recording i ON i.release_id = v.release_id WHERE v.side = 'MASTER'
    UNION ALL
    SELECT 'COMPOSITION', v.party_id, l.work_id, to_jsonb(v) FROM latest v JOIN release_recording i ON i.release_id = v.release_id
    JOIN recording_work l ON l.recording_id = i.recording_id WHERE v.side = 'COMPOSITION')`;

/** Of several grants the one that decides: one that blocks, then one that holds, then the one that is for the least. */
const DECIDING = Prisma.sql`ORDER BY (v.doc->>'state' = 'GRANTED' AND v.doc->>'policy' = 'BLOCK') DESC,
  (v.doc->>'state' = 'GRANTED') DESC, v.rank, v.doc->>'id' LIMIT 1`;

/** The recordings in which a row is heard. */
const HEARD = Prisma.sql`CROSS JOIN LATERAL (SELECT CASE n.kind WHEN 'RECORDING' THEN ARRAY[n.id] ELSE ARRAY(
  SELECT l.recording_id FROM recording_work l WHERE l.work_id = n.id ORDER BY 1 LIMIT ${RECORDINGS_NAMED}) END AS ids) k`;

/** What a merged party had granted goes on to hold for what moved from it, and for nothing else. */
const speaksFor = (granting: Prisma.Sql, partyId: string): Prisma.Sql => Prisma.sql`
  (${granting} = ${partyId}::uuid OR EXISTS (SELECT 1 FROM party_merge m JOIN party o ON o.id = m.from_id
    JOIN party_merge_item i ON i.merge_id = m.id
    WHERE m.from_id = ${granting} AND o.merged_into_id = ${partyId}::uuid AND (i.recording_id = n.id OR i.work_id = n.id)))`;

/** The party's grants for a row `n`: its own (`o`), the wider one (`x`), and which of them decides (`g`). */
const granted = ({ partyId }: CatalogueQuestion): Prisma.Sql => Prisma.sql`
  LEFT JOIN LATERAL (
    SELECT to_jsonb(v) AS doc FROM (
      (SELECT v.* FROM grant_version v WHERE n.kind = 'RECORDING' AND v.recording_id = n.id AND v.recipe_hash IS NULL
        AND ${speaksFor(Prisma.sql`v.party_id`, partyId)}
        ORDER BY v.id DESC, v.version DESC LIMIT 1)
      UNION ALL
      (SELECT v.* FROM grant_version v WHERE n.kind = 'WORK' AND v.work_id = n.id AND v.recipe_hash IS NULL
        AND ${speaksFor(Prisma.sql`v.party_id`, partyId)}
        ORDER BY v.id DESC, v.version DESC LIMIT 1)) v) o ON true
  LEFT JOIN LATERAL (
    SELECT v.* FROM (
      SELECT e.doc, 'RELEASE' AS covers, 1 AS rank FROM released e
      WHERE e.side = n.side AND e.id = n.id AND ${speaksFor(Prisma.sql`e.party_id`, partyId)}
      UNION ALL SELECT e.doc, 'CATALOGUE', 2 FROM everything e
      WHERE e.side = n.side AND ${speaksFor(Prisma.sql`e.party_id`, partyId)}) v
    ${DECIDING}) x ON true
  LEFT JOIN LATERAL (
    SELECT v.doc, v.covers, v.doc->>'state' = 'GRANTED' AND v.doc->>'policy' <> 'BLOCK' AS opted_in FROM (
      SELECT o.doc, 'SUBJECT' AS covers, 0 AS rank WHERE o.doc IS NOT NULL
      UNION ALL SELECT x.doc, x.covers, x.rank WHERE x.doc IS NOT NULL) v
    ${DECIDING}) g ON true`;

/** The worst standing of the recordings of a row. */
const standing = ({ territory }: CatalogueQuestion): Prisma.Sql => Prisma.sql`
  LEFT JOIN LATERAL (
    SELECT c.state, c.closes_at FROM (
      SELECT DISTINCT ON (c.recording_id) c.state, c.closes_at FROM recording_clearance c
      WHERE c.territory IN (${territory}, 'WW') AND c.recording_id = ANY(k.ids)
      ORDER BY c.recording_id, (c.territory = 'WW')) c
    ORDER BY array_position(ARRAY['BLOCKED','CONFLICT','NOT_CLEARED','NEEDS_APPROVAL','CLEARED'], c.state),
      c.closes_at LIMIT 1) c ON true`;

const FLIPPED = Prisma.sql`EXISTS (SELECT 1 FROM recipe_source u JOIN recipe p ON p.hash = u.recipe_hash
  WHERE u.recording_id = ANY(k.ids) AND p.state = 'PUBLISHED')`;

/** The rows that the whole filter finds: of what has to be looked up for each row, only what the filter asks about. */
function found(question: CatalogueQuestion): { from: Prisma.Sql; where: Prisma.Sql[] } {
  const { clearance, optedIn, flipped } = question.filter;
  const parts = [
    ...(clearance === undefined && flipped === undefined ? [] : [HEARD]),
    ...(optedIn === undefined ? [] : [granted(question)]),
    ...(clearance === undefined ? [] : [standing(question)]),
  ];
  return {
    from: Prisma.sql`named n ${parts.length === 0 ? Prisma.empty : Prisma.join(parts, ' ')}`,
    where: [
      ...(clearance === undefined ? [] : [Prisma.sql`COALESCE(c.state, 'NOT_CLEARED') = ${clearance}`]),
      ...(optedIn === undefined ? [] : [Prisma.sql`COALESCE(g.opted_in, false) = ${optedIn}`]),
      ...(flipped === undefined ? [] : [flipped ? FLIPPED : Prisma.sql`NOT ${FLIPPED}`]),
    ],
  };
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
    const { from, where } = found(question);
    // Everything else is looked up for the rows of the page alone.
    const rows = await reader.$queryRaw<Row[]>(Prisma.sql`
      ${held(question)}, ${named(question)}, ${wide(question)},
      page AS MATERIALIZED (
        SELECT n.* FROM ${from} WHERE ${Prisma.join([after(page), ...where], ' AND ')}
        ORDER BY n.sort, n.kind, n.id LIMIT ${page.limit})
      SELECT ${COLUMNS} FROM page n ${HEARD} ${granted(question)} ${standing(question)}
      ORDER BY n.sort, n.kind, n.id`);
    return rows.map(toRow);
  }

  async count(question: CatalogueQuestion): Promise<number> {
    const { from, where } = found(question);
    const [row] = await this.database.prisma.$queryRaw<{ total: number }[]>(Prisma.sql`
      ${held(question)}, ${named(question)}, ${wide(question)}
      SELECT count(*)::int AS total FROM ${from} WHERE ${Prisma.join([Prisma.sql`true`, ...where], ' AND ')}`);
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
