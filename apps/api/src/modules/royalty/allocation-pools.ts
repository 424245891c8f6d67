import { ListenerPool, apportionInOrder } from '@flipside/royalty';
import type { Tariff } from '@flipside/royalty';
import { copyRows } from '../../platform/database/copy.ts';
import type { CopyValue } from '../../platform/database/copy.ts';
import type { BulkTx } from '../../platform/database/database.ts';
import { TARIFF_FIELDS, tariffOf } from './usage.rows.ts';
import type { TariffRow } from './usage.rows.ts';

/** Rows read at a time. */
const PAGE = 20_000;
const TARIFFS = `SELECT ${TARIFF_FIELDS} FROM tariff
  WHERE version IN (SELECT tariff_version FROM gathered) OR version IN (SELECT tariff_version FROM period_pool WHERE period_id = $1)
  ORDER BY version`;
const POOL = `SELECT coalesce(sum(amount_micros), 0)::text AS pool FROM period_pool WHERE period_id = $1 AND tariff_version = $2`;
const COUNT = `SELECT count(*)::int AS cells FROM gathered WHERE tariff_version = $1`;
const WEIGHTS = (version: number): string => `SELECT (CASE WHEN pays THEN plays ELSE 0 END)::text AS plays
  FROM gathered WHERE tariff_version = ${version} ORDER BY position`;
/** What each listener paid, with the cells of what that listener heard; who heard nothing has one row without a cell. */
const HEARD = (
  period: string,
  version: number,
): string => `SELECT p.listener, p.amount_micros::text AS "amountMicros", g.position,
    CASE WHEN g.pays THEN h.plays ELSE 0 END::text AS plays
  FROM listener_payment p
    LEFT JOIN (SELECT listener, recipe_hash, territory, origin_period_id, count(*) AS plays FROM counted_play
      WHERE period_id = ${period} AND tariff_version = ${version} AND listener IS NOT NULL GROUP BY 1, 2, 3, 4) h ON h.listener = p.listener
    LEFT JOIN gathered g ON g.tariff_version = ${version} AND g.recipe_hash = h.recipe_hash AND g.territory = h.territory
      AND g.origin_period_id IS NOT DISTINCT FROM h.origin_period_id
  WHERE p.period_id = ${period} AND p.tariff_version = ${version} ORDER BY p.listener COLLATE "C", g.position`;
const PRICED = `CREATE TEMP TABLE IF NOT EXISTS priced (position int PRIMARY KEY, amount_micros bigint NOT NULL) ON COMMIT DROP`;
const PRICE = `UPDATE gathered g SET amount_micros = p.amount_micros FROM priced p
  WHERE g.tariff_version = $1 AND g.position = p.position`;

interface HeardRow {
  listener: string;
  amountMicros: string;
  position: number | null;
  plays: string | null;
}

/** The rows of a query, some at a time. */
async function* pages<Row>(client: BulkTx, sql: string): AsyncGenerator<Row[]> {
  await client.query(`DECLARE pages NO SCROLL CURSOR FOR ${sql}`);
  for (;;) {
    const { rows } = await client.query(`FETCH ${PAGE} FROM pages`);
    if (rows.length === 0) break;
    yield rows as Row[];
  }
  await client.query('CLOSE pages');
}

async function countCells(client: BulkTx, version: number): Promise<number> {
  const { rows } = await client.query<{ cells: number }>(COUNT, [version]);
  return rows[0]?.cells ?? 0;
}

async function price(client: BulkTx, version: number, amounts: BigInt64Array): Promise<void> {
  await client.query(PRICED);
  await client.query('DELETE FROM priced');
  function* rows(): Generator<CopyValue[]> {
    for (const [position, amount] of amounts.entries()) if (amount !== 0n) yield [position, amount];
  }
  await copyRows(client, 'priced (position, amount_micros)', rows());
  await client.query(PRICE, [version]);
}

/** One pool over all plays. @returns what nobody's plays have a claim on. */
async function shareProRata(client: BulkTx, period: string, version: number): Promise<bigint> {
  const { rows } = await client.query<{ pool: string }>(POOL, [period, version]);
  const poolMicros = BigInt(rows[0]?.pool ?? 0);
  const weights = new BigInt64Array(await countCells(client, version));
  let at = 0;
  for await (const page of pages<{ plays: string }>(client, WEIGHTS(version)))
    for (const { plays } of page) weights[at++] = BigInt(plays);
  const amounts = apportionInOrder(poolMicros, weights);
  if (amounts === null) return poolMicros;
  await price(client, version, amounts);
  return 0n;
}

/** Each listener's payment over what that listener heard. @returns what was paid by who heard nothing that pays. */
async function shareByListener(client: BulkTx, period: string, version: number): Promise<bigint> {
  const pool = new ListenerPool(await countCells(client, version));
  let heard: HeardRow[] = [];
  const add = (): void => {
    const [first] = heard;
    if (first === undefined) return;
    const cells = heard.flatMap(({ position, plays }) =>
      position === null ? [] : [{ position, plays: BigInt(plays ?? 0) }],
    );
    pool.add({
      amountMicros: BigInt(first.amountMicros),
      places: cells.map(({ position }) => position),
      plays: cells.map(({ plays }) => plays),
    });
    heard = [];
  };
  for await (const page of pages<HeardRow>(client, HEARD(client.escapeLiteral(period), version)))
    for (const row of page) {
      if (heard[0] !== undefined && heard[0].listener !== row.listener) add();
      heard.push(row);
    }
  add();
  await price(client, version, pool.amounts);
  return pool.unplayedMicros;
}

/**
 * Gives every gathered cell of a pool what it earned, by the kind of its tariff, at 8 bytes a cell; those with a price per
 * play have it.
 * @returns for each tariff that shares anything out what nobody's plays have a claim on.
 */
export async function shareOut(client: BulkTx, period: string): Promise<Map<Tariff, bigint>> {
  const { rows } = await client.query<TariffRow>(TARIFFS, [period]);
  const unplayed = new Map<Tariff, bigint>();
  // Its cells are looked up by what listeners heard, and by place.
  if (rows.some(({ kind }) => kind !== 'PER_PLAY')) await client.query('ANALYZE gathered');
  for (const tariff of rows.map(tariffOf)) {
    const { kind, version } = tariff;
    if (kind === 'PER_PLAY') unplayed.set(tariff, 0n);
    else if (kind === 'PRO_RATA') unplayed.set(tariff, await shareProRata(client, period, version));
    else unplayed.set(tariff, await shareByListener(client, period, version));
  }
  return unplayed;
}
