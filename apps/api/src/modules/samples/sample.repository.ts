import { Injectable } from '@nestjs/common';
import { amendmentsOf, withAmendments } from '../recipes/index.ts';
import type { CreditAmendment, FrozenCredits } from '../recipes/index.ts';
import type { Reader, Tx } from '../../platform/database/database.ts';
import type { SampledPlay, SampleRequest, SampleRow, SampleSummary } from './sample.types.ts';

/** Plays of one flip in one period that a sample is drawn from: what one pass over them takes is bounded. */
export const MOST_DRAWN_FROM = 1_000_000;

const OF_PARTY = `SELECT EXISTS (SELECT FROM statement_line WHERE statement_id = $1::uuid AND recipe_hash = $2)
  OR EXISTS (SELECT FROM statement s, jsonb_array_elements(s.document -> 'held') h WHERE s.id = $1::uuid AND h ->> 'recipe' = $2) AS yes`;
/** By the index of the flip, in the partition of the period. Plays of before the logs are in no leaf. */
const CANDIDATES = `SELECT grant_id, period_id, commitment FROM play
  WHERE period_id = $1 AND recipe_hash = $2 AND ($3::text IS NULL OR territory = $3) AND octet_length(commitment) = 32
  LIMIT ${MOST_DRAWN_FROM + 1}`;
const COUNT = `SELECT count(*)::int AS plays FROM (${CANDIDATES}) AS c`;
const DRAW = `SELECT grant_id::text FROM (${CANDIDATES}) AS c ORDER BY sha256(decode($4, 'base64') || commitment), commitment LIMIT $5`;
const NAMED = `SELECT n.place, c.grant_id::text FROM unnest($4::text[]) WITH ORDINALITY AS n (c, place)
  LEFT JOIN (${CANDIDATES}) AS c ON c.commitment = decode(n.c, 'base64') ORDER BY n.place`;
const INSERT_ITEMS = `INSERT INTO play_sample_item (sample_id, position, grant_id, period_id)
  SELECT $1::uuid, place - 1, grant_id, $2 FROM unnest($3::uuid[]) WITH ORDINALITY AS i (grant_id, place)`;
const SUMMARY = `SELECT s.id::text, s.statement_id::text AS "statementId", s.party_id::text AS "partyId", s.period_id AS "periodId",
    s.recipe_hash AS "recipeHash", r.title, s.reason, s.request, s.plays, s.created_at AS "createdAt", u.handle,
    u.display_name AS "displayName", r.credits, ${amendmentsOf('r')} AS corrections
  FROM play_sample s JOIN app_user u ON u.id = s.user_id JOIN recipe r ON r.hash = s.recipe_hash`;
const FIND = `${SUMMARY} WHERE s.id = $1::uuid`;
const LIST = `${SUMMARY} WHERE s.statement_id = $1::uuid AND ($2::uuid IS NULL OR s.id < $2) ORDER BY s.id DESC LIMIT $3`;
const ITEMS = `SELECT i.position, log_leaf_of(p) AS entry, p.receipt, encode(p.salt, 'base64') AS salt,
    EXISTS (SELECT FROM play_void v WHERE v.receipt_id = p.receipt_id AND v.play_period_id = p.period_id) AS "isTakenBack"
  FROM play_sample_item i JOIN play p ON p.grant_id = i.grant_id AND p.period_id = i.period_id
  WHERE i.sample_id = $1::uuid AND ($2::int IS NULL OR i.position = $2) ORDER BY i.position LIMIT 100`;

type SummaryRow = Omit<SampleSummary, 'credits'> & {
  readonly credits: FrozenCredits;
  readonly corrections: CreditAmendment[];
};

/** Who looked at which plays, and what is left of those. */
@Injectable()
export class SampleRepository {
  /** Whether the statement has a line of the flip, or money of it that is held. */
  async isOfStatement(reader: Reader, { statement, recipe }: SampleRequest): Promise<boolean> {
    const [row] = await reader.$queryRawUnsafe<{ yes: boolean }[]>(OF_PARTY, statement, recipe);
    return row?.yes ?? false;
  }

  async countCandidates(reader: Reader, period: string, request: SampleRequest): Promise<number> {
    const [row] = await reader.$queryRawUnsafe<{ plays: number }[]>(COUNT, ...rangeOf(period, request));
    return row?.plays ?? 0;
  }

  async draw(
    reader: Reader,
    period: string,
    request: SampleRequest,
    { draw, seed }: { readonly draw: number; readonly seed: string },
  ): Promise<string[]> {
    const range = rangeOf(period, request);
    const rows = await reader.$queryRawUnsafe<{ grant_id: string }[]>(DRAW, ...range, seed, draw);
    return rows.map((row) => row.grant_id);
  }

  /** In the order in which they were named; `null` for what is no play of the flip and period. */
  async findNamed(
    reader: Reader,
    period: string,
    request: SampleRequest,
    named: readonly string[],
  ): Promise<(string | null)[]> {
    const range = rangeOf(period, request);
    const rows = await reader.$queryRawUnsafe<{ grant_id: string | null }[]>(NAMED, ...range, named);
    return rows.map((row) => row.grant_id);
  }

  /** Whose key it is from now on, or has been. */
  async claimKey(tx: Tx, did: string, userId: string, createdAt: Date): Promise<string> {
    await tx.playSampleKey.createMany({ data: [{ did, userId, createdAt }], skipDuplicates: true });
    const row = await tx.playSampleKey.findUniqueOrThrow({ where: { did }, select: { userId: true } });
    return row.userId;
  }

  async append(tx: Tx, sample: SampleRow, grants: readonly string[]): Promise<void> {
    await tx.playSample.create({ data: sample });
    await tx.$executeRawUnsafe(INSERT_ITEMS, sample.id, sample.periodId, grants);
  }

  async find(reader: Reader, id: string): Promise<SampleSummary | null> {
    const [row] = await reader.$queryRawUnsafe<SummaryRow[]>(FIND, id);
    return row === undefined ? null : summaryOf(row);
  }

  /** The newest first: ids are made in the order of time. */
  async list(
    reader: Reader,
    statement: string,
    after: string | null,
    limit: number,
  ): Promise<SampleSummary[]> {
    const rows = await reader.$queryRawUnsafe<SummaryRow[]>(LIST, statement, after, limit);
    return rows.map(summaryOf);
  }

  async items(reader: Reader, id: string, position: number | null = null): Promise<SampledPlay[]> {
    return await reader.$queryRawUnsafe<SampledPlay[]>(ITEMS, id, position);
  }
}

const summaryOf = ({ credits, corrections, ...row }: SummaryRow): SampleSummary => ({
  ...row,
  credits: withAmendments(credits, corrections),
});

const rangeOf = (period: string, { recipe, territory }: SampleRequest) =>
  [period, recipe, territory] as const;
