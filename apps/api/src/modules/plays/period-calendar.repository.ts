import { Injectable } from '@nestjs/common';
import type { Reader, SqlTx } from '../../platform/database/database.ts';
import { monthAfter, monthOf, monthStart } from './month.ts';

const TRIES = 5;
/** `FOR SHARE` waits for a close that is under way, and makes a close wait for the counts that are. */
const LOCK_OPEN = `SELECT id, opens_at AS "opensAt" FROM period WHERE state = 'OPEN' FOR SHARE`;
const OPEN_PERIOD = `INSERT INTO period (id, state, opens_at, closes_at) VALUES ($1, 'OPEN', $2, $3) ON CONFLICT DO NOTHING`;

const ANY = 'SELECT id FROM period LIMIT 1';

/** The period before `$2` that was open at each instant; null where there is none. */
const ORIGINS = `SELECT (SELECT o.id FROM period o WHERE o.opens_at <= s.at AND o.id < $2 ORDER BY o.opens_at DESC, o.id DESC LIMIT 1) AS id
  FROM unnest($1::timestamptz[]) WITH ORDINALITY AS s (at, n) ORDER BY s.n`;

/** Months whose partitions are there before their first play. */
const MONTHS_AHEAD = 3;
const ENSURE_PARTITIONS = 'SELECT ensure_play_partition(month)::text FROM unnest($1::text[]) AS month';

export interface OpenPeriod {
  readonly id: string;
  readonly opensAt: Date;
}

/** Keeps the one open period that plays are counted into. */
@Injectable()
export class PeriodCalendarRepository {
  /**
   * The open period, locked against closing until the transaction ends: no play falls between two periods.
   * The instance's first period opens at first use, and holds its month from the start.
   */
  async lockOpen(tx: SqlTx, now: Date): Promise<OpenPeriod> {
    // A close that commits while we wait leaves this statement without a row: the next one sees the new period.
    for (let attempt = 0; attempt < TRIES; attempt += 1) {
      const [open] = await tx.$queryRawUnsafe<OpenPeriod[]>(LOCK_OPEN);
      if (open !== undefined) return open;
      if ((await tx.$queryRawUnsafe<object[]>(ANY)).length === 0)
        await this.open(tx, monthOf(now), monthStart(monthOf(now)));
    }
    throw new Error('no period is open');
  }

  /** For each play the period in which it was heard, when it is late for that one; null for all others. */
  async originsOf(
    tx: SqlTx,
    { id, opensAt }: OpenPeriod,
    starts: readonly Date[],
  ): Promise<(string | null)[]> {
    if (starts.every((start) => start >= opensAt)) return starts.map(() => null);
    const times = starts.map((start) => start.toISOString());
    const rows = await tx.$queryRawUnsafe<{ id: string | null }[]>(ORIGINS, times, id);
    return rows.map((row, index) => ((starts[index] ?? opensAt) < opensAt ? row.id : null));
  }

  /** Opens the period that follows a closed one: the present month, or the one after the closed when that is later. */
  async openAfter(tx: SqlTx, closed: string, now: Date): Promise<string> {
    const month = monthOf(now);
    const next = month > closed ? month : monthAfter(closed);
    await this.open(tx, next, now);
    return next;
  }

  /** Opening a period makes the partition of its plays too; made ahead, nobody waits for it then. */
  async prepareAhead(reader: Reader, now: Date): Promise<void> {
    const months = [monthOf(now)];
    for (let ahead = 0; ahead < MONTHS_AHEAD; ahead += 1) months.push(monthAfter(months[ahead] ?? ''));
    await reader.$queryRawUnsafe(ENSURE_PARTITIONS, months);
  }

  private async open(tx: SqlTx, id: string, opensAt: Date): Promise<void> {
    await tx.$executeRawUnsafe(OPEN_PERIOD, id, opensAt, monthStart(monthAfter(id)));
  }
}
