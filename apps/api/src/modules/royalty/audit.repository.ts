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

/** Of periods whose close is booked: while it is under way, its lines are ahead of its entries. */
const SETTLED = `period_id IN (SELECT id FROM period WHERE state IN ('CLOSED', 'STATED', 'LOCKED'))`;
/** A pool that was stated waits for the close of its period. */
const NOT_WAITING = `NOT (e.kind = 'FUND' AND position('#' IN e.reference) > 0
  AND e.period_id IN (SELECT id FROM period WHERE state IN ('OPEN', 'CLOSING')))`;

/** Voided plays of a subject that paid into suspense take back from it, also what was released since. */
const MAY_OWE = `EXISTS (SELECT FROM allocation_line v WHERE v.account = o.account AND v.amount_micros < 0)`;

/** Each answers the rows that break it: `subject` and `detail`. */
const RULES: Readonly<Record<string, string>> = {
  'postings sum to zero per currency': `SELECT e.currency AS subject, sum(o.amount_micros)::text AS detail
    FROM posting o JOIN journal_entry e ON e.id = o.entry_id GROUP BY e.currency HAVING sum(o.amount_micros) <> 0`,
  'every entry balances': `SELECT e.kind || ' ' || e.reference AS subject, coalesce(sum(o.amount_micros)::text, 'no postings') AS detail
    FROM journal_entry e LEFT JOIN posting o ON o.entry_id = e.id GROUP BY e.id HAVING sum(o.amount_micros) IS DISTINCT FROM 0`,
  'allocations sum to the pool': `SELECT coalesce(a.name, f.name) AS subject, coalesce(a.total, 0) || ' of ' || coalesce(f.pool, 0) AS detail
    FROM (SELECT period_id || '/' || currency || '/' || tariff AS name, sum(amount_micros) AS total
      FROM allocation_line WHERE ${SETTLED} GROUP BY 1) a
    FULL JOIN (SELECT split_part(e.reference, '#', 1) AS name, sum(o.amount_micros) AS pool
      FROM journal_entry e JOIN posting o ON o.entry_id = e.id AND o.account = 'pool'
      WHERE e.kind = 'FUND' AND ${NOT_WAITING} GROUP BY 1) f
      ON f.name = a.name
    WHERE coalesce(a.total, 0) <> coalesce(f.pool, 0)`,
  'allocations are what the close posted': `SELECT coalesce(a.name, c.name) AS subject, coalesce(a.total, 0) || ' of ' || coalesce(c.total, 0) AS detail
    FROM (SELECT period_id || '/' || currency || '/' || tariff || ' ' || account AS name, sum(amount_micros) AS total
      FROM allocation_line WHERE ${SETTLED} GROUP BY 1) a
    FULL JOIN (SELECT e.reference || ' ' || o.account AS name, sum(o.amount_micros) AS total
      FROM journal_entry e JOIN posting o ON o.entry_id = e.id AND o.account <> 'pool' WHERE e.kind = 'CLOSE' GROUP BY 1) c
      ON c.name = a.name
    WHERE coalesce(a.total, 0) <> coalesce(c.total, 0)`,
  'lines are what their cells earned': `SELECT coalesce(c.name, l.name) AS subject, coalesce(l.total, 0) || ' of ' || coalesce(c.total, 0) AS detail
    FROM (SELECT period_id, tariff_version, concat_ws(' ', period_id, tariff_version, recipe_hash, territory, origin_period_id) AS name,
        sum(amount_micros) AS total FROM allocation_cell WHERE ${SETTLED} GROUP BY 1, 2, 3) c
    FULL JOIN (SELECT period_id, tariff_version, concat_ws(' ', period_id, tariff_version, recipe_hash, territory, origin_period_id) AS name,
        sum(amount_micros) AS total FROM allocation_line
      WHERE ${SETTLED} AND basis <> 'NO_PLAY' AND (period_id, tariff_version) IN (SELECT period_id, tariff_version FROM period_allocation)
      GROUP BY 1, 2, 3) l ON l.name = c.name
    WHERE coalesce(l.total, 0) <> coalesce(c.total, 0)`,
  'a way has an amount for each cell of its split': `SELECT concat_ws(' ', w.period_id, w.tariff_version, w.split, w.place) AS subject,
      cardinality(w.amounts) || ' of ' || coalesce(cardinality(s.cells), 0) AS detail
    FROM allocation_way w LEFT JOIN allocation_split s USING (period_id, tariff_version, split)
    WHERE cardinality(w.amounts) IS DISTINCT FROM cardinality(s.cells)`,
  'an allocation is the sum of its cells': `SELECT a.period_id || ' ' || a.tariff_version AS subject, a.pool_micros || ' of ' || coalesce(c.total, 0) AS detail
    FROM period_allocation a LEFT JOIN (SELECT period_id, tariff_version, sum(amount_micros) AS total, sum(plays) AS plays, count(*) AS cells
      FROM allocation_cell GROUP BY 1, 2) c ON c.period_id = a.period_id AND c.tariff_version = a.tariff_version
    WHERE (a.pool_micros - a.unplayed_micros, a.plays, a.cells) IS DISTINCT FROM (coalesce(c.total, 0), coalesce(c.plays, 0), coalesce(c.cells, 0))`,
  'the pool account is empty': `SELECT e.currency AS subject, sum(o.amount_micros)::text AS detail
    FROM posting o JOIN journal_entry e ON e.id = o.entry_id WHERE o.account = 'pool' AND ${NOT_WAITING}
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
  'suspense is not below zero': `SELECT o.account || ' ' || e.currency AS subject, sum(o.amount_micros)::text AS detail
    FROM posting o JOIN journal_entry e ON e.id = o.entry_id WHERE o.account LIKE 'suspense:%' AND NOT ${MAY_OWE}
    GROUP BY o.account, e.currency HAVING sum(o.amount_micros) < 0`,
  'a release from suspense is no more than its close suspended': `SELECT r.name AS subject, r.total || ' of ' || coalesce(l.total, 0) AS detail
    FROM (SELECT split_part(e.reference, '#', 1) AS name, -sum(o.amount_micros) AS total FROM journal_entry e
      JOIN posting o ON o.entry_id = e.id AND o.account LIKE 'suspense:%'
      WHERE e.kind = 'RELEASE' AND starts_with(e.reference, 'suspense/') GROUP BY 1) r
    LEFT JOIN (SELECT concat_ws('/', 'suspense', subject_id, period_id, currency, tariff) AS name, sum(amount_micros) AS total
      FROM allocation_line WHERE basis IN ('UNCLAIMED', 'OVERCLAIMED') GROUP BY 1) l ON l.name = r.name
    WHERE r.total > coalesce(l.total, 0)`,
  'what is released to a peer is what its entry posted': `SELECT coalesce(r.name, p.name) AS subject, coalesce(r.total, 0) || ' of ' || coalesce(p.total, 0) AS detail
    FROM (SELECT entry_id || ' owed:' || peer_id || '/' || party AS name, sum(amount_micros) AS total FROM owed_release GROUP BY 1) r
    FULL JOIN (SELECT o.entry_id || ' ' || o.account AS name, sum(o.amount_micros) AS total FROM posting o
      JOIN journal_entry e ON e.id = o.entry_id AND e.kind = 'RELEASE' WHERE o.account LIKE 'owed:%' GROUP BY 1) p ON p.name = r.name
    WHERE coalesce(r.total, 0) <> coalesce(p.total, 0)`,
  'payable is not below zero once a period is stated': `SELECT o.account || ' ' || e.currency AS subject, sum(o.amount_micros)::text AS detail
    FROM posting o JOIN journal_entry e ON e.id = o.entry_id
    WHERE o.account LIKE 'payable:%' AND e.period_id <= (SELECT max(id) FROM period WHERE state IN ('STATED', 'LOCKED'))
    GROUP BY o.account, e.currency HAVING sum(o.amount_micros) < 0`,
  'no more is recouped than was advanced': `SELECT 'recoup:' || a.id AS subject, sum(o.amount_micros) || ' of ' || a.amount_micros AS detail
    FROM advance a JOIN posting o ON o.account = 'recoup:' || a.id GROUP BY a.id HAVING sum(o.amount_micros) NOT BETWEEN 0 AND a.amount_micros`,
  'who was overpaid owes, and is not owed': `SELECT o.account AS subject, sum(o.amount_micros)::text AS detail FROM posting o
    WHERE o.account LIKE 'recoup:overpaid-%' GROUP BY 1 HAVING sum(o.amount_micros) > 0`,
  'an entry is reversed once and to nothing': `SELECT r.reference AS subject, a.account || ' ' || sum(a.amount_micros) AS detail
    FROM journal_entry r JOIN journal_entry e ON r.kind = 'REVERSAL' AND r.reference = e.kind || '/' || e.reference
    JOIN posting a ON a.entry_id IN (r.id, e.id) GROUP BY r.id, a.account HAVING sum(a.amount_micros) <> 0`,
  'a statement opens with the balance of the ledger': `SELECT s.id::text AS subject, s.opening_micros::text AS detail FROM statement s
    WHERE s.opening_micros <> (SELECT coalesce(sum(o.amount_micros), 0) FROM posting o JOIN journal_entry e ON e.id = o.entry_id
      WHERE ${PAYABLE} AND e.period_id < s.period_id)`,
  'a statement closes with the balance of the ledger': `SELECT s.id::text AS subject, s.closing_micros::text AS detail FROM statement s
    WHERE s.closing_micros <> (SELECT coalesce(sum(o.amount_micros), 0) FROM posting o JOIN journal_entry e ON e.id = o.entry_id
      WHERE ${PAYABLE} AND e.period_id <= s.period_id)`,
  'a statement is the sum of its lines': `SELECT s.id::text AS subject, s.earned_micros::text AS detail FROM statement s
    WHERE s.earned_micros <> (SELECT coalesce(sum(amount_micros), 0) FROM statement_line WHERE statement_id = s.id)`,
  'every key is a play and every play a key': `SELECT coalesce(p.grant_id, k.grant_id)::text AS subject, 'alone' AS detail
    FROM play p FULL JOIN play_key k ON k.grant_id = p.grant_id WHERE p.grant_id IS NULL OR k.grant_id IS NULL`,
  'play counts are the plays': `SELECT r.hash AS subject, r.play_count + coalesce(n.plays, 0) || ' of ' || coalesce(p.plays, 0) - coalesce(v.plays, 0) AS detail
    FROM recipe r LEFT JOIN (SELECT recipe_hash, count(*) AS plays FROM play GROUP BY 1) p ON p.recipe_hash = r.hash
    LEFT JOIN (SELECT recipe_hash, count(*) AS plays FROM play_void GROUP BY 1) v ON v.recipe_hash = r.hash
    LEFT JOIN (SELECT recipe_hash, sum(plays) AS plays FROM play_usage_pending GROUP BY 1) n ON n.recipe_hash = r.hash
    WHERE r.play_count + coalesce(n.plays, 0) <> coalesce(p.plays, 0) - coalesce(v.plays, 0)`,
  'usage is the plays': `SELECT coalesce(u.name, p.name) AS subject, coalesce(u.plays, 0) || ' of ' || coalesce(p.plays, 0) AS detail
    FROM (SELECT concat_ws(' ', period_id, tariff_version, recipe_hash, territory, nullif(origin_period_id, '')) AS name, sum(plays) AS plays
      FROM (SELECT period_id, tariff_version, recipe_hash, territory, origin_period_id, plays FROM play_usage UNION ALL
        SELECT period_id, tariff_version, recipe_hash, territory, origin_period_id, plays FROM play_usage_pending) counted GROUP BY 1) u
    FULL JOIN (SELECT concat_ws(' ', period_id, tariff_version, recipe_hash, territory, origin_period_id) AS name, count(*) AS plays
      FROM play GROUP BY 1) p ON p.name = u.name
    WHERE coalesce(u.plays, 0) <> coalesce(p.plays, 0)`,
  'what is voided is a play': `SELECT encode(v.receipt_id, 'hex') AS subject, v.play_period_id AS detail FROM play_void v
    LEFT JOIN play p ON p.grant_id = v.grant_id AND p.period_id = v.play_period_id
    WHERE p.grant_id IS NULL OR (p.receipt_id, p.recipe_hash, p.territory, p.tariff_version, p.commitment)
      IS DISTINCT FROM (v.receipt_id, v.recipe_hash, v.territory, v.tariff_version, v.commitment) OR p.listener IS DISTINCT FROM v.listener`,
  'a grant gives one play': `SELECT grant_id::text AS subject, count(*)::text AS detail FROM play GROUP BY grant_id HAVING count(*) > 1`,
  'a closed period allocated its plays': `SELECT p.id || ' ' || coalesce(c.recipe_hash, a.recipe_hash) AS subject,
      coalesce(c.plays, 0) || ' of ' || coalesce(a.plays, 0) AS detail
    FROM (SELECT period_id, tariff_version, recipe_hash, sum(plays) AS plays FROM (
        SELECT period_id, tariff_version, recipe_hash, count(*) AS plays FROM counted_play WHERE ${SETTLED} GROUP BY 1, 2, 3
        UNION ALL SELECT period_id, tariff_version, recipe_hash, -count(*) FROM voided_play WHERE ${SETTLED} GROUP BY 1, 2, 3) n
      GROUP BY 1, 2, 3) c
    FULL JOIN (SELECT period_id, tariff_version, recipe_hash, sum(plays) AS plays FROM allocation_cell WHERE ${SETTLED} GROUP BY 1, 2, 3) a
      ON a.period_id = c.period_id AND a.tariff_version = c.tariff_version AND a.recipe_hash = c.recipe_hash
    JOIN period p ON p.id = coalesce(c.period_id, a.period_id)
    WHERE coalesce(c.plays, 0) <> coalesce(a.plays, 0) AND EXISTS (SELECT FROM period_allocation WHERE period_id = p.id)`,
  'one period is open at most': `SELECT state::text AS subject, count(*)::text AS detail FROM period
    WHERE state = 'OPEN' GROUP BY state HAVING count(*) > 1`,
  ...PAYOUT_RULES,
};

/** Looks over the books of a running instance. Nothing is changed and nothing is believed. */
@Injectable()
export class AuditRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** Each rule's name, and the query that answers the rows that break it. */
  get rules(): Readonly<Record<string, string>> {
    return RULES;
  }

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
