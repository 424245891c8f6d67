import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.ts';
import { PAYOUT_RULES } from './audit-payouts.sql.ts';

/** A rule of the books that a row breaks. */
export interface AuditFinding {
  rule: string;
  subject: string;
  detail: string;
}

const PAYABLE = `o.account = 'payable:' || s.party_id::text AND e.currency = s.currency`;

/** Each answers the rows that break it: `subject` and `detail`. */
const RULES: Readonly<Record<string, string>> = {
  'postings sum to zero per currency': `SELECT e.currency AS subject, sum(o.amount_micros)::text AS detail
    FROM posting o JOIN journal_entry e ON e.id = o.entry_id GROUP BY e.currency HAVING sum(o.amount_micros) <> 0`,
  'every entry balances': `SELECT e.kind || ' ' || e.reference AS subject, coalesce(sum(o.amount_micros)::text, 'no postings') AS detail
    FROM journal_entry e LEFT JOIN posting o ON o.entry_id = e.id GROUP BY e.id HAVING sum(o.amount_micros) IS DISTINCT FROM 0`,
  'allocations sum to the pool': `SELECT coalesce(a.name, f.name) AS subject, coalesce(a.total, 0) || ' of ' || coalesce(f.pool, 0) AS detail
    FROM (SELECT period_id || '/' || currency || '/' || tariff AS name, sum(amount_micros) AS total
      FROM allocation_line GROUP BY 1) a
    FULL JOIN (SELECT e.reference AS name, sum(o.amount_micros) AS pool
      FROM journal_entry e JOIN posting o ON o.entry_id = e.id AND o.account = 'pool' WHERE e.kind = 'FUND' GROUP BY 1) f
      ON f.name = a.name
    WHERE coalesce(a.total, 0) <> coalesce(f.pool, 0)`,
  'allocations are what the close posted': `SELECT coalesce(a.name, c.name) AS subject, coalesce(a.total, 0) || ' of ' || coalesce(c.total, 0) AS detail
    FROM (SELECT period_id || '/' || currency || '/' || tariff || ' ' || account AS name, sum(amount_micros) AS total
      FROM allocation_line GROUP BY 1) a
    FULL JOIN (SELECT e.reference || ' ' || o.account AS name, sum(o.amount_micros) AS total
      FROM journal_entry e JOIN posting o ON o.entry_id = e.id AND o.account <> 'pool' WHERE e.kind = 'CLOSE' GROUP BY 1) c
      ON c.name = a.name
    WHERE coalesce(a.total, 0) <> coalesce(c.total, 0)`,
  'the pool account is empty': `SELECT e.currency AS subject, sum(o.amount_micros)::text AS detail
    FROM posting o JOIN journal_entry e ON e.id = o.entry_id WHERE o.account = 'pool'
    GROUP BY 1 HAVING sum(o.amount_micros) <> 0`,
  'held money is not below zero': `SELECT o.account || ' ' || e.currency AS subject, sum(o.amount_micros)::text AS detail
    FROM posting o JOIN journal_entry e ON e.id = o.entry_id WHERE o.account LIKE 'held:%'
    GROUP BY o.account, e.currency HAVING sum(o.amount_micros) < 0`,
  'held money moves by closes and releases alone': `SELECT e.kind || ' ' || e.reference AS subject, o.account AS detail
    FROM posting o JOIN journal_entry e ON e.id = o.entry_id
    WHERE o.account LIKE 'held:%' AND e.kind NOT IN ('CLOSE', 'RELEASE', 'REVERSAL')`,
  'a release is what its close held': `SELECT e.reference AS subject, o.amount_micros::text AS detail
    FROM journal_entry e JOIN posting o ON o.entry_id = e.id AND o.account LIKE 'held:%'
    WHERE e.kind = 'RELEASE' AND -o.amount_micros <> (SELECT coalesce(sum(a.amount_micros), 0) FROM allocation_line a
      WHERE a.account = o.account AND o.account || '/' || a.period_id || '/' || a.currency || '/' || a.tariff = 'held:' || e.reference)`,
  'a statement opens with the balance of the ledger': `SELECT s.id::text AS subject, s.opening_micros::text AS detail FROM statement s
    WHERE s.opening_micros <> (SELECT coalesce(sum(o.amount_micros), 0) FROM posting o JOIN journal_entry e ON e.id = o.entry_id
      WHERE ${PAYABLE} AND e.period_id < s.period_id)`,
  'a statement closes with the balance of the ledger': `SELECT s.id::text AS subject, s.closing_micros::text AS detail FROM statement s
    WHERE s.closing_micros <> (SELECT coalesce(sum(o.amount_micros), 0) FROM posting o JOIN journal_entry e ON e.id = o.entry_id
      WHERE ${PAYABLE} AND e.period_id <= s.period_id)`,
  'a statement is the sum of its lines': `SELECT s.id::text AS subject, s.earned_micros::text AS detail FROM statement s
    WHERE s.earned_micros <> (SELECT coalesce(sum(amount_micros), 0) FROM statement_line WHERE statement_id = s.id)`,
  'every key is a play and every play a key': `SELECT encode(coalesce(p.receipt_id, k.receipt_id), 'hex') AS subject, 'alone' AS detail
    FROM play p FULL JOIN play_key k ON k.receipt_id = p.receipt_id WHERE p.receipt_id IS NULL OR k.receipt_id IS NULL`,
  'play counts are the plays': `SELECT r.hash AS subject, r.play_count || ' of ' || count(p.*) AS detail
    FROM recipe r LEFT JOIN play p ON p.recipe_hash = r.hash GROUP BY r.hash HAVING r.play_count <> count(p.*)`,
  'a grant gives one play': `SELECT grant_id::text AS subject, count(*)::text AS detail FROM play GROUP BY grant_id HAVING count(*) > 1`,
  'a closed period allocated its plays': `SELECT p.id || ' ' || c.recipe_hash AS subject, c.plays || ' of ' || coalesce(a.plays, 0) AS detail
    FROM period p JOIN (SELECT period_id, tariff_version, recipe_hash, count(*) AS plays FROM play GROUP BY 1, 2, 3) c ON c.period_id = p.id
    LEFT JOIN (SELECT period_id, tariff_version, recipe_hash, sum(plays) AS plays FROM allocation_line
      WHERE side = 'PLATFORM' OR basis = 'NO_RECIPE' GROUP BY 1, 2, 3) a
      ON a.period_id = c.period_id AND a.tariff_version = c.tariff_version AND a.recipe_hash = c.recipe_hash
    WHERE p.state IN ('CLOSED', 'STATED', 'LOCKED') AND c.plays <> coalesce(a.plays, 0)`,
  'one period is open at most': `SELECT state::text AS subject, count(*)::text AS detail FROM period
    WHERE state = 'OPEN' GROUP BY state HAVING count(*) > 1`,
  ...PAYOUT_RULES,
};

/** Looks over the books of a running instance. Nothing is changed and nothing is believed. */
@Injectable()
export class AuditRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** @returns every row that breaks a rule; none when the books are in order. */
  async findings(): Promise<AuditFinding[]> {
    const findings: AuditFinding[] = [];
    for (const [rule, sql] of Object.entries(RULES)) {
      const { rows } = await this.database.pool.query<{ subject: string; detail: string }>(sql);
      findings.push(...rows.map((row) => ({ rule, ...row })));
    }
    return findings;
  }
}
