import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { ClearanceService, ForgetService } from '../../../modules/recipes/index.ts';
import { flip, FlipWorld, linkTo, recipeHash } from '../common/flip-world.fixture.ts';
import type { User } from '../common/flip-world.fixture.ts';

const CLEARED = 'GBAAA2400001';
const UNCLEARED = 'GBAAA2400002';
let world: FlipWorld;
let operator: User;
let artist: User;
let producer: User;
let other: User;
let label: string;
let writer: string;
let grants: { master: string; composition: string };

beforeAll(async () => {
  world = await FlipWorld.open();
  operator = await world.user('olga', { operator: true });
  [artist, producer, other] = [await world.user('ada'), await world.user('pia'), await world.user('otto')];
  await world.tariff(operator);
  label = await world.party(artist, 'North Label');
  writer = await world.party(artist, 'Ada Writer');
  await world.recording(operator, CLEARED, { label, writer, title: 'Tide' });
  await world.recording(operator, UNCLEARED, {
    label: await world.party(other, 'South Label'),
    writer: await world.party(other, 'Bo Writer'),
  });
  const grant = async (party: string, side: string) =>
    (
      (await world.post(`/api/parties/${party}/grants`, artist, { side, subject: { kind: 'CATALOGUE' } }))
        .json as { id: string }
    ).id;
  grants = { master: await grant(label, 'MASTER'), composition: await grant(writer, 'COMPOSITION') };
});
beforeEach(() => world.database.pool.query('TRUNCATE rate_limit'));
afterAll(() => world.close());

const publish = (user: User, recipe: unknown, tags: string[] = []) =>
  world.post('/api/recipes', user, { recipe, tags });

