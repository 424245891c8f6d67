import { Injectable } from '@nestjs/common';
import type { SqlTx } from '../../platform/database/database.ts';
import { newId } from '../../platform/ids/ids.ts';
import { capKey, dayKey, type CountingGround } from './counting.ts';
import { dayOf } from './counting-rules.ts';
import type { DayTotal } from './quarantine-rules.ts';
import type { GrantTerms, Rejection, Span, VerifiedReceipt } from './play.types.ts';

export interface CountedPlay {
  readonly play: VerifiedReceipt;
  readonly grant: GrantTerms;
  /** Of a late play: the period in which it was heard. */
  readonly originPeriod: string | null;
  /** The listener's pseudonym of this period, where the tariff needs one. */
  readonly listener: string | null;
}

/** Locks are taken in one order, so that two batches of the same devices wait for each other and never in a ring. */
const LOCK_DEVICES = `SELECT pg_advisory_xact_lock(key)::text AS locked FROM (
    SELECT DISTINCT hashtextextended('plays.device ' || device, 0) AS key FROM unnest($1::text[]) AS device ORDER BY key
  ) AS keys`;
const FIND_KEYS = 'SELECT grant_id::text AS grant FROM play_key WHERE grant_id = ANY($1::uuid[])';
const FIND_ASIDE = `SELECT encode(receipt_id, 'hex') AS id, state::text FROM play_quarantine
  WHERE receipt_id = ANY(ARRAY(SELECT decode(id, 'hex') FROM unnest($1::text[]) AS id)) AND state <> 'RELEASED'`;
/**
 * A play is counted after it began: what began since an instant lies in the period that was open then (two days are taken
 * for clocks that are off) or in a later one, and older partitions are not read.
 */
const since = (parameter: string): string =>
  `p.period_id >= (SELECT coalesce(max(o.id), '') FROM period o WHERE o.opens_at <= ${parameter}::timestamptz - interval '2 days')`;
/** No play is longer than a day, so nothing that began earlier can reach into one. */
const FIND_SPANS = `SELECT p.device, p.started_at AS "startedAt", p.heard_ms AS "heardMs"
  FROM unnest($1::text[], $2::timestamptz[], $3::timestamptz[]) AS c (device, starts, ends)
  JOIN play p ON p.device = c.device AND p.started_at < c.ends AND p.started_at > c.starts - interval '1 day'
    AND p.started_at + p.heard_ms * interval '1 millisecond' > c.starts AND ${since('$4')}`;
const COUNT_DAILY = `SELECT c.device, p.recipe_hash AS recipe, c.day, count(*)::int AS plays,
    sum(p.heard_ms)::float8 AS "heardMs"
  FROM unnest($1::text[], $2::text[]) AS c (device, day)
  JOIN play p ON p.device = c.device AND p.started_at >= (c.day || 'T00:00:00Z')::timestamptz
    AND p.started_at < (c.day || 'T00:00:00Z')::timestamptz + interval '1 day' AND ${since('$3')}
  GROUP BY c.device, p.recipe_hash, c.day`;
/** A grant counts for one device, whose lock we hold: a key that is there already is a broken lock, and nothing is stored. */
const INSERT_KEYS = 'INSERT INTO play_key (grant_id) SELECT unnest($1::uuid[])';
const INSERT_PLAYS = `INSERT INTO play (receipt_id, grant_id, recipe_hash, device, territory, tariff_version, rules_version,
    started_at, heard_ms, counted_at, period_id, origin_period_id, listener, salt, commitment, receipt)
  SELECT decode(id, 'hex'), grant_id, recipe, device, territory, tariff, rules, started, heard, $10, $11, origin, listener, decode(salt, 'hex'),
    decode(commitment, 'hex'), receipt::json
  FROM ROWS FROM (unnest($1::text[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::int[], $7::int[], $8::timestamptz[],
      $9::int[], $12::text[], $13::text[], $15::text[], $16::text[]), string_to_table($14, E'\\n'))
    AS p (id, grant_id, recipe, device, territory, tariff, rules, started, heard, salt, commitment, origin, listener, receipt)`;
