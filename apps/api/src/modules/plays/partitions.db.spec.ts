import 'reflect-metadata';
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { createTestDatabase } from '../../../../../test/support/database.ts';
import type { TestDatabase } from '../../../../../test/support/database.ts';
import { Device, startWorld } from '../../../../../test/support/played-world.ts';
import type { ClockedWorld } from '../../../../../test/support/played-world.ts';
import { migrate } from '../../platform/database/migration-runner.ts';
import {
  PeriodCalendarRepository,
  PlayGrantService,
  PlayPartitionService,
  PlayService,
  PlaysModule,
} from './index.ts';

const MIGRATION = '20261125180000_play_partitions';
const BY_GRANT = '20261130020000_plays_by_grant';
const DIRECTORY = 'prisma/migrations';
const COLUMNS = `receipt_id, grant_id, recipe_hash, device, territory, tariff_version, rules_version, started_at, heard_ms, counted_at,
  period_id, origin_period_id, salt, commitment, receipt`;
const play = (number: number, period: string): string =>
  `('\\x${String(number).padStart(64, '0')}', gen_random_uuid(), 'sha256-x', 'did:key:x', 'GB', 1, 1, '${period}-02T10:00:00Z', 31000,
    '${period}-02T10:01:00Z', '${period}', NULL, '\\x01', '\\x02', '{"n": ${number}}')`;
const INSERT = (table: string, number: number, period: string): string =>
  `INSERT INTO ${table} (${COLUMNS}) VALUES ${play(number, period)}`;

describe('a database from before partitions', () => {
  let database: TestDatabase;
  let client: pg.Client;
  let before: string;

  beforeAll(async () => {
    database = await createTestDatabase();
    before = mkdtempSync(join(tmpdir(), 'flipside-migrations-'));
    copyUntil(MIGRATION);
    client = new pg.Client(database.url);
    await client.connect();
    await client.query('DROP SCHEMA public CASCADE');
    await client.query('CREATE SCHEMA public');
    await migrate(database.url, before);
    await client.query(
      `INSERT INTO period (id, state, opens_at, closes_at) VALUES ('2026-09', 'OPEN', '2026-09-01', '2026-10-01')`,
    );
    for (const [number, period] of [
      [1, '2026-07'],
      [2, '2026-07'],
      [3, '2026-08'],
    ] as const)
      await client.query(INSERT('play', number, period));
  });
  const copyUntil = (migration: string): void => {
    for (const name of readdirSync(DIRECTORY).filter((entry) => entry < migration))
      cpSync(join(DIRECTORY, name), join(before, name), { recursive: true });
  };
  afterAll(async () => {
    await client.end();
    await database.drop();
    rmSync(before, { recursive: true, force: true });
  });

  test('keeps every play as it was, and logs none again', async () => {
    const all = `SELECT ${COLUMNS} FROM play ORDER BY receipt_id`;
    const plays = await client.query(all);
    const leaves = await client.query('SELECT log, body FROM log_pending ORDER BY seq');
    copyUntil(BY_GRANT);
    await migrate(database.url, before);
    // What names a play by its receipt is to name it by its grant afterwards.
    await client.query(`SET session_replication_role = 'replica';
      INSERT INTO play_void (receipt_id, play_period_id, period_id, voiding_id, recipe_hash, territory, tariff_version, commitment, voided_at)
        SELECT receipt_id, period_id, period_id, gen_random_uuid(), recipe_hash, territory, 1, commitment, now() FROM play;
      INSERT INTO play_sample_item (sample_id, position, receipt_id, period_id) SELECT gen_random_uuid(), 0, receipt_id, period_id FROM play;
      SET session_replication_role = 'origin'`);
    await migrate(database.url, DIRECTORY);
    expect(
      (
        await client.query(`SELECT count(*)::int AS plays FROM play p JOIN play_key USING (grant_id)
          JOIN play_void v USING (grant_id, receipt_id) JOIN play_sample_item i USING (grant_id) WHERE v.play_period_id = p.period_id`)
      ).rows,
    ).toEqual([{ plays: 3 }]);
    expect((await client.query(all)).rows).toEqual(plays.rows);
    expect(plays.rows).toHaveLength(3);
    expect((await client.query('SELECT log, body FROM log_pending ORDER BY seq')).rows).toEqual(leaves.rows);
    const { rows } = await client.query<{ name: string; plays: string }>(
      'SELECT tableoid::regclass::text AS name, count(*)::text AS plays FROM play GROUP BY 1 ORDER BY 1',
    );
    expect(rows).toEqual([
      { name: 'play_2026_07', plays: '2' },
      { name: 'play_2026_08', plays: '1' },
    ]);
    await client.query(INSERT('play', 4, '2026-09'));
    const { rows: logged } = await client.query(`SELECT body FROM log_pending WHERE log = 'plays'`);
    expect(logged).toHaveLength(4);
  });
});

