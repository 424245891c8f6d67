import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '../../../platform/database/database.ts';
import type { TaxMove } from './merge.types.ts';

const MOST_RATES = 500;

/** What of the party that goes is kept back from now on ($1), and whether the one that stays ($2) has a word of its own by then. */
const RATES = `SELECT r.id::text, r.jurisdiction, r.ppm, r.from_at AS "from", NOT EXISTS (
    SELECT FROM withholding_rate k WHERE k.party_id = $2::uuid AND k.jurisdiction = r.jurisdiction AND k.valid_from <= r.from_at) AS moves
  FROM (
    SELECT id, jurisdiction, ppm, $3::timestamptz AS from_at FROM (
      SELECT DISTINCT ON (jurisdiction) id, jurisdiction, ppm FROM withholding_rate
      WHERE party_id = $1::uuid AND valid_from <= $3::timestamptz ORDER BY jurisdiction, valid_from DESC, id DESC) c
    WHERE ppm > 0
    UNION ALL SELECT id, jurisdiction, ppm, valid_from FROM withholding_rate
    WHERE party_id = $1::uuid AND valid_from > $3::timestamptz) r
  ORDER BY r.jurisdiction, r.from_at, r.id LIMIT ${MOST_RATES + 1}`;
const MOVE = `INSERT INTO withholding_rate (id, party_id, jurisdiction, ppm, valid_from, evidence, created_by, created_at)
  SELECT uuidv7(), $2::uuid, r.jurisdiction, r.ppm, greatest(r.valid_from, $3::timestamptz), left('By merge: ' || r.evidence, 2000), $4::uuid, $3
  FROM withholding_rate r WHERE r.id = ANY($1::uuid[])`;
const NOTE = `INSERT INTO party_merge_item (merge_id, position, kind, ref_id, recording_id, work_id, detail)
  SELECT $1::uuid, (SELECT coalesce(max(position), 0) FROM party_merge_item WHERE merge_id = $1::uuid) + row_number() OVER (ORDER BY r.jurisdiction, r.id),
    'TAX', r.id, NULL, NULL, jsonb_build_object('jurisdiction', r.jurisdiction, 'ppm', r.ppm, 'moves', r.id = ANY($3::uuid[]))
  FROM withholding_rate r WHERE r.id = ANY($2::uuid[])`;
/** The most that all rates of a party come to at once from an instant on: it can only grow where one begins. */
const MOST = `SELECT coalesce(max(t.ppm), 0)::int AS ppm
  FROM (SELECT DISTINCT greatest(valid_from, $2::timestamptz) AS at FROM withholding_rate WHERE party_id = $1::uuid) i
  CROSS JOIN LATERAL (SELECT sum(r.ppm) AS ppm FROM (
    SELECT DISTINCT ON (jurisdiction) ppm FROM withholding_rate WHERE party_id = $1::uuid AND valid_from <= i.at
    ORDER BY jurisdiction, valid_from DESC, id DESC) r) t`;

/** Rates of withholding tax at a merge (ADR 79). The rows of the party that goes stay: what it earned is taxed by them. */
@Injectable()
export class MergeTaxRepository {
  async list(
    reader: Reader,
    { fromId, intoId }: { fromId: string; intoId: string },
    at: Date,
  ): Promise<TaxMove[]> {
    const rows = await reader.$queryRawUnsafe<TaxMove[]>(RATES, fromId, intoId, at);
    if (rows.length > MOST_RATES) throw new Error(`more than ${MOST_RATES} rates of tax of ${fromId}`);
    return rows;
  }

  /** @returns the most that the rates of the party that stays come to afterwards, in ppm. */
  async move(
    tx: Tx,
    merge: { id: string; intoId: string; by: string; at: Date },
    taxes: readonly TaxMove[],
  ): Promise<number> {
    const moving = taxes.filter(({ moves }) => moves).map(({ id }) => id);
    const all = taxes.map(({ id }) => id);
    await tx.$executeRawUnsafe(MOVE, moving, merge.intoId, merge.at, merge.by);
    await tx.$executeRawUnsafe(NOTE, merge.id, all, moving);
    const [row] = await tx.$queryRawUnsafe<{ ppm: number }[]>(MOST, merge.intoId, merge.at);
    return row?.ppm ?? 0;
  }
}