const INSERT_REJECTIONS = `INSERT INTO play_rejection (id, receipt_id, recipe_hash, device, code, detail, received_at, receipt)
  SELECT id, decode(receipt_id, 'hex'), recipe, device, code, detail, $7, receipt::jsonb
  FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $8::text[])
    AS r (id, receipt_id, recipe, device, code, detail, receipt)`;

interface DailyRow {
  device: string;
  recipe: string;
  day: string;
  plays: number;
  heardMs: number;
}

/** What a device says it played on one day, from its first moment to its last. */
interface Window extends Span {
  readonly device: string;
  readonly day: string;
}

/** One for each device and day: what is looked up grows with them, and not with the receipts. */
function windowsOf(receipts: readonly VerifiedReceipt[]): Window[] {
  const windows = new Map<string, Window>();
  for (const { receipt } of receipts) {
    const from = Date.parse(receipt.start);
    const to = from + receipt.heardMs;
    const [device, day] = [receipt.device, dayOf(receipt.start)];
    const key = `${device} ${day}`;
    const known = windows.get(key);
    const span =
      known === undefined ? { from, to } : { from: Math.min(from, known.from), to: Math.max(to, known.to) };
    windows.set(key, { device, day, ...span });
  }
  return [...windows.values()];
}

/**
 * An array in PostgreSQL's own form (its manual, §8.15.2), which the driver would write by looking into each value for what has to be
 * quoted. Nothing here has to: ids, hashes, keys, codes, instants and numbers, checked before they come.
 */
const column = (plays: readonly CountedPlay[], of: (play: CountedPlay) => string | number | null): string =>
  `{${plays.map((play) => of(play) ?? 'NULL').join(',')}}`;

const WITH_MILLISECONDS = '2026-11-01T00:00:00.000Z'.length;

/** An instant to its millisecond, as devices write it: of a finer one the rest is left out, where PostgreSQL would round it. */
const millisecondsOf = (start: string): string =>
  start.length === WITH_MILLISECONDS ? start : new Date(start).toISOString();

const earliest = (windows: readonly Window[]): string | null =>
  windows.length === 0
    ? null
    : new Date(windows.reduce((least, { from }) => Math.min(least, from), Infinity)).toISOString();

/** Plays, the keys that keep them single, and the receipts that were refused. */
@Injectable()
export class PlayRepository {
  /** Until the transaction ends nobody else counts for these devices. */
  async lockDevices(tx: SqlTx, devices: readonly string[]): Promise<void> {
    await tx.$queryRawUnsafe(LOCK_DEVICES, devices);
  }

  /** What was counted before, as far as it matters to these receipts. */
  async findGround(
    reader: SqlTx,
    receipts: readonly VerifiedReceipt[],
  ): Promise<Pick<CountingGround, 'counted' | 'aside' | 'spans' | 'daily' | 'days'>> {
    const windows = windowsOf(receipts);
    return {
      counted: await this.findCounted(reader, receipts),
      aside: await this.findAside(reader, receipts),
      spans: await this.findSpans(reader, windows),
      ...(await this.countDaily(reader, windows)),
    };
  }

  /** Receipt ids of grants that were counted before. */
  private async findCounted(reader: SqlTx, receipts: readonly VerifiedReceipt[]): Promise<Set<string>> {
    const grants = receipts.map(({ receipt }) => receipt.grant);
    const keys = await reader.$queryRawUnsafe<{ grant: string }[]>(FIND_KEYS, grants);
    if (keys.length === 0) return new Set();
    const known = new Set(keys.map(({ grant }) => grant));
    return new Set(
      receipts.filter(({ receipt }) => known.has(receipt.grant)).map(({ receiptId }) => receiptId),
    );
  }