describe('publishing', () => {
  test('stores recipe, licence, credits, print, link and event, and answers who is credited and paid', async () => {
    const recipe = flip([CLEARED], 'Midnight');
    const answer = await publish(producer, recipe, ['House', 'late-night']);
    expect(answer.status).toBe(201);
    const hash = recipeHash(recipe);
    expect(answer.json).toMatchObject({
      hash,
      code: expect.stringMatching(/^[0-9A-HJKMNP-TV-Z]{8}$/),
      credits: {
        remixer: 'Pia',
        sources: [
          {
            sourceId: 's1',
            isrc: CLEARED,
            title: 'Tide',
            artist: 'The Artist',
            usageMs: 8000,
            recording: [
              { name: 'North Label', role: 'MainArtist' },
              { name: 'North Label', role: 'RightsHolder' },
            ],
            composition: [{ name: 'Ada Writer', role: 'Composer' }],
          },
        ],
        text: expect.stringContaining('Remixed by Pia'),
      },
      economics: {
        currency: 'EUR',
        perPlayMicros: '4000',
        masterMicros: '2000',
        compositionMicros: '600',
        remixerMicros: '1000',
        platformMicros: '400',
      },
    });
    const lines = (answer.json as { economics: { lines: { amountMicros: string; partyName: string }[] } })
      .economics.lines;
    expect(lines.reduce((sum, line) => sum + BigInt(line.amountMicros), 0n)).toBe(4000n);
    expect(lines.map(({ partyName }) => partyName)).toEqual(
      expect.arrayContaining(['North Label', 'Ada Writer', 'Pia', 'This instance']),
    );

    const { prisma } = world.database;
    const row = await prisma.recipe.findUniqueOrThrow({
      where: { hash },
      include: { sources: true, tags: true, snapshot: true, links: true },
    });
    expect(row).toMatchObject({
      state: 'PUBLISHED',
      durationMs: 8000,
      tariffVersion: 1,
      producerId: producer.id,
    });
    expect(row.sources).toMatchObject([{ isrc: CLEARED, usageMs: 8000, stemUsageMs: { vocals: 8000 } }]);
    expect(row.tags.map(({ tag }) => tag).sort()).toEqual(['house', 'late-night']);
    expect(row.print).toEqual({ sources: [[[0, 1000]]], stems: [{ stem: 'vocals', spans: [[0, 1000]] }] });
    expect(row.snapshot).toMatchObject({
      territory: 'GB',
      decision: {
        state: 'CLEARED',
        snapshot: {
          tariffVersion: 1,
          grants: expect.arrayContaining([expect.objectContaining({ id: grants.master, version: 1 })]),
        },
      },
    });
    const events = await prisma.outboxEvent.findMany({ where: { topic: 'recipe.published', key: hash } });
    expect(events).toMatchObject([{ payload: { hash, code: row.links[0]?.code, producerId: producer.id } }]);
    expect(await prisma.party.findUniqueOrThrow({ where: { remixerUserId: producer.id } })).toMatchObject({
      id: row.remixerPartyId,
      name: 'Pia',
    });
  });

  test('answers the same link again to its producer, and 409 to another', async () => {
    const recipe = flip([CLEARED], 'Twice');
    const answers = await Promise.all([publish(producer, recipe), publish(producer, recipe)]);
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    expect(new Set(answers.map(({ json }) => (json as { code: string }).code)).size).toBe(1);
    expect(await world.database.prisma.shareLink.count({ where: { recipeHash: recipeHash(recipe) } })).toBe(
      1,
    );
    expect(await publish(other, recipe)).toMatchObject({ status: 409, json: { code: 'already_exists' } });
  });

  test('is refused with the blockers by name when a source is not cleared, and stores nothing', async () => {
    const recipe = flip([CLEARED, UNCLEARED, 'GBAAA2499999'], 'Greedy');
    const answer = await publish(producer, recipe);
    expect(answer).toMatchObject({
      status: 409,
      json: {
        code: 'not_cleared',
        blocking: [{ name: 'Bo Writer' }, { name: 'South Label' }],
        clearance: {
          state: 'NOT_CLEARED',
          sources: [{ state: 'CLEARED' }, { sourceId: 's2', state: 'NOT_CLEARED' }, { isrc: 'GBAAA2499999' }],
          reasons: expect.arrayContaining([
            expect.objectContaining({
              code: 'NO_GRANT',
              side: 'COMPOSITION',
              party: expect.objectContaining({ name: 'Bo Writer' }),
            }),
            expect.objectContaining({ code: 'RECORDING_UNKNOWN', isrc: 'GBAAA2499999' }),
          ]),
        },
      },
    });
    const hash = recipeHash(recipe);
    expect(await world.database.prisma.recipe.count({ where: { hash } })).toBe(0);
    expect(await world.database.prisma.outboxEvent.count({ where: { key: hash } })).toBe(0);
  });

  test('is refused with 422 when tampered with, unsigned, or carrying audio', async () => {
    const recipe = flip([CLEARED], 'Honest');
    const pointer = (at: string) => ({
      code: 'recipe_refused',
      errors: [expect.objectContaining({ pointer: at })],
    });
    expect(await publish(producer, { ...recipe, title: 'Other' })).toMatchObject({
      status: 422,
      json: pointer('/recipe/proof'),
    });
    const { proof: _proof, ...unsigned } = recipe;
    expect(await publish(producer, unsigned)).toMatchObject({ status: 422, json: pointer('/recipe/proof') });
    const audio = Buffer.alloc(2_000, 'RIFF').toString('base64');
    const smuggled = flip([CLEARED], 'Loud');
    smuggled.sources[0]!.fingerprint = audio;
    expect(await publish(producer, smuggled)).toMatchObject({
      status: 422,
      json: pointer('/recipe/sources/0/fingerprint'),
    });
    expect(await publish(producer, { ...recipe, audio })).toMatchObject({
      status: 422,
      json: { code: 'recipe_refused' },
    });
  });

  test('takes JSON only, signed in, with the scope', async () => {
    const response = await world.app.inject({
      method: 'POST',
      url: '/api/recipes',
      headers: { authorization: `Bearer ${producer.token}`, 'content-type': 'audio/flac' },
      payload: Buffer.from('fLaC'),
    });
    expect(response.statusCode).toBe(415);
    expect((await world.post('/api/recipes', null, { recipe: {} })).status).toBe(401);
    const reader = await world.user('rita', { scopes: ['profile:read'] });
    expect(await publish(reader, flip([CLEARED], 'Scopeless'))).toMatchObject({
      status: 403,
      json: { code: 'missing_scope' },
    });
  });

  test('revises only own flips, and shows the revision instead', async () => {
    const first = flip([CLEARED], 'Draft one');
    const hash = recipeHash(first);
    await publish(producer, first, ['revised']);
    const provenance = { parents: [], supersedes: linkTo(hash) };
    const second = flip([CLEARED], 'Draft two', { provenance });
    expect(await publish(other, second)).toMatchObject({
      status: 422,
      json: { errors: [{ pointer: '/recipe/provenance/supersedes' }] },
    });
    expect((await publish(producer, second, ['revised'])).status).toBe(201);
    expect((await world.get(`/api/recipes/${hash}`)).json).toMatchObject({
      supersededBy: recipeHash(second),
    });
    const feed = (await world.get('/api/feed?tag=revised')).json as { items: { title: string }[] };
    expect(feed.items.map(({ title }) => title)).toEqual(['Draft two']);
  });

  test('records parents, credits them, and lists children', async () => {
    const parent = flip([CLEARED], 'Parent');
    await publish(producer, parent);
    const provenance = {
      parents: [linkTo(recipeHash(parent)), linkTo(`sha256-${'0'.repeat(64)}`)],
      supersedes: null,
    };
    const child = flip([CLEARED], 'Child', { provenance });
    expect((await publish(other, child)).json).toMatchObject({
      credits: {
        parents: [
          { title: 'Parent', remixer: 'Pia' },
          { title: null, remixer: null },
        ],
      },
    });
    expect((await world.get(`/api/recipes/${recipeHash(parent)}`)).json).toMatchObject({
      children: [{ title: 'Child', producer: { handle: 'otto' } }],
    });
  });
});

