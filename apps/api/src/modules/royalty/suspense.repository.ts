import { Injectable } from '@nestjs/common';
import { parseTerritorySet, ppm } from '@flipside/royalty';
import type { Account, RightSide, Share } from '@flipside/royalty';
import type { Reader, Tx } from '../../platform/database/database.ts';
import type { HeldClose } from './held.repository.ts';

/** A recording or work with more shares than this is not read further: no split is that fine. */
const MOST_SHARES = 5_000;
/** Releases of one close and subject: more often a share of a recording is not found. */
const MOST_RELEASES = 200;
const WAITING = `SELECT c.period_id AS "periodId", c.tariff_version AS "tariffVersion", c.currency, c.tariff, p.closed_at AS "closedAt"
  FROM (SELECT DISTINCT period_id, tariff_version, currency, tariff FROM allocation_line
    WHERE subject_id = $1::uuid AND account = $2 AND basis IN ('UNCLAIMED', 'OVERCLAIMED')) c JOIN period p ON p.id = c.period_id
  WHERE p.state IN ('CLOSED', 'STATED', 'LOCKED') ORDER BY c.period_id, c.tariff_version`;
const IS_DISPUTED = `SELECT EXISTS (SELECT FROM dispute WHERE (recording_id = $1::uuid OR work_id = $1::uuid)
  AND state IN ('OPEN', 'RESPONDED', 'ESCALATED')) AS is`;
const RELEASED = `SELECT count(DISTINCT e.id)::int AS releases, o.account, sum(o.amount_micros)::text AS amount
  FROM journal_entry e JOIN posting o ON o.entry_id = e.id
  WHERE e.kind = 'RELEASE' AND e.reference = ANY(ARRAY(SELECT $1 || '#' || n FROM generate_series(1, ${MOST_RELEASES}) n))
  GROUP BY GROUPING SETS ((), (o.account))`;
const OF_PERIOD = `SELECT DISTINCT subject_id::text AS "subjectId", side FROM allocation_line
  WHERE period_id = $1 AND basis IN ('UNCLAIMED', 'OVERCLAIMED') AND subject_id IS NOT NULL`;
/** Music of other instances in whose name money waits, and that this catalogue does not have. */
const UNKNOWN = `SELECT kind, id AS "subjectId" FROM (
    SELECT split_part(account, ':', 2) AS kind, split_part(account, ':', 3) AS id, sum(amount_micros) AS amount FROM posting
    WHERE account >= 'suspense:recording:' AND account < 'suspense:recording;' OR account >= 'suspense:work:' AND account < 'suspense:work;'
    GROUP BY account HAVING sum(amount_micros) > 0) w
  WHERE NOT EXISTS (SELECT FROM recording r WHERE r.id::text = w.id) AND NOT EXISTS (SELECT FROM work k WHERE k.id::text = w.id)
  ORDER BY 2 LIMIT 1000`;
const LOCK_ACCOUNT = `SELECT pg_advisory_xact_lock(hashtextextended('royalty.account ' || $1, 0))::text AS locked`;
const AVAILABLE = `SELECT coalesce(sum(o.amount_micros), 0)::text AS amount FROM posting o JOIN journal_entry e ON e.id = o.entry_id
  WHERE o.account = $1 AND e.currency = $2`;
const LOCK = `SELECT pg_advisory_xact_lock(hashtextextended('royalty.suspense ' || $1, 0))::text AS locked`;

export interface SuspenseSubject {
  readonly side: RightSide;
  /** The recording or the work. */
  readonly subjectId: string;
}

/** Money that waits for an owner. */
@Injectable()
export class SuspenseRepository {
  /** Two releases of one subject wait for each other; the lock ends with the transaction. */
  async lock(tx: Tx, { subjectId }: SuspenseSubject): Promise<void> {
    await tx.$queryRawUnsafe(LOCK, subjectId);
  }

  /** Closes that suspended money of the subject. */
  async closes(reader: Reader, account: Account, { subjectId }: SuspenseSubject): Promise<HeldClose[]> {
    return await reader.$queryRawUnsafe<HeldClose[]>(WAITING, subjectId, account);
  }

  /** Subjects of which a close suspended money for want of an owner. */
  async ofPeriod(reader: Reader, periodId: string): Promise<SuspenseSubject[]> {
    return await reader.$queryRawUnsafe<SuspenseSubject[]>(OF_PERIOD, periodId);
  }

  async unknownHere(reader: Reader): Promise<SuspenseSubject[]> {
    const rows = await reader.$queryRawUnsafe<{ kind: string; subjectId: string }[]>(UNKNOWN);
    return rows.map(({ kind, subjectId }) => ({
      side: kind === 'recording' ? 'MASTER' : 'COMPOSITION',
      subjectId,
    }));
  }

  async isDisputed(reader: Reader, { subjectId }: SuspenseSubject): Promise<boolean> {
    const [row] = await reader.$queryRawUnsafe<{ is: boolean }[]>(IS_DISPUTED, subjectId);
    return row?.is === true;
  }

  /** What the account holds, locked against whoever would take from it by hand. */
  async available(tx: Tx, account: Account, currency: string): Promise<bigint> {
    await tx.$queryRawUnsafe(LOCK_ACCOUNT, account);
    const [row] = await tx.$queryRawUnsafe<{ amount: string }[]>(AVAILABLE, account, currency);
    return BigInt(row?.amount ?? 0);
  }

  /** What earlier releases gave, by account of who got it, and how many they were. */
  async released(
    reader: Reader,
    reference: string,
    from: Account,
  ): Promise<{ releases: number; amounts: Map<Account, bigint> }> {
    const rows = await reader.$queryRawUnsafe<
      { releases: number; account: Account | null; amount: string | null }[]
    >(RELEASED, reference);
    const amounts = new Map<Account, bigint>();
    for (const { account, amount } of rows)
      if (account !== null && account !== from) amounts.set(account, BigInt(amount ?? 0));
    return { releases: rows.find(({ account }) => account === null)?.releases ?? 0, amounts };
  }

  /** Those that hold, or held before they ended: at which instant they count, their dates say. */
  async shares(reader: Reader, { side, subjectId }: SuspenseSubject): Promise<Share[]> {
    const isMaster = side === 'MASTER';
    const rows = await reader.share.findMany({
      where: isMaster ? { recordingId: subjectId } : { workId: subjectId },
      orderBy: { id: 'asc' },
      take: MOST_SHARES,
    });
    return rows.map((row) => {
      const set = parseTerritorySet({ include: row.territories, exclude: row.excludeTerritories });
      if (!set.ok) throw new TypeError(set.message);
      return {
        id: row.id,
        subject: { kind: isMaster ? 'RECORDING' : 'WORK', id: subjectId },
        side,
        partyId: row.partyId,
        role: row.role as Share['role'],
        ppm: ppm(row.ppm),
        territories: set.value,
        from: row.validFrom,
        to: row.validTo,
        status: row.status === 'ENDED' && row.validTo !== null ? 'ACTIVE' : row.status,
      };
    });
  }
}
