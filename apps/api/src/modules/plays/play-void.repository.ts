import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '../../platform/database/database.ts';
import type { VoidFilter, VoidPreview, Voiding } from './play-void.types.ts';

/** Plays that are taken back at once: one statement, one transaction. */
export const MOST_VOIDED = 100_000;

/** Read by device, recipe or receipt: each has an index. */
const MATCHING = `FROM play p WHERE ($1::text IS NULL OR p.device = $1) AND ($2::text IS NULL OR p.recipe_hash = $2)
    AND ($3::text IS NULL OR p.receipt_id = decode($3, 'hex')) AND ($4::timestamptz IS NULL OR p.started_at >= $4)
    AND ($5::timestamptz IS NULL OR p.started_at < $5)
    AND NOT EXISTS (SELECT FROM play_void v WHERE v.receipt_id = p.receipt_id AND v.play_period_id = p.period_id)
  LIMIT ${MOST_VOIDED + 1}`;
const PREVIEW = `WITH hit AS (SELECT p.period_id, p.recipe_hash, p.device ${MATCHING})
  SELECT period_id AS period, count(*)::int AS plays, (SELECT count(DISTINCT recipe_hash) FROM hit)::int AS recipes,
    (SELECT count(DISTINCT device) FROM hit)::int AS devices
  FROM hit GROUP BY period_id ORDER BY period_id`;
/** Two operators at once: the second one finds what the first one left. */
const LOCK = `SELECT pg_advisory_xact_lock(hashtextextended('plays.void', 0))::text AS locked`;
const INSERT_VOIDING = `INSERT INTO play_voiding (id, filter, reason, plays, period_id, user_id, created_at)
  VALUES ($1::uuid, $2::jsonb, $3, $4, $5, $6::uuid, $7)`;
const INSERT_VOIDS = `WITH hit AS (
    SELECT p.receipt_id, p.grant_id, p.period_id, p.recipe_hash, p.territory, p.tariff_version, p.listener, p.commitment ${MATCHING}
  ), voided AS (
    INSERT INTO play_void (receipt_id, grant_id, play_period_id, period_id, voiding_id, recipe_hash, territory, tariff_version, listener,
      commitment, voided_at)
    SELECT receipt_id, grant_id, period_id, $7, $6::uuid, recipe_hash, territory, tariff_version, listener, commitment, $8 FROM hit
    RETURNING recipe_hash
  )
  SELECT recipe_hash AS recipe, count(*)::int AS plays FROM voided GROUP BY recipe_hash ORDER BY recipe_hash`;
const LOCK_RECIPES = 'SELECT hash FROM recipe WHERE hash = ANY($1::text[]) ORDER BY hash FOR NO KEY UPDATE';
const TAKE_PLAYS = `UPDATE recipe SET play_count = play_count - c.plays
  FROM unnest($1::text[], $2::int[]) AS c (hash, plays) WHERE recipe.hash = c.hash`;
const VOIDING = `SELECT v.id, v.filter, v.reason, v.plays, v.period_id AS period, u.handle, u.display_name AS "displayName",
    v.created_at AS at
  FROM play_voiding v JOIN app_user u ON u.id = v.user_id`;
const LIST = `${VOIDING} WHERE ($1::uuid IS NULL OR v.id < $1) ORDER BY v.id DESC LIMIT $2`;
const FIND = `${VOIDING} WHERE v.id = $1::uuid`;

interface VoidingRow extends Omit<Voiding, 'filter' | 'user'> {
  filter: Omit<VoidFilter, 'from' | 'to'> & { from: string | null; to: string | null };
  handle: string;
  displayName: string;
}

const parametersOf = ({ device, recipe, receiptId, from, to }: VoidFilter) => [
  device,
  recipe,
  receiptId,
  from,
  to,
];
const instantOf = (text: string | null): Date | null => (text === null ? null : new Date(text));

/** What was counted and is taken back. */
@Injectable()
export class PlayVoidRepository {
  async lock(tx: Tx): Promise<void> {
    await tx.$queryRawUnsafe(LOCK);
  }

  async preview(reader: Reader, filter: VoidFilter): Promise<VoidPreview> {
    const rows = await reader.$queryRawUnsafe<
      { period: string; plays: number; recipes: number; devices: number }[]
    >(PREVIEW, ...parametersOf(filter));
    return {
      periods: rows.map(({ period, plays }) => ({ period, plays })),
      plays: rows.reduce((sum, { plays }) => sum + plays, 0),
      recipes: rows[0]?.recipes ?? 0,
      devices: rows[0]?.devices ?? 0,
    };
  }

  /** @returns how many plays were taken back. */
  async append(tx: Tx, voiding: Omit<Voiding, 'user'> & { readonly userId: string }): Promise<number> {
    const { id, filter, reason, plays, period, userId, at } = voiding;
    await tx.$executeRawUnsafe(INSERT_VOIDING, id, JSON.stringify(filter), reason, plays, period, userId, at);
    const rows = await tx.$queryRawUnsafe<{ recipe: string; plays: number }[]>(
      INSERT_VOIDS,
      ...parametersOf(filter),
      id,
      period,
      at,
    );
    const recipes = rows.map(({ recipe }) => recipe);
    await tx.$queryRawUnsafe(LOCK_RECIPES, recipes);
    await tx.$executeRawUnsafe(
      TAKE_PLAYS,
      recipes,
      rows.map((row) => row.plays),
    );
    return rows.reduce((sum, row) => sum + row.plays, 0);
  }

  /** The newest first. */
  async list(reader: Reader, after: string | null, limit: number): Promise<Voiding[]> {
    return (await reader.$queryRawUnsafe<VoidingRow[]>(LIST, after, limit)).map(voidingOf);
  }

  async find(reader: Reader, id: string): Promise<Voiding | null> {
    const [row] = await reader.$queryRawUnsafe<VoidingRow[]>(FIND, id);
    return row === undefined ? null : voidingOf(row);
  }
}

function voidingOf({ handle, displayName, filter, ...row }: VoidingRow): Voiding {
  return {
    ...row,
    filter: { ...filter, from: instantOf(filter.from), to: instantOf(filter.to) },
    user: { handle, displayName },
  };
}