describe('a preview', () => {
  test('tells of an unsigned draft what publishing would say, and writes nothing', async () => {
    const newcomer = await world.user('nina');
    const { proof: _proof, ...draft } = flip([CLEARED, UNCLEARED], 'Draft');
    const answer = await world.post('/api/recipes/preview', newcomer, { recipe: draft });
    expect(answer).toMatchObject({
      status: 200,
      json: {
        durationMs: 16_000,
        clearance: { state: 'NOT_CLEARED' },
        credits: { remixer: 'Nina' },
        economics: { perPlayMicros: '4000' },
      },
    });
    expect(await world.database.prisma.party.count({ where: { remixerUserId: newcomer.id } })).toBe(0);
  });
});

describe('a withdrawn grant', () => {
  test('stops plays at once, then takes flips out of sight until it is given again', async () => {
    const recipe = flip([CLEARED], 'Fragile');
    const hash = recipeHash(recipe);
    const { code } = (await publish(producer, recipe, ['fragile'])).json as { code: string };
    const decide = async () =>
      (await world.app.get(ClearanceService).decide(hash, 'GB' as never, new Date())).state;
    expect(await decide()).toBe('CLEARED');

    expect(
      (await world.post(`/api/grants/${grants.composition}/withdraw`, artist, { reason: 'changed my mind' }))
        .json,
    ).toMatchObject({ version: 2, state: 'WITHDRAWN' });
    expect(await decide()).toBe('NOT_CLEARED');
    await world.settle(grants.composition);
    const gone = await world.get(`/api/share-links/${code}`);
    expect(gone).toMatchObject({
      status: 410,
      json: { code: 'gone', detail: 'Ada Writer (composition side) has withdrawn the grant.' },
    });
    const page = await world.get(`/r/${code}`);
    expect(page.status).toBe(410);
    expect(page.text).toContain('Ada Writer (composition side) has withdrawn the grant.');
    expect((await world.get('/api/feed?tag=fragile')).json).toMatchObject({ items: [] });
    expect((await world.get(`/api/recipes/${hash}`)).json).toMatchObject({
      state: 'WITHDRAWN',
      clearance: { state: 'NOT_CLEARED' },
    });
    expect(await publish(producer, flip([CLEARED], 'Too late'))).toMatchObject({
      status: 409,
      json: { blocking: [{ name: 'Ada Writer' }] },
    });
    expect(await world.post(`/api/grants/${grants.composition}/withdraw`, artist, {})).toMatchObject({
      status: 409,
      json: { code: 'invalid_transition' },
    });

    const scope = { remixOfRemix: true };
    const again = await world.send('PUT', `/api/grants/${grants.composition}`, artist, {
      policy: 'MONETISE',
      scope,
    });
    expect(again.json).toMatchObject({ version: 3, state: 'GRANTED' });
    await world.settle(grants.composition);
    expect((await world.get(`/api/share-links/${code}`)).status).toBe(200);
    expect((await world.get('/api/feed?tag=fragile')).json).toMatchObject({ items: [{ title: 'Fragile' }] });
  });
});

test('a deleted user leaves the flips and takes the name', async () => {
  const leaver = await world.user('lena');
  const recipe = flip([CLEARED], 'Farewell');
  expect((await publish(leaver, recipe)).status).toBe(201);
  await world.app.get(ForgetService).forget(leaver.id);
  const row = await world.database.prisma.recipe.findUniqueOrThrow({ where: { hash: recipeHash(recipe) } });
  expect(row.credits).toMatchObject({ remixer: 'Deleted account' });
  expect(JSON.stringify([row.credits, row.creditDocument])).not.toContain('Lena');
  expect(
    await world.database.prisma.party.findUniqueOrThrow({ where: { remixerUserId: leaver.id } }),
  ).toMatchObject({
    name: 'Deleted account',
  });
});

test('the routes are described', async () => {
  const { paths } = (await world.get('/api/openapi.json')).json as { paths: Record<string, object> };
  for (const path of [
    '/api/recipes',
    '/api/recipes/{hash}',
    '/api/feed',
    '/api/recordings/{isrc}/clearance',
    '/api/grants/{id}/withdraw',
  ])
    expect(Object.keys(paths)).toContain(path);
  expect(Object.keys(paths)).not.toContain('/r/{code}');
});