describe('partitions of plays', () => {
  const NOW = new Date('2026-11-10T12:00:00.000Z');
  const ORIGIN = { ip: '192.0.2.1', proxyHeaders: null };
  let database: TestDatabase;
  let world: ClockedWorld;

  beforeAll(async () => {
    database = await createTestDatabase();
    world = await startWorld(database.url, NOW, [PlaysModule]);
    await world.database.transaction((tx) => world.app.get(PeriodCalendarRepository).lockOpen(tx, NOW));
  });
  afterAll(async () => {
    await world.stop();
    await database.drop();
  });

  const names = async (): Promise<string[]> =>
    (
      await world.database.pool.query<{ name: string }>(
        `SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = 'play'::regclass ORDER BY 1`,
      )
    ).rows.map(({ name }) => name);

  test('are made ahead, once, and by any number of processes at a time', async () => {
    const service = world.app.get(PlayPartitionService);
    await Promise.all([service.prepareAhead(), service.prepareAhead(), service.prepareAhead()]);
    expect(await names()).toEqual(['play_2026_11', 'play_2026_12', 'play_2027_01', 'play_2027_02']);
  });

  test('come with the period that is opened', async () => {
    await world.database.pool.query(
      `INSERT INTO period (id, state, opens_at, closes_at) VALUES ('2027-06', 'CLOSED', '2027-06-01', '2027-07-01')`,
    );
    expect(await names()).toContain('play_2027_06');
    await expect(world.database.pool.query(`SELECT ensure_play_partition('2027-13')`)).rejects.toThrow(
      'is no month',
    );
  });

  test.each([
    ['UPDATE play SET heard_ms = 1', 'append-only'],
    ['DELETE FROM play', 'append-only'],
    ['UPDATE play_2026_11 SET heard_ms = 1', 'append-only'],
    ['DELETE FROM play_2026_11', 'append-only'],
    ['TRUNCATE play', 'append-only'],
    ['TRUNCATE play_2026_11', 'append-only'],
    [INSERT('play_2026_11', 9, '2026-11'), 'are put into the table play'],
  ])('refuse: %s', async (sql, message) => {
    await world.database.pool.query(INSERT('play', Math.ceil(Math.random() * 1e12), '2026-11'));
    await expect(world.database.pool.query(sql)).rejects.toThrow(message);
  });

  test('what is asked of a device or a month reads few of them', async () => {
    const plan = async (sql: string, values: unknown[]): Promise<string> => {
      const { rows } = await world.database.pool.query<{ 'QUERY PLAN': string }>(
        `EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF) ${sql}`,
        values,
      );
      return rows.map((row) => row['QUERY PLAN']).join('\n');
    };
    const month = await plan('SELECT count(*) FROM play WHERE period_id = $1', ['2026-12']);
    expect(month).toContain('play_2026_12');
    expect(month).not.toContain('play_2026_11');
    const device = await plan(
      `SELECT 1 FROM play WHERE device = $1 AND started_at > $2::timestamptz AND period_id >=
         (SELECT coalesce(max(o.id), '') FROM period o WHERE o.opens_at <= $2::timestamptz)`,
      ['did:key:x', '2027-06-05T00:00:00Z'],
    );
    expect(device).toMatch(/play_2026_11[\s\S]*never executed/);
  });

  describe('under a tariff that is shared out by listener', () => {
    const played = async (device: Device): Promise<string | null> => {
      const recipe = await world.recipe([{ recording: await world.recording(), usageMs: 60_000 }]);
      const start = world.clock.now();
      const grant = await world.app
        .get(PlayGrantService)
        .issue(null, { recipe: recipe.hash, device: device.did }, ORIGIN);
      world.clock.advance(31_000);
      const [result] = await world.app.get(PlayService).submit(null, [device.receipt(grant, start)], ORIGIN);
      expect(result?.status).toBe('counted');
      const row = await world.database.prisma.play.findFirstOrThrow({ where: { grantId: grant.id } });
      const { rows } = await world.database.pool.query<{ listener?: string }>(
        `SELECT body ->> 'listener' AS listener FROM log_pending WHERE log = 'plays' AND body ->> 'recipe' = $1`,
        [recipe.hash],
      );
      expect(rows).toEqual([{ listener: row.listener }]);
      return row.listener;
    };

    test('a play names a pseudonym that is the listener’s for one period and nobody else’s', async () => {
      await world.tariff(1);
      const [device, other] = [new Device(), new Device()];
      expect(await played(device)).toBeNull();
      await world.tariff(2, {
        kind: 'USER_CENTRIC',
        perPlayMicros: null,
        effectiveFrom: new Date('2026-02-01T00:00:00Z'),
      });
      const first = await played(device);
      expect(first).toMatch(/^[0-9a-f-]{36}$/);
      expect(await played(device)).toBe(first);
      expect(await played(other)).not.toBe(first);
      await world.database.pool.query(
        `UPDATE period SET state = 'CLOSING', closed_at = now() WHERE state = 'OPEN'`,
      );
      await world.database.pool.query(
        `INSERT INTO period (id, state, opens_at, closes_at) VALUES ('2026-12', 'OPEN', $1, '2027-01-01')`,
        [world.clock.now()],
      );
      const next = await played(device);
      expect(next).toMatch(/^[0-9a-f-]{36}$/);
      expect(next).not.toBe(first);
    });
  });
});
