import { Injectable } from '@nestjs/common';
import { micros } from '@flipside/royalty';
import type { Account, Currency, JournalEntry, JournalKind } from '@flipside/royalty';
import type { Reader, Tx } from '../../platform/database/database.ts';
import { newId } from '../../platform/ids/ids.ts';
import { LOCK_PAYOUTS } from './payout-ledger.repository.ts';

const ENTRIES = `SELECT e.id::text, e.kind, e.reference, e.currency, e.period_id AS period, e.created_at AS "createdAt", n.reason,
    EXISTS (SELECT FROM journal_entry r WHERE r.kind = 'REVERSAL' AND r.reference = e.kind || '/' || e.reference) AS "isReversed",
    (SELECT jsonb_agg(jsonb_build_object('account', o.account, 'name', p.name, 'amountMicros', o.amount_micros::text) ORDER BY o.position)
      FROM posting o LEFT JOIN party p ON p.id = CASE WHEN o.account LIKE 'payable:%' THEN substr(o.account, 9)::uuid END
      WHERE o.entry_id = e.id) AS postings
  FROM journal_entry e LEFT JOIN journal_note n ON n.entry_id = e.id
  WHERE e.kind = ANY($1::text[]) AND ($2::uuid IS NULL OR e.id < $2::uuid)
    AND ($4::text IS NULL OR e.id IN (SELECT entry_id FROM posting WHERE account = 'payable:' || $4::text))
    AND ($5::text IS NULL OR e.period_id = $5) ORDER BY e.id DESC LIMIT $3`;
const ADVANCES = `SELECT a.id::text, a.party_id::text AS "partyId", p.name AS "partyName", a.currency, a.amount_micros::text AS "amountMicros",
    coalesce((SELECT sum(amount_micros) FROM posting WHERE account = 'recoup:' || a.id), 0)::text AS "recoupedMicros",
    a.reference, a.evidence, a.created_at AS "createdAt"
  FROM advance a JOIN party p ON p.id = a.party_id WHERE ($1::uuid IS NULL OR a.id < $1::uuid)
    AND ($3::uuid IS NULL OR a.party_id = $3::uuid) ORDER BY a.id DESC LIMIT $2`;
const RATES = `SELECT w.id::text, w.party_id::text AS "partyId", p.name AS "partyName", w.jurisdiction, w.ppm,
    w.valid_from AS "validFrom", w.evidence, w.created_at AS "createdAt"
  FROM withholding_rate w JOIN party p ON p.id = w.party_id WHERE ($1::uuid IS NULL OR w.id < $1::uuid)
    AND ($3::uuid IS NULL OR w.party_id = $3::uuid) ORDER BY w.id DESC LIMIT $2`;
/** The most that rates come to together from an instant on: it can only grow where one begins. */
const MOST_WITHHELD = `SELECT coalesce(max(t.ppm), 0)::int AS ppm
  FROM (SELECT DISTINCT valid_from AS at FROM withholding_rate WHERE party_id = $1::uuid AND valid_from >= $2::timestamptz) i
  CROSS JOIN LATERAL (SELECT sum(r.ppm) AS ppm FROM (
    SELECT DISTINCT ON (jurisdiction) ppm FROM withholding_rate WHERE party_id = $1::uuid AND valid_from <= i.at
    ORDER BY jurisdiction, valid_from DESC, id DESC) r) t`;
const LOCK = `SELECT pg_advisory_xact_lock(hashtextextended('royalty.account ' || $1, 0))::text AS locked`;

export interface BookedEntry {
  id: string;
  kind: JournalKind;
  reference: string;
  currency: string;
  period: string;
  /** Why it was made; `null` for what no operator made. */
  reason: string | null;
  isReversed: boolean;
  /** `name` of the party that an account of what is payable belongs to. */
  postings: { account: string; name: string | null; amountMicros: string }[];
  createdAt: Date;
}

export interface AdvanceRow {
  id: string;
  partyId: string;
  partyName: string;
  currency: string;
  amountMicros: string;
  recoupedMicros: string;
  reference: string;
  evidence: string;
  createdAt: Date;
}

