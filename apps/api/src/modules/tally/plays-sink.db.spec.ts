import 'reflect-metadata';
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createTestDatabase } from '../../../../../test/support/database.ts';
import type { TestDatabase } from '../../../../../test/support/database.ts';
import { SettableClock } from '../../platform/clock/clock.ts';
import { testConfig } from '../../platform/config/config.fixture.ts';
import { Database } from '../../platform/database/database.ts';
import { newId } from '../../platform/ids/ids.ts';
import { PlaysSink } from './plays-sink.ts';
import { PlayedRecipeRepository } from './played-recipe.repository.ts';
import { TallyRepository } from './tally.repository.ts';

const NOW = new Date('2026-11-20T12:00:00Z');
const [EARLIER, FIRST, LATER] = ['2026-10', '2026-11', '2026-12'] as const;
let testDatabase: TestDatabase;
let database: Database;
let sink: PlaysSink;
let recipes: PlayedRecipeRepository;
const tally = new TallyRepository();

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = new Database(testConfig(testDatabase.url));
  sink = new PlaysSink(tally, new SettableClock(NOW));
  recipes = new PlayedRecipeRepository(database);
});
afterAll(async () => {
  await database.onApplicationShutdown();
  await testDatabase.drop();
});

const hashOf = (text: string): string => `sha256-${createHash('sha256').update(text).digest('hex')}`;
const bytesOf = (leaf: object): Uint8Array => Buffer.from(JSON.stringify(leaf));
const take = async (peer: string, from: number, leaves: readonly Uint8Array[]): Promise<void> =>
  await database.transaction((tx) => sink.take(tx, peer, from, leaves));

/** The recipe is read: of this instance it uses itself, as a flip that was published here. */
async function ready(hash: string): Promise<void> {
  await database.transaction((tx) => recipes.settle(tx, hash, [], false, true));
  for (let left = true; left;)
    left = await database.transaction(async (tx) => {
      await recipes.lock(tx, hash);
      const taken = await tally.takeWaiting(tx, hash, 3);
      for (const { peerId, ...leaf } of taken) await sink.count(tx, peerId, [leaf]);
      if (taken.length < 3) await recipes.ready(tx, hash);
      return taken.length === 3;
    });
}

interface Event {
  readonly play: number;
  readonly isVoid: boolean;
  readonly period: string;
}

describe('the tally of a peer’s plays', () => {
  test('is that of a plain model, however the log is cut, read again, interrupted, and whenever the recipe comes', async () => {
    let run = 0;
    const event = fc.record({
      play: fc.nat({ max: 7 }),
      isVoid: fc.boolean(),
      period: fc.constantFrom<string>(FIRST, LATER),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(event, { minLength: 1, maxLength: 24 }),
        fc.array(fc.nat({ max: 24 }), { maxLength: 4 }),
        fc.nat({ max: 5 }),
        async (events, cuts, comes) => {
          run += 1;
          const [peer, recipe] = [newId(), hashOf(`recipe ${run}`)];
          const c = (play: number) => createHash('sha256').update(`${run} ${play}`).digest('base64');
          const same = { recipe, territory: 'GB', tariff: 1 };
          const leaves = events.map(({ play, isVoid, period }) =>
            isVoid
              ? { t: 'void', c: c(play), ...same, period, of: FIRST }
              : {
                  t: 'play',
                  c: c(play),
                  ...same,
                  period: FIRST,
                  hour: '2026-11-10T12Z',
                  rules: 1,
                  ...special(play),
                },
          );
          const ends = [...new Set([...cuts.filter((at) => at < leaves.length), leaves.length])].sort(
            (a, b) => a - b,
          );
          let from = 0;
          for (const [turn, end] of ends.entries()) {
            const batch = leaves.slice(from, end).map(bytesOf);
            // What was interrupted left nothing behind, and comes again.
            const broken = database.transaction(async (tx) => {
              await sink.take(tx, peer, from, batch);
              throw new Error('killed');
            });
            await expect(broken).rejects.toThrow('killed');
            await take(peer, from, batch);
            if (turn === comes && batch.length > 0) await ready(recipe);
            from = end;
          }
          await ready(recipe);
          // Read from its beginning again, nothing is counted twice.
          await take(peer, 0, leaves.map(bytesOf));
          const { rows } = await database.pool.query<{ period: string; late: string; plays: number }>(
            `SELECT period, late, plays::int FROM peer_usage WHERE peer_id = $1 AND plays <> 0 ORDER BY 1, 2`,
            [peer],
          );
          expect(rows).toEqual(modelOf(events));
          const heard = await database.pool.query(
            `SELECT coalesce(listener, '') AS listener, late, count(*)::int AS plays FROM peer_special_play
             WHERE peer_id = $1 AND NOT voided GROUP BY 1, 2 ORDER BY 1, 2`,
            [peer],
          );
          expect(heard.rows).toEqual(heardOf(events));
        },
      ),
      { numRuns: 25, endOnFailure: true },
    );
  }, 60_000);

  test('counts a play of one peer when another reports the same, and lets nobody take back another’s', async () => {
    const [first, second, recipe] = [newId(), newId(), hashOf('twice')];
    const c = createHash('sha256').update('twice').digest('base64');
    const play = { t: 'play', c, recipe, territory: 'GB', tariff: 1, period: FIRST, hour: '2026-11-10T12Z' };
    await take(first, 0, [bytesOf(play)]);
    await ready(recipe);
    await take(second, 0, [bytesOf(play)]);
    await take(second, 1, [
      bytesOf({ t: 'void', c, recipe, territory: 'GB', tariff: 1, period: FIRST, of: FIRST }),
    ]);
    const { rows } = await database.pool.query(
      'SELECT peer_id, plays::int FROM peer_usage WHERE recipe_hash = $1',
      [recipe],
    );
    expect(rows).toEqual([{ peer_id: first, plays: 1 }]);
  });

  test.each([
    ['no JSON', Buffer.from('{'), /^Leaf 7 is no leaf in JSON/],
    [
      'no commitment',
      bytesOf({
        t: 'play',
        c: 'x',
        recipe: hashOf('x'),
        territory: 'GB',
        tariff: 1,
        period: FIRST,
        hour: '2026-11-10T12Z',
      }),
      /a play leaf: c /,
    ],
    [
      'another period',
      bytesOf({
        t: 'void',
        c: Buffer.alloc(32).toString('base64'),
        recipe: hashOf('x'),
        territory: 'GB',
        tariff: 1,
        period: 'soon',
        of: FIRST,
      }),
      /a void leaf: period /,
    ],
  ])('stops before a leaf with %s, by name', async (_what, entry, message) => {
    await expect(take(newId(), 7, [entry])).rejects.toThrow(message);
  });

  test('is never rewritten', async () => {
    for (const table of ['peer_play', 'peer_play_void', 'played_subject'])
      await expect(database.pool.query(`DELETE FROM ${table}`)).rejects.toThrow('append-only');
    await expect(
      database.pool.query(`UPDATE played_recipe SET sources = '[1]' WHERE state = 'READY'`),
    ).rejects.toThrow('settled');
  });
});

