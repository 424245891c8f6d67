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
    try {
      const waiting = database.transaction(() => {
        ran = true;
        return Promise.resolve();
      });
      await expect(waiting).rejects.toThrow(UnavailableError);
    } finally {
      for (const client of clients) client.release();
    }
    expect(ran).toBe(false);
  });

  test('that fails keeps its own error and leaves nothing behind', async () => {
    const failing = database.transaction(async (tx) => {
      await tx.work.create({ data: { id: '01a20000-0000-7000-8000-000000000001', title: 'Half written' } });
      throw new Error('no further');
    });
    await expect(failing).rejects.toThrow('no further');
    expect(await database.prisma.work.count()).toBe(0);
  });
});
