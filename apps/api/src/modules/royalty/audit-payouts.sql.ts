/** Money that went out, of every payment that was sent: each rule answers the rows that break it. */
export const PAYOUT_RULES: Readonly<Record<string, string>> = {
  'paid money is the payments that did not come back': `SELECT coalesce(b.name, l.name) AS subject, coalesce(b.amount, 0) || ' of ' || coalesce(l.amount, 0) AS detail
    FROM (SELECT o.account || ' ' || e.currency AS name, sum(o.amount_micros) AS amount FROM posting o JOIN journal_entry e ON e.id = o.entry_id
      WHERE o.account LIKE 'paid:%' GROUP BY 1) b
    FULL JOIN (SELECT 'paid:' || l.party_id || ' ' || r.currency AS name, sum(l.amount_micros) AS amount FROM payout_line l
      JOIN payout_run r ON r.id = l.run_id WHERE l.state IN ('SENT', 'SETTLED') GROUP BY 1) l ON l.name = b.name
    WHERE coalesce(b.amount, 0) <> coalesce(l.amount, 0)`,
  'every payment is booked as it was sent': `SELECT coalesce(l.name, e.name) AS subject, coalesce(e.amount, 0) || ' of ' || coalesce(l.amount, 0) AS detail
    FROM (SELECT id || ' ' || party_id AS name, amount_micros AS amount FROM payout_line WHERE state IN ('SENT', 'SETTLED', 'RETURNED')) l
    FULL JOIN (SELECT e.reference || ' ' || substr(o.account, 6) AS name, o.amount_micros AS amount FROM journal_entry e
      JOIN posting o ON o.entry_id = e.id AND o.account LIKE 'paid:%' WHERE e.kind = 'PAYOUT') e ON e.name = l.name
    WHERE coalesce(l.amount, 0) <> coalesce(e.amount, 0)`,
  'every returned payment is booked back': `SELECT coalesce(l.name, e.name) AS subject, coalesce(e.amount, 0) || ' of ' || coalesce(l.amount, 0) AS detail
    FROM (SELECT id || ' ' || party_id AS name, -amount_micros AS amount FROM payout_line WHERE state = 'RETURNED') l
    FULL JOIN (SELECT e.reference || ' ' || substr(o.account, 6) AS name, o.amount_micros AS amount FROM journal_entry e
      JOIN posting o ON o.entry_id = e.id AND o.account LIKE 'paid:%' WHERE e.kind = 'PAYOUT_RETURN') e ON e.name = l.name
    WHERE coalesce(l.amount, 0) <> coalesce(e.amount, 0)`,
  'a payment is no more than the balance was': `SELECT kind || ' ' || reference AS subject, account || ' ' || balance AS detail
    FROM (SELECT e.kind, e.reference, o.account, o.amount_micros, sum(o.amount_micros) OVER
        (PARTITION BY o.account, e.currency ORDER BY e.created_at, e.id) AS balance
      FROM posting o JOIN journal_entry e ON e.id = o.entry_id WHERE o.account LIKE 'payable:%') b
    WHERE kind = 'PAYOUT' AND amount_micros < 0 AND balance < 0`,
  'a payment is the sum of its parts': `SELECT l.id::text AS subject, l.amount_micros || ' of ' || coalesce(sum(a.amount_micros), 0) AS detail
    FROM payout_line l LEFT JOIN payout_part a ON a.line_id = l.id WHERE l.state <> 'NOT_PAID'
    GROUP BY l.id HAVING l.amount_micros <> coalesce(sum(a.amount_micros), 0)`,
  'payments are made of what is owed alone, never of what is held': `SELECT e.kind || ' ' || e.reference AS subject, o.account AS detail
    FROM journal_entry e JOIN posting o ON o.entry_id = e.id
    WHERE (e.kind IN ('PAYOUT', 'PAYOUT_RETURN') AND o.account !~ '^(payable|paid):')
      OR (o.account LIKE 'paid:%' AND e.kind NOT IN ('PAYOUT', 'PAYOUT_RETURN', 'REVERSAL'))`,
  // One that is being sent is added up when the last of its payments is booked.
  'a payout run is the sum of its lines': `SELECT r.id::text AS subject, r.payments || ', ' || r.amount_micros AS detail FROM payout_run r
    LEFT JOIN LATERAL (SELECT count(*) FILTER (WHERE state <> 'NOT_PAID') AS payments, count(*) FILTER (WHERE state = 'NOT_PAID') AS not_paid,
      count(*) FILTER (WHERE state <> 'NOT_PAID' AND not_sepa IS NULL) AS sepa, coalesce(sum(amount_micros), 0) AS amount,
      coalesce(sum(amount_micros) FILTER (WHERE not_sepa IS NULL), 0) AS sepa_amount, coalesce(sum(carried_micros), 0) AS carried,
      coalesce(sum(balance_micros), 0) AS balance FROM payout_line l WHERE l.run_id = r.id) t ON true
    WHERE r.state <> 'SENDING' AND (r.payments, r.not_paid, r.sepa_payments, r.amount_micros, r.sepa_micros, r.carried_micros, r.balance_micros)
      IS DISTINCT FROM (t.payments, t.not_paid, t.sepa, t.amount, t.sepa_amount, t.carried, t.balance)`,
  'a payout run is where its payments are': `SELECT r.id::text AS subject, r.state || ', ' || l.state || ' ' || count(*) AS detail
    FROM payout_run r JOIN payout_line l ON l.run_id = r.id
    WHERE (r.state IN ('DRAFT', 'APPROVED', 'CANCELLED') AND l.state NOT IN ('PLANNED', 'NOT_PAID'))
      OR (r.state IN ('SENT', 'SETTLING') AND l.state = 'PLANNED')
      OR (r.state = 'SENDING' AND l.state IN ('SETTLED', 'RETURNED')) OR (r.state = 'SETTLED' AND l.state IN ('PLANNED', 'SENT'))
    GROUP BY r.id, l.state`,
};
