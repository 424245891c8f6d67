import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../../../../../test/support/database.ts';
import { testConfig } from '../config/config.fixture.ts';
import { UnavailableError } from '../problem/errors.ts';
import { Database } from './database.ts';

describe('a transaction', () => {
  let testDatabase: TestDatabase;
  let database: Database;

  beforeAll(async () => {
    testDatabase = await createTestDatabase();
    database = new Database(testConfig(testDatabase.url, { DATABASE_POOL: '2' }));
  });
  afterAll(async () => {
    await database.onApplicationShutdown();
    await testDatabase.drop();
  });

  test('that finds no free connection says that the instance is busy, and has done nothing', async () => {
    const clients = await Promise.all([database.pool.connect(), database.pool.connect()]);
    let ran = false;
    const work = (): Promise<void> => {
      ran = true;
      return Promise.resolve();
    };
    try {
      const waiting = [database.transaction(work), database.statements(work, { timeoutMs: 1_000 })];
      for (const one of await Promise.allSettled(waiting))
        expect(one).toMatchObject({ status: 'rejected', reason: expect.any(UnavailableError) });
    } finally {
      for (const client of clients) client.release();
    }
    expect(ran).toBe(false);
    // The connection that came too late went back.
    await database.statements((tx) => tx.$queryRawUnsafe('SELECT 1'), { timeoutMs: 1_000 });
    expect(database.pool.idleCount).toBeGreaterThan(0);
  });

  test('whose connection the server ends fails, and the process and the next one go on', async () => {
    const cut = database.bulk(async (client) => {
      const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
      await database.pool.query('SELECT pg_terminate_backend($1)', [rows[0]?.pid]);
      // Between two statements nobody waits for an answer that could carry the error.
      await new Promise((done) => setTimeout(done, 50));
      await client.query('SELECT 1');
    });
    await expect(cut).rejects.toThrow(/terminat|not queryable/i);
    expect(await database.bulk(async (client) => (await client.query('SELECT 1 AS one')).rows)).toEqual([
      { one: 1 },
    ]);
  });

  test('that fails keeps its own error and leaves nothing behind', async () => {
    const failing = database.transaction(async (tx) => {
      await tx.work.create({ data: { id: '01a20000-0000-7000-8000-000000000001', title: 'Half written' } });
      throw new Error('no further');
    });
    await expect(failing).rejects.toThrow('no further');
    expect(await database.prisma.work.count()).toBe(0);
  });

  test('of statements is all or nothing, tells how many rows it touched, and ends what takes too long', async () => {
    const add = (id: number) => `INSERT INTO work (id, title)
      SELECT ('01a20000-0000-7000-8000-00000000000' || n)::uuid, 'Half written' FROM generate_series(${id}, 9) n`;
    const failing = database.statements(
      async (tx) => {
        expect(await tx.$executeRawUnsafe(add(7))).toBe(3);
        expect(await tx.$queryRawUnsafe('SELECT $1::int + 1 AS two', 1)).toEqual([{ two: 2 }]);
        throw new Error('no further');
      },
      { timeoutMs: 1_000 },
    );
    await expect(failing).rejects.toThrow('no further');
    const slow = database.statements((tx) => tx.$queryRawUnsafe('SELECT pg_sleep(5)'), { timeoutMs: 50 });
    await expect(slow).rejects.toThrow('statement timeout');
    expect(await database.prisma.work.count()).toBe(0);
    await database.statements((tx) => tx.$executeRawUnsafe(add(8)), { timeoutMs: 1_000 });
    expect(await database.prisma.work.count()).toBe(2);
  });
});