  private async findAside(
    reader: SqlTx,
    receipts: readonly VerifiedReceipt[],
  ): Promise<Map<string, 'HELD' | 'REFUSED'>> {
    const rows = await reader.$queryRawUnsafe<{ id: string; state: 'HELD' | 'REFUSED' }[]>(
      FIND_ASIDE,
      receipts.map(({ receiptId }) => receiptId),
    );
    return new Map(rows.map(({ id, state }) => [id, state]));
  }

  private async findSpans(reader: SqlTx, windows: readonly Window[]): Promise<Map<string, Span[]>> {
    const rows = await reader.$queryRawUnsafe<{ device: string; startedAt: Date; heardMs: number }[]>(
      FIND_SPANS,
      windows.map(({ device }) => device),
      windows.map(({ from }) => new Date(from).toISOString()),
      windows.map(({ to }) => new Date(to).toISOString()),
      earliest(windows),
    );
    const spans = new Map<string, Span[]>();
    for (const { device, startedAt, heardMs } of rows) {
      const from = startedAt.getTime();
      const known = spans.get(device);
      if (known === undefined) spans.set(device, [{ from, to: from + heardMs }]);
      else known.push({ from, to: from + heardMs });
    }
    return spans;
  }

  private async countDaily(
    reader: SqlTx,
    windows: readonly Window[],
  ): Promise<Pick<CountingGround, 'daily' | 'days'>> {
    const rows = await reader.$queryRawUnsafe<DailyRow[]>(
      COUNT_DAILY,
      windows.map(({ device }) => device),
      windows.map(({ day }) => day),
      earliest(windows),
    );
    const days = new Map<string, DayTotal>();
    for (const { device, day, plays, heardMs } of rows) {
      const key = dayKey(device, day);
      const before = days.get(key) ?? { plays: 0, heardMs: 0 };
      days.set(key, { plays: before.plays + plays, heardMs: before.heardMs + heardMs });
    }
    return {
      daily: new Map(rows.map(({ device, recipe, day, plays }) => [capKey(device, recipe, day), plays])),
      days,
    };
  }

  /** @throws when one of them is there already. */
  async insertKeys(tx: SqlTx, grants: readonly string[]): Promise<void> {
    await tx.$executeRawUnsafe(INSERT_KEYS, grants);
  }

  async append(tx: SqlTx, plays: readonly CountedPlay[], periodId: string, countedAt: Date): Promise<void> {
    await tx.$executeRawUnsafe(
      INSERT_PLAYS,
      column(plays, ({ play }) => play.receiptId),
      column(plays, ({ grant }) => grant.id),
      column(plays, ({ grant }) => grant.recipe),
      column(plays, ({ grant }) => grant.device),
      column(plays, ({ grant }) => grant.territory),
      column(plays, ({ grant }) => grant.tariffVersion),
      column(plays, ({ grant }) => grant.rulesVersion),
      column(plays, ({ play }) => millisecondsOf(play.receipt.start)),
      column(plays, ({ play }) => play.receipt.heardMs),
      countedAt,
      periodId,
      column(plays, ({ play }) => play.salt),
      column(plays, ({ play }) => play.commitment),
      // As one text, which needs no escapes: JSON has no line breaks of its own.
      plays.map(({ play }) => play.text).join('\n'),
      column(plays, ({ originPeriod }) => originPeriod),
      column(plays, ({ listener }) => listener),
    );
  }

  async appendRejections(
    tx: SqlTx,
    rejected: readonly { play: VerifiedReceipt; rejection: Rejection }[],
    receivedAt: Date,
  ): Promise<void> {
    await tx.$executeRawUnsafe(
      INSERT_REJECTIONS,
      rejected.map(() => newId()),
      rejected.map(({ play }) => play.receiptId),
      rejected.map(({ play }) => play.receipt.recipe),
      rejected.map(({ play }) => play.receipt.device),
      rejected.map(({ rejection }) => rejection.reason),
      rejected.map(({ rejection }) => rejection.detail),
      receivedAt,
      rejected.map(({ play }) => play.text),
    );
  }
}
