import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { flip, linkTo } from '../../apps/api/src/edges/http/common/flip-world.fixture.ts';
import { REQUESTS } from './requests.ts';
import { OUTSIDE_MATRIX, routesOf } from './routes.ts';
import type { RouteName } from './routes.ts';
import { setStage } from './stage.ts';
import type { Stage } from './stage.ts';

const TITLE = 'Zanzibar Marker';
const TITLES = /Midnight|Zanzibar Marker/;
const HASH = /^sha256-[0-9a-f]{64}$/;
/** After these nobody is who they were, or the instance is another one. */
const LEFT_OUT = new Set(['DELETE /api/me', 'POST /api/auth/logout']);

interface Answer {
  readonly type: string;
  readonly link: string;
  readonly body: string;
}

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
  const { world, cast, isrc, recipe } = stage;
  const provenance = { parents: [linkTo(recipe)], supersedes: null };
  const made = await world.post('/api/recipes', cast.omnipotent, {
    recipe: flip([isrc], TITLE, { provenance }),
    tags: ['marker'],
  });
  if (made.status !== 201) throw new Error(made.text);
}, 120_000);
beforeEach(() => stage.world.database.pool.query('TRUNCATE rate_limit'));
afterAll(() => stage.world.close());

const isCredits = (value: unknown): boolean => {
  const credits = value as {
    remixer?: string;
    sources?: { recording: unknown[]; composition: unknown[] }[];
    corrections?: unknown[];
    text?: string;
  } | null;
  return (
    typeof credits === 'object' &&
    credits !== null &&
    typeof credits.remixer === 'string' &&
    (credits.sources ?? []).length > 0 &&
    credits.sources!.every(({ recording, composition }) => recording.length > 0 && composition.length > 0) &&
    /Remixed by/.test(credits.text ?? '')
  );
};

/** What was signed by a device, or stands in the log of plays, is as it is; the flip is described around it. */
const isSigned = (value: object): boolean =>
  ('sig' in value && 'grant' in value) || ('t' in value && 'c' in value);
/** Mere references by name: what they refer to is described elsewhere, with its credits. */
const isReference = (value: object): boolean => 'receiptId' in value || 'child' in value || isSigned(value);

interface Found {
  flips: number;
  faults: string[];
}

/** Every object that names a flip by its hash has to say whose it is. */
function walk(value: unknown, path: string, found: Found): Found {
  if (typeof value !== 'object' || value === null) return found;
  const object = value as Record<string, unknown>;
  const named = [object['hash'], object['recipe']].some(
    (name) => typeof name === 'string' && HASH.test(name),
  );
  if (named && !isReference(object)) {
    found.flips += 1;
    if (!isCredits(object['credits'])) found.faults.push(`${path === '' ? '/' : path} has no credits`);
  }
  for (const [key, inner] of Object.entries(object))
    if (key !== 'credits' && key !== 'provenance') walk(inner, `${path}/${key}`, found);
  return found;
}

/** What is missing in an answer. `null`: it is about no flip. */
function faultsOf({ type, link, body }: Answer): string[] | null {
  if (!TITLES.test(body) && !/sha256-[0-9a-f]{64}/.test(body)) return null;
  // What is signed or frozen cannot hold them: a link says where they are.
  if (/rel="describedby"; title="Credits"/.test(link)) return [];
  if (/^application\/(?:json|feed\+json)/.test(type)) {
    const json = JSON.parse(body) as unknown;
    if (isCredits(json)) return [];
    const { flips, faults } = walk(json, '', { flips: 0, faults: [] });
    if (faults.length > 0) return faults;
    if (flips > 0) return [];
    if (!TITLES.test(body)) return null;
    if (typeof json === 'object' && json !== null && isCredits((json as { credits?: unknown }).credits))
      return [];
  }
  const words = type.startsWith('application/ld+json') ? [] : ['Remix'];
  return [...words, 'North Label', 'omposer']
    .filter((word) => !body.includes(word))
    .map((word) => `a flip without "${word}"`);
}

