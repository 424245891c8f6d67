import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';

/** Two people, so that one prepares a run and the other approves it; and a period that was stated, with the one after it. */
export const OPERATORS = `
  INSERT INTO app_user (id, handle, display_name, operator) VALUES
    ('0190a000-0000-7000-8000-000000000001', 'maker', 'Maker', true),
    ('0190a000-0000-7000-8000-000000000002', 'checker', 'Checker', true);
  INSERT INTO period (id, state, opens_at, closes_at) VALUES ('2026-11', 'STATED', '2026-11-01', '2026-12-01'),
    ('2026-12', 'OPEN', '2026-12-01', '2027-01-01');`;

const PARTIES = `INSERT INTO party (id, name, kind) SELECT id, 'Payee ' || n, 'PERSON' FROM unnest($1::uuid[]) WITH ORDINALITY AS p (id, n)`;
const PAYEES = `INSERT INTO payee (party_id, details_version) SELECT id, NULL FROM unnest($1::uuid[]) AS p (id)`;
const DETAILS = `INSERT INTO payee_details (party_id, version, method, country, is_sepa, masked, sealed, payable_from, entered_by, created_at)
  SELECT id, 1, 'IBAN', 'DE', true, 'DE89 … 3000', sealed, '2026-01-01', '0190a000-0000-7000-8000-000000000001', '2026-01-01'
  FROM unnest($1::uuid[], $2::text[]) AS p (id, sealed)`;
const HOLDS = `UPDATE payee SET details_version = 1 WHERE party_id = ANY($1::uuid[])`;
/** One entry for a thousand payees, as a close books them: from the pool to each. */
const ENTRY = `INSERT INTO journal_entry (id, kind, reference, currency, period_id, created_at) VALUES ($1, 'CLOSE', $2, 'EUR', '2026-11', now())`;
const POSTINGS = `INSERT INTO posting (entry_id, position, account, amount_micros)
  SELECT $1::uuid, n, 'payable:' || id, 20000000 + n * 10007 FROM unnest($2::uuid[]) WITH ORDINALITY AS p (id, n)
  UNION ALL SELECT $1::uuid, 0, 'pool', -sum(20000000 + n * 10007) FROM unnest($2::uuid[]) WITH ORDINALITY AS p (id, n)`;
const BATCH = 1_000;

/** So many new payees, each with an account of a bank and more than 20 euros. */
export async function owe(client: Client, seal: (partyId: string) => string, payees: number): Promise<void> {
  for (let made = 0; made < payees; made += BATCH) {
    const ids = Array.from({ length: Math.min(BATCH, payees - made) }, () => randomUUID());
    const entry = randomUUID();
    await client.query('BEGIN');
    await client.query(PARTIES, [ids]);
    await client.query(PAYEES, [ids]);
    await client.query(DETAILS, [ids, ids.map(seal)]);
    await client.query(HOLDS, [ids]);
    await client.query(ENTRY, [entry, `bench-${entry}`]);
    await client.query(POSTINGS, [entry, ids]);
    await client.query('COMMIT');
  }
  await client.query('ANALYZE');
}
