import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { migrate, MigrationError } from '../apps/api/src/platform/database/migration-runner.ts';
import { schemaDrift } from '../scripts/database/schema-engine.ts';
import { createTestDatabase, type TestDatabase } from './support/database.ts';

describe('the migrated schema', () => {
  let database: TestDatabase;
  let client: pg.Client;

  beforeAll(async () => {
    database = await createTestDatabase();
    client = new pg.Client(database.url);
    await client.connect();
  });
  afterAll(async () => {
    await client.end();
    await database.drop();
  });

  test('agrees with schema.prisma', async () => {
    expect(await schemaDrift(database.url)).toBeNull();
  });

  test('a model without its migration is seen', async () => {
    const schema = readFileSync('prisma/schema.prisma', 'utf8');
    const forgotten = schema.replace('model Work {', 'model Work {\n  mood String?');
    expect(await schemaDrift(database.url, forgotten)).toContain('"mood"');
  });

  test('migrating again applies nothing, from any number of processes', async () => {
    const runs = await Promise.all([1, 2, 3].map(() => migrate(database.url, 'prisma/migrations')));
    expect(runs).toEqual([[], [], []]);
  });

  test('an edited migration is refused', async () => {
    await client.query(
      `UPDATE _prisma_migrations SET checksum = repeat('0', 64) WHERE migration_name LIKE '%_rules'`,
    );
    await expect(migrate(database.url, 'prisma/migrations')).rejects.toThrow(MigrationError);
  });
});

describe('the ledger', () => {
  let database: TestDatabase;
  let client: pg.Client;
  const entry = '0190a000-0000-7000-8000-000000000001';

  beforeAll(async () => {
    database = await createTestDatabase();
    client = new pg.Client(database.url);
    await client.connect();
  });
  afterAll(async () => {
    await client.end();
    await database.drop();
  });

  const book = async (id: string, amounts: number[]) => {
    await client.query('BEGIN');
    await client.query(
      `INSERT INTO journal_entry (id, kind, reference, currency, period_id, created_at) VALUES ($1, 'accrual', $1::uuid::text, 'EUR', '2026-11', now())`,
      [id],
    );
    for (const [position, amount] of amounts.entries())
      await client.query(
        `INSERT INTO posting (entry_id, position, account, amount_micros) VALUES ($1, $2, 'pool', $3)`,
        [id, position, amount],
      );
    await client.query('COMMIT');
  };
  const refused = async (work: Promise<unknown>, message: RegExp) => {
    await expect(work).rejects.toThrow(message);
    await client.query('ROLLBACK');
  };

  test('takes entries that balance and no others', async () => {
    await book(entry, [5, -5]);
    await refused(book('0190a000-0000-7000-8000-000000000002', [5, -4]), /does not balance/);
    await refused(book('0190a000-0000-7000-8000-000000000003', []), /does not balance/);
    const { rows } = await client.query('SELECT id FROM journal_entry');
    expect(rows).toEqual([{ id: entry }]);
  });

  test('takes more postings of an entry that is booked only together, and where they come to nothing', async () => {
    const add = (...amounts: number[]) =>
      client.query(
        `INSERT INTO posting (entry_id, position, account, amount_micros)
         SELECT $1, n + 10, 'platform', a FROM unnest($2::bigint[]) WITH ORDINALITY AS p (a, n)`,
        [entry, amounts],
      );
    await refused(add(7), /does not balance/);
    await refused(add(7, -6), /does not balance/);
    await client.query('BEGIN');
    await add(7, -7);
    await client.query('ROLLBACK');
  });

  test.each([
    'journal_entry',
    'posting',
    'play',
    'play_key',
    'grant_version',
    'tariff',
    'statement',
    'dispute_event',
    'dispute_hold',
  ])('%s is append-only', async (table) => {
    const { rows } = await client.query<{ events: string[] }>(
      `SELECT array_agg(DISTINCT event_manipulation::text ORDER BY event_manipulation::text) AS events
       FROM information_schema.triggers WHERE event_object_table = $1 AND action_timing = 'BEFORE'`,
      [table],
    );
    expect(rows[0]?.events).toEqual(expect.arrayContaining(['DELETE', 'UPDATE']));
  });

  test('a booked row can be neither changed nor removed', async () => {
    await refused(
      client.query('UPDATE posting SET amount_micros = 6 WHERE entry_id = $1', [entry]),
      /append-only/,
    );
    await refused(client.query('DELETE FROM posting WHERE entry_id = $1', [entry]), /append-only/);
    await refused(client.query('DELETE FROM journal_entry WHERE id = $1', [entry]), /append-only/);
    await refused(client.query('TRUNCATE posting'), /append-only/);
  });
});