async function ask(route: RouteName): Promise<Answer> {
  const { url, body } = await REQUESTS[route]!(stage);
  const answer = await stage.world.app.inject({
    method: route.split(' ', 1)[0] as 'GET',
    url,
    headers: { authorization: `Bearer ${stage.cast.omnipotent.token}` },
    ...(body !== undefined && { payload: body }),
  });
  return {
    type: String(answer.headers['content-type']),
    link: String(answer.headers['link']),
    body: answer.body,
  };
}

/** The routes that answer with a flip, so that none can drop out of this test unseen. */
const WITH_FLIPS = [
  'GET /api/credit-corrections',
  'GET /api/feed',
  'GET /api/me/export',
  'GET /api/me/comments',
  'GET /api/me/flips',
  'GET /api/parties/:id/derivatives',
  'GET /api/recipe-changes',
  'GET /api/recipes/:hash',
  'GET /api/recipes/:hash/credits',
  'GET /api/recipes/:hash/credits.ern.xml',
  'GET /api/recipes/:hash/credits.jsonld',
  'GET /api/recipes/:hash/credits.txt',
  'GET /api/recipes/:hash/document',
  'GET /api/recipes/:hash/tree',
  'GET /api/royalties/statements/:id/breakdown',
  'GET /api/royalties/statements/:id/document',
  'GET /api/royalties/statements/:id/export.csv',
  'GET /api/royalties/statements/:id/lines',
  'GET /api/share-links/:code',
  'GET /api/social/actors/:id/flips',
  'GET /api/social/feed',
  'GET /api/social/posts/:id',
  'GET /embed/:code',
  'GET /feed.atom',
  'GET /feed.json',
  'GET /oembed',
  'GET /r/:code',
  'POST /api/plays/grants',
  'POST /api/recipes',
  'POST /api/recipes/:hash/credit-corrections',
];

describe('promise 3: every answer that describes a flip carries its credits', () => {
  test('on every route', async () => {
    const routes = routesOf(stage.world.app).filter(
      (route) => !OUTSIDE_MATRIX.test(route) && !LEFT_OUT.has(route),
    );
    // What lists changes, corrections and flips has some to list.
    for (const first of ['POST /api/recipes/:hash/credit-corrections', 'POST /api/recipes/:hash/take-down'])
      await ask(first);
    const faults: string[] = [];
    const withFlips: string[] = [];
    for (const route of routes) {
      await stage.world.database.pool.query('TRUNCATE rate_limit');
      const found = faultsOf(await ask(route));
      if (found === null) continue;
      withFlips.push(route);
      faults.push(...found.map((fault) => `${route}: ${fault}`));
    }
    expect(faults).toEqual([]);
    expect(withFlips).toEqual(expect.arrayContaining(WITH_FLIPS));
  }, 120_000);

  test.each([
    ['a list', () => '/api/feed'],
    ['one flip', () => `/api/recipes/${stage.recipe}`],
    ['a tree', () => `/api/recipes/${stage.recipe}/tree`],
  ])('and %s without them is found out', async (_name, urlOf) => {
    const { text } = await stage.world.get(urlOf());
    const stripped = JSON.stringify(JSON.parse(text), (key, value: unknown) =>
      key === 'credits' ? undefined : value,
    );
    expect(faultsOf({ type: 'application/json', link: '', body: text })).toEqual([]);
    expect(faultsOf({ type: 'application/json', link: '', body: stripped })).toContainEqual(
      expect.stringContaining('no credits'),
    );
  });

  test('and a page without them is found out', async () => {
    const { text } = await stage.world.get(`/embed/${stage.code}`);
    const type = 'text/html; charset=utf-8';
    expect(faultsOf({ type, link: '', body: text })).toEqual([]);
    expect(faultsOf({ type, link: '', body: text.replaceAll('North Label', '') })).toEqual([
      'a flip without "North Label"',
    ]);
    expect(faultsOf({ type, link: '', body: '<p>Nothing about music</p>' })).toBeNull();
  });
});
