import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createTestDatabase } from '../../../../../test/support/database.ts';
import type { TestDatabase } from '../../../../../test/support/database.ts';
import { SettableClock } from '../../platform/clock/clock.ts';
import { testConfig } from '../../platform/config/config.fixture.ts';
import { Database } from '../../platform/database/database.ts';
import { newId } from '../../platform/ids/ids.ts';
import { SESSION_LIFE, SessionRepository } from './session.repository.ts';

const clock = new SettableClock(new Date());
let testDatabase: TestDatabase;
let database: Database;
let sessions: SessionRepository;
let userId: string;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = new Database(testConfig(testDatabase.url));
  sessions = new SessionRepository(database, clock);
});

beforeEach(async () => {
  clock.set(new Date('2026-11-22T12:00:00Z'));
  userId = newId();
  await database.prisma.user.create({
    data: { id: userId, handle: `u-${userId.slice(-12)}`, displayName: 'U' },
  });
});

afterAll(async () => {
  await database.onApplicationShutdown();
  await testDatabase.drop();
});

describe('SessionRepository', () => {
  test('keeps data and user, replaces and destroys them', async () => {
    await sessions.save('a', { userId, returnTo: '/x' });
    expect(await sessions.load('a')).toEqual({ userId, returnTo: '/x' });
    await sessions.save('a', { userId });
    expect(await sessions.load('a')).toEqual({ userId });
    await sessions.destroy('a');
    expect(await sessions.load('a')).toBeNull();
    expect(await sessions.load('never')).toBeNull();
  });

  test('ends after idle time, and lives on while it is used', async () => {
    await sessions.save('b', { userId });
    clock.advance(SESSION_LIFE.idle - 1);
    expect(await sessions.load('b')).toEqual({ userId });
    clock.advance(SESSION_LIFE.idle - 1);
    expect(await sessions.load('b')).toEqual({ userId });
    clock.advance(SESSION_LIFE.idle);
    expect(await sessions.load('b')).toBeNull();
  });

  test('ends in any case after its absolute life', async () => {
    await sessions.save('c', { userId });
    const step = SESSION_LIFE.idle - 1_000;
    for (let at = step; at < SESSION_LIFE.absolute; at += step) {
      clock.advance(step);
      expect(await sessions.load('c')).toEqual({ userId });
    }
    clock.advance(step);
    expect(await sessions.load('c')).toBeNull();
  });

  test('lets an anonymous session live for one login only', async () => {
    await sessions.save('d', { returnTo: '/' });
    clock.advance(SESSION_LIFE.anonymous - 1);
    expect(await sessions.load('d')).toEqual({ returnTo: '/' });
    clock.advance(1);
    expect(await sessions.load('d')).toBeNull();
  });

  test('writes at most once per touch interval', async () => {
    await sessions.save('e', { userId });
    const touched = async () =>
      (await database.prisma.session.findFirstOrThrow({ where: { userId } })).touchedAt;
    const first = await touched();
    clock.advance(SESSION_LIFE.touchEvery - 1);
    await sessions.load('e');
    expect(await touched()).toEqual(first);
    clock.advance(1);
    await sessions.load('e');
    expect(await touched()).toEqual(clock.now());
  });

  test('forgets what has run out', async () => {
    await sessions.save('f', {});
    await sessions.save('g', { userId });
    clock.advance(SESSION_LIFE.anonymous + 1);
    expect(await sessions.forgetExpired()).toBeGreaterThanOrEqual(1);
    expect(await database.prisma.session.count({ where: { userId } })).toBe(1);
  });
});
