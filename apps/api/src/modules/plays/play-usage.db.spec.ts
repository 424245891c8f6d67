import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { countPlays } from '../../../../../test/support/counted-plays.ts';
import { createTestDatabase } from '../../../../../test/support/database.ts';
import type { TestDatabase } from '../../../../../test/support/database.ts';
import { startWorld } from '../../../../../test/support/played-world.ts';
import type { ClockedWorld, TestRecipe } from '../../../../../test/support/played-world.ts';
import { AuditRepository } from '../royalty/index.ts';
import { PeriodCalendarRepository, PlaysModule, PlayUsageService } from './index.ts';

const NOW = new Date('2026-11-10T12:00:00Z');
let testDatabase: TestDatabase;
let world: ClockedWorld;
let flip: TestRecipe;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  world = await startWorld(testDatabase.url, NOW, [PlaysModule]);
  await world.tariff(1);
  flip = await world.recipe([{ recording: await world.recording(), usageMs: 60_000 }]);
  await world.database.transaction((tx) => world.app.get(PeriodCalendarRepository).lockOpen(tx, NOW));
});
afterAll(async () => {
  await world.stop();
  await testDatabase.drop();
});

const rows = async <T extends object>(sql: string): Promise<T[]> =>
  (await world.database.pool.query<T>(sql)).rows;
const usage = async () =>
  await rows(`SELECT territory, origin_period_id AS origin, plays::int FROM play_usage ORDER BY 1, 2`);
const pending = async () => await rows('SELECT seq FROM play_usage_pending');
const plays = async (territory: string, times: number, origin?: string): Promise<void> =>
  await countPlays(world, {
    ...{ recipe: flip.hash, territory, times, period: '2026-11' },
    ...(origin !== undefined && { origin }),
  });

describe('usage', () => {
  test('is added up with the plays, once, however many fold it at once', async () => {
    await plays('FR', 3);
    await plays('FR', 2, '2026-10');
    await plays('US', 4);
    await plays('FR', 5);
    expect(await pending()).toHaveLength(4);
    expect(await usage()).toEqual([]);
    const fold = async () => await world.app.get(PlayUsageService).fold();
    await Promise.all([fold(), fold(), fold()]);
    expect(await pending()).toEqual([]);
    expect(await usage()).toEqual([
      { territory: 'FR', origin: '', plays: 8 },
      { territory: 'FR', origin: '2026-10', plays: 2 },
      { territory: 'US', origin: '', plays: 4 },
    ]);
    const { playCount } = await world.database.prisma.recipe.findUniqueOrThrow({
      where: { hash: flip.hash },
    });
    expect(playCount).toBe(14n);
  });

  test('that is not the plays is named by the audit, folded or not', async () => {
    const audit = new AuditRepository(world.database);
    const names = async () => (await audit.findings()).map(({ rule }) => rule);
    await plays('DE', 1);
    expect(await names()).toEqual([]);
    const { pool } = world.database;
    await pool.query(`UPDATE play_usage SET plays = plays + 1 WHERE territory = 'US'`);
    expect(await names()).toEqual(['usage is the plays']);
    await expect(pool.query('UPDATE play_usage SET plays = 1')).rejects.toThrow('would go from');
    await expect(pool.query('DELETE FROM play_usage')).rejects.toThrow('append-only');
    await pool.query('DELETE FROM play_usage_pending');
    const found = (await audit.findings()).map(({ rule, subject, detail }) => [rule, subject, detail]);
    const cell = (territory: string) => ['2026-11', 1, flip.hash, territory].join(' ');
    expect(found).toHaveLength(3);
    expect(found).toEqual(
      expect.arrayContaining([
        ['play counts are the plays', flip.hash, '14 of 15'],
        ['usage is the plays', cell('DE'), '0 of 1'],
        ['usage is the plays', cell('US'), '5 of 4'],
      ]),
    );
  });

  test('leaves no play without its leaf, late ones and those of a listener among them', async () => {
    await countPlays(world, {
      ...{ recipe: flip.hash, territory: 'JP', times: 1, period: '2026-11' },
      listener: 'somebody',
    });
    await countPlays(world, {
      ...{ recipe: flip.hash, territory: 'KR', times: 1, period: '2026-11' },
      ...{ origin: '2026-10', listener: 'somebody' },
    });
    const said = await rows<{ body: object }>(
      `SELECT body FROM log_pending WHERE log = 'plays' AND body ->> 'territory' IN ('FR', 'JP', 'KR') ORDER BY seq DESC LIMIT 3`,
    );
    const plain = {
      ...{ t: 'play', c: 'AA==', recipe: flip.hash, rules: 1, tariff: 1, period: '2026-11' },
      hour: '2026-11-10T12Z',
    };
    expect(said.map(({ body }) => body)).toEqual([
      { ...plain, territory: 'KR', hour: '2026-10-10T12Z', late: '2026-10', listener: 'somebody' },
      { ...plain, territory: 'JP', listener: 'somebody' },
      { ...plain, territory: 'FR' },
    ]);
    // What the audit compares with, and what a repeated promise is made of, says the same.
    const same = await rows(
      `SELECT FROM play p JOIN log_pending l ON l.body = log_leaf_of(p) WHERE p.territory IN ('JP', 'KR')`,
    );
    expect(same).toHaveLength(2);
  });
});