/** Some plays are late, and some are by listeners who pay. */
const special = (play: number): { late?: string; listener?: string } => ({
  ...(play % 4 === 0 && { late: EARLIER }),
  ...(play % 2 === 1 && { listener: `listener ${play % 3}` }),
});

/** What was heard counts for who heard it unless it was taken back in its own period. */
function heardOf(events: readonly Event[]): { listener: string; late: string; plays: number }[] {
  const counted = new Set<number>();
  for (const { play, isVoid } of events) if (!isVoid) counted.add(play);
  const voided = new Set<number>();
  const seen = new Set<number>();
  for (const { play, isVoid, period } of events) {
    if (!isVoid) seen.add(play);
    else if (seen.has(play) && period === FIRST) voided.add(play);
  }
  const sums = new Map<string, number>();
  for (const play of counted) {
    const { late = '', listener = '' } = special(play);
    if (voided.has(play) || (late === '' && listener === '')) continue;
    sums.set(`${listener}|${late}`, (sums.get(`${listener}|${late}`) ?? 0) + 1);
  }
  return [...sums]
    .map(([name, plays]) => ({ listener: name.split('|')[0]!, late: name.split('|')[1]!, plays }))
    .toSorted((a, b) =>
      JSON.stringify([a.listener, a.late]) < JSON.stringify([b.listener, b.late]) ? -1 : 1,
    );
}

/** Each play counts once, from its first leaf on; its first void after that takes it back once. */
function modelOf(events: readonly Event[]): { period: string; late: string; plays: number }[] {
  const counted = new Set<number>();
  const taken = new Set<number>();
  let [own, late, adjusted] = [0, 0, 0];
  const add = (play: number, sign: number): void => {
    if (special(play).late === undefined) own += sign;
    else late += sign;
  };
  for (const { play, isVoid, period } of events) {
    if (!isVoid) {
      if (!counted.has(play)) add(play, 1);
      counted.add(play);
    } else if (counted.has(play) && !taken.has(play)) {
      taken.add(play);
      if (period === FIRST) add(play, -1);
      else adjusted -= 1;
    }
  }
  return [
    ...(own === 0 ? [] : [{ period: FIRST, late: '', plays: own }]),
    ...(late === 0 ? [] : [{ period: FIRST, late: EARLIER, plays: late }]),
    ...(adjusted === 0 ? [] : [{ period: LATER, late: FIRST, plays: adjusted }]),
  ];
}