export interface WithholdingRow {
  id: string;
  partyId: string;
  partyName: string;
  jurisdiction: string;
  ppm: number;
  validFrom: Date;
  evidence: string;
  createdAt: Date;
}

export interface BookFilter {
  /** Whose balance an entry changes. */
  readonly party: string | null;
  readonly period: string | null;
}

/** Entries that operators make, and what closes take off. */
@Injectable()
export class BookkeepingRepository {
  /** The newest first. Ids are made in the order of time (RFC 9562 §5.7). */
  async entries(
    reader: Reader,
    kinds: readonly JournalKind[],
    after: string | null,
    limit: number,
    { party, period }: BookFilter,
  ): Promise<BookedEntry[]> {
    return await reader.$queryRawUnsafe<BookedEntry[]>(ENTRIES, kinds, after, limit, party, period);
  }

  async advances(
    reader: Reader,
    after: string | null,
    limit: number,
    party: string | null,
  ): Promise<AdvanceRow[]> {
    return await reader.$queryRawUnsafe<AdvanceRow[]>(ADVANCES, after, limit, party);
  }

  async withholdings(
    reader: Reader,
    after: string | null,
    limit: number,
    party: string | null,
  ): Promise<WithholdingRow[]> {
    return await reader.$queryRawUnsafe<WithholdingRow[]>(RATES, after, limit, party);
  }

  /** One change of an account's balance at a time, where the balance decides whether it is made. */
  async lockAccount(tx: Tx, account: Account): Promise<void> {
    await tx.$queryRawUnsafe(LOCK, account);
  }

  /** What is payable is not paid out meanwhile. */
  async lockPayouts(tx: Tx, currency: Currency): Promise<void> {
    await tx.$queryRawUnsafe(LOCK_PAYOUTS, currency);
  }

  async isParty(reader: Reader, id: string): Promise<boolean> {
    return (await reader.party.count({ where: { id } })) > 0;
  }

  async openPeriod(reader: Reader): Promise<string | null> {
    const row = await reader.period.findFirst({ where: { state: 'OPEN' }, select: { id: true } });
    return row?.id ?? null;
  }

  async findEntry(reader: Reader, id: string): Promise<JournalEntry | null> {
    const row = await reader.journalEntry.findUnique({
      where: { id },
      select: {
        kind: true,
        reference: true,
        currency: true,
        postings: { select: { account: true, amountMicros: true }, orderBy: { position: 'asc' } },
      },
    });
    if (row === null) return null;
    return {
      kind: row.kind as JournalKind,
      reference: row.reference,
      currency: row.currency as Currency,
      postings: row.postings.map(({ account, amountMicros }) => ({
        account: account as Account,
        amountMicros: micros(amountMicros),
      })),
    };
  }

  async note(tx: Tx, entryId: string, reason: string, by: string, createdAt: Date): Promise<void> {
    await tx.journalNote.create({ data: { entryId, reason, by, createdAt } });
  }

  async addAdvance(
    tx: Tx,
    advance: Pick<AdvanceRow, 'partyId' | 'currency' | 'reference' | 'evidence' | 'createdAt'> & {
      amountMicros: bigint;
      createdBy: string;
    },
  ): Promise<string> {
    const { id } = await tx.advance.create({ data: { id: newId(), ...advance }, select: { id: true } });
    return id;
  }

  async addWithholding(
    tx: Tx,
    rate: Pick<
      WithholdingRow,
      'partyId' | 'jurisdiction' | 'ppm' | 'validFrom' | 'evidence' | 'createdAt'
    > & {
      createdBy: string;
    },
  ): Promise<string> {
    const { id } = await tx.withholdingRate.create({ data: { id: newId(), ...rate }, select: { id: true } });
    return id;
  }

  async mostWithheld(tx: Tx, partyId: string, from: Date): Promise<number> {
    const [row] = await tx.$queryRawUnsafe<{ ppm: number }[]>(MOST_WITHHELD, partyId, from);
    return row?.ppm ?? 0;
  }
}
