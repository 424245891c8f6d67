import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { flip, FlipWorld, recipeHash } from '../http/common/flip-world.fixture.ts';
import type { User } from '../http/common/flip-world.fixture.ts';
import { Outgoing } from './outgoing.ts';

const ISRC = 'GBTST2500001';
let [world, olga, hash]: [FlipWorld, User, string] = [] as never;

const rows = async <T extends object>(sql: string, parameters: unknown[] = []): Promise<T[]> =>
  (await world.database.pool.query(sql, parameters)).rows as T[];
const readers = async () =>
  (await rows<{ origin: string }>('SELECT origin FROM recipe_reader ORDER BY origin')).map(
    ({ origin }) => origin,
  );
const fetchAs = async (agent: string) =>
  (await world.app.inject({ url: `/api/recipes/${hash}/document`, headers: { 'user-agent': agent } }))
    .statusCode;

beforeAll(async () => {
  world = await FlipWorld.open({ allowPrivateNetworks: false });
  olga = await world.user('olga', { operator: true });
  const ada = await world.user('ada');
  await world.tariff(olga);
  const party = await world.party(ada, 'North Label');
  await world.recording(olga, ISRC, { label: party, writer: party });
  for (const side of ['MASTER', 'COMPOSITION'])
    await world.post(`/api/parties/${party}/grants`, ada, { side, subject: { kind: 'CATALOGUE' } });
  const recipe = flip([ISRC], 'Midnight');
  hash = recipeHash(recipe);
  expect((await world.post('/api/recipes', ada, { recipe })).status).toBe(201);
}, 120_000);
afterAll(() => world?.close());

test('an instance that fetches a recipe is remembered once; whoever else asks is not', async () => {
  for (const agent of [
    'flipside (+https://north.example)',
    'flipside (+https://north.example/)',
    'flipside (+https://south.example:8443)',
    'flipside (+http://plain.example)',
    'flipside (+https://user:secret@west.example)',
    'flipside (+http://flipside.test)',
    'flipside (+nonsense)',
    'Mozilla/5.0 (+https://crawler.example)',
    '',
  ])
    expect(await fetchAs(agent)).toBe(200);
  expect(await readers()).toEqual(['https://north.example', 'https://south.example:8443']);
});

test('no more than a thousand are remembered', async () => {
  await rows(
    `INSERT INTO recipe_reader SELECT 'sha256-' || repeat('0', 64), 'https://' || n || '.example', now() FROM generate_series(1, 999) n`,
  );
  await rows(`UPDATE recipe_reader SET recipe_hash = $1 WHERE recipe_hash LIKE '%0000'`, [hash]);
  expect(await readers()).toHaveLength(1_001);
  expect(await fetchAs('flipside (+https://late.example)')).toBe(200);
  expect(await readers()).not.toContain('https://late.example');
  await rows(`DELETE FROM recipe_reader WHERE origin ~ '^https://[0-9]'`);
});

test('when it is taken away they hear of it, though nobody there follows; those of a blocked domain do not', async () => {
  expect(await fetchAs('flipside (+https://deep.blocked.example)')).toBe(200);
  const blocked = { host: 'blocked.example', rule: 'BLOCK', reason: 'Floods us' };
  await rows(
    `INSERT INTO social_domain (host, rule, reason, changed_by, changed_at) VALUES ($1, $2::"SocialRule", $3, $4, now())`,
    [blocked.host, blocked.rule, blocked.reason, olga.id],
  );
  const removal = await world.post(`/api/recipes/${hash}/remove`, olga, {
    reason: 'It is not theirs to give',
  });
  expect(removal.status).toBeLessThan(300);
  await world.app.get(Outgoing).takeBack(hash);
  await world.app.get(Outgoing).takeBack(hash);
  const sent = await rows<{ inbox: string; host: string; kind: string }>(
    `SELECT d.inbox, d.host, a.kind FROM social_delivery d JOIN social_activity a ON a.id = d.activity_id ORDER BY d.inbox`,
  );
  expect(sent).toEqual([
    { inbox: 'https://north.example/ap/inbox', host: 'north.example', kind: 'Delete' },
    { inbox: 'https://south.example:8443/ap/inbox', host: 'south.example:8443', kind: 'Delete' },
  ]);
});
