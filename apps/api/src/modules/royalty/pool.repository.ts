import { Injectable } from '@nestjs/common';
import { parseCurrency } from '@flipside/royalty';
import type { Currency, Tariff } from '@flipside/royalty';
import type { Reader, Tx } from '../../platform/database/database.ts';
import { newId } from '../../platform/ids/ids.ts';

/** Waits for counts and closes that are under way, and makes those that follow wait. */
const LOCK = `SELECT state::text FROM period WHERE id = $1 FOR NO KEY UPDATE`;
const FUNDED = `SELECT t.version, t.kind::text, t.currency,
    (SELECT count(*) FROM counted_play WHERE period_id = $1 AND tariff_version = t.version)::text AS plays,
    coalesce(p.total, 0)::text AS "totalMicros", coalesce(p.pools, '[]') AS pools,
    (SELECT count(*) FROM listener_payment l WHERE l.period_id = $1 AND l.tariff_version = t.version)::text AS listeners
  FROM tariff t LEFT JOIN LATERAL (
    SELECT sum(amount_micros) AS total, jsonb_agg(jsonb_build_object('number', number, 'amountMicros', amount_micros::text,
      'reference', reference, 'evidence', evidence, 'createdAt', created_at) ORDER BY number) AS pools
    FROM period_pool WHERE period_id = $1 AND tariff_version = t.version) p ON true
  WHERE t.kind <> 'PER_PLAY' ORDER BY t.version`;
const UNFUNDED = `SELECT t.version FROM tariff t WHERE t.kind <> 'PER_PLAY'
    AND EXISTS (SELECT FROM counted_play WHERE period_id = $1 AND tariff_version = t.version)
    AND NOT EXISTS (SELECT FROM period_pool WHERE period_id = $1 AND tariff_version = t.version)
  ORDER BY t.version`;
/** Those that are new, and of the others those that say another amount. */
const PAYMENTS = `WITH given AS (SELECT listener, amount FROM unnest($3::text[], $4::bigint[]) AS g (listener, amount)),
  added AS (INSERT INTO listener_payment (period_id, tariff_version, listener, amount_micros, created_at)
    SELECT $1, $2, listener, amount, $5 FROM given ON CONFLICT DO NOTHING RETURNING amount_micros)
  SELECT (SELECT count(*) FROM added)::int AS added, (SELECT coalesce(sum(amount_micros), 0) FROM added)::text AS amount,
    (SELECT min(g.listener) FROM given g JOIN listener_payment l ON l.period_id = $1 AND l.tariff_version = $2
      AND l.listener = g.listener AND l.amount_micros <> g.amount) AS different`;

export interface StatedPool {
  readonly number: number;
  readonly amountMicros: bigint;
  readonly reference: string;
  readonly evidence: string;
  readonly createdAt: Date;
}

/** What a period shares out under a tariff that is not per play. */
export interface FundedTariff {
  readonly version: number;
  readonly kind: Tariff['kind'];
  readonly currency: string;
  readonly plays: bigint;
  readonly totalMicros: bigint;
  readonly listeners: bigint;
  readonly pools: readonly StatedPool[];
}

export interface Payment {
  readonly listener: string;
  readonly amountMicros: bigint;
}

type FundedRow = Record<'currency' | 'plays' | 'totalMicros' | 'listeners', string> & {
  version: number;
  kind: Tariff['kind'];
  pools: (Record<'amountMicros' | 'reference' | 'evidence' | 'createdAt', string> & { number: number })[];
};

@Injectable()
export class PoolRepository {
  /** @returns the state of the period; `null` when there is none. */
  async lockPeriod(tx: Tx, periodId: string): Promise<string | null> {
    const [row] = await tx.$queryRawUnsafe<{ state: string }[]>(LOCK, periodId);
    return row?.state ?? null;
  }

  async funded(reader: Reader, periodId: string): Promise<FundedTariff[]> {
    const rows = await reader.$queryRawUnsafe<FundedRow[]>(FUNDED, periodId);
    return rows.map(({ pools, plays, totalMicros, listeners, ...row }) => ({
      ...row,
      plays: BigInt(plays),
      totalMicros: BigInt(totalMicros),
      listeners: BigInt(listeners),
      pools: pools.map((pool) => ({
        ...pool,
        amountMicros: BigInt(pool.amountMicros),
        createdAt: new Date(pool.createdAt),
      })),
    }));
  }

  /** Tariffs with plays in the period and no pool for them. */
  async unfunded(reader: Reader, periodId: string): Promise<number[]> {
    const rows = await reader.$queryRawUnsafe<{ version: number }[]>(UNFUNDED, periodId);
    return rows.map(({ version }) => version);
  }

  async tariff(
    reader: Reader,
    version: number,
  ): Promise<{ kind: Tariff['kind']; currency: Currency } | null> {
    const row = await reader.tariff.findUnique({
      where: { version },
      select: { kind: true, currency: true },
    });
    if (row === null) return null;
    const currency = parseCurrency(row.currency);
    if (!currency.ok) throw new TypeError(currency.message);
    return { kind: row.kind, currency: currency.value };
  }

  async findByReference(
    reader: Reader,
    periodId: string,
    tariffVersion: number,
    reference: string,
  ): Promise<StatedPool | null> {
    return await reader.periodPool.findFirst({
      where: { periodId, tariffVersion, reference },
      select: { number: true, amountMicros: true, reference: true, evidence: true, createdAt: true },
    });
  }

  async append(
    tx: Tx,
    key: { periodId: string; tariffVersion: number; currency: Currency; statedBy: string },
    pool: Omit<StatedPool, 'number'>,
  ): Promise<number> {
    const { periodId, tariffVersion } = key;
    const number = 1 + (await tx.periodPool.count({ where: { periodId, tariffVersion } }));
    await tx.periodPool.create({ data: { id: newId(), number, ...key, ...pool } });
    return number;
  }

  async addPayments(
    tx: Tx,
    key: { periodId: string; tariffVersion: number },
    payments: readonly Payment[],
    at: Date,
  ): Promise<{ added: number; amountMicros: bigint; different: string | null }> {
    const [row] = await tx.$queryRawUnsafe<{ added: number; amount: string; different: string | null }[]>(
      PAYMENTS,
      key.periodId,
      key.tariffVersion,
      payments.map(({ listener }) => listener),
      payments.map(({ amountMicros }) => String(amountMicros)),
      at,
    );
    return {
      added: row?.added ?? 0,
      amountMicros: BigInt(row?.amount ?? 0),
      different: row?.different ?? null,
    };
  }
}
