import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { encodeCursor } from '../../apps/api/src/edges/http/common/cursor.ts';
import { Browser } from '../../apps/api/src/edges/http/identity/browser.fixture.ts';
import { newId } from '../../apps/api/src/platform/ids/ids.ts';
import { REQUESTS } from './requests.ts';
import type { Asked } from './asked.ts';
import { OUTSIDE_MATRIX, routesOf } from './routes.ts';
import { setStage } from './stage.ts';
import type { Stage } from './stage.ts';

interface Operation {
  readonly requestBody?: object;
  readonly parameters?: readonly { readonly in: string; readonly name: string }[];
}
interface Problem {
  readonly code: string;
  readonly errors: readonly { readonly pointer: string; readonly detail: string }[];
}
interface Writing {
  readonly route: string;
  readonly hasBody: boolean;
}

/** They take text files and no JSON; their own specification sends them worse. */
const TAKES_FILES = new Set(['POST /api/parties/:id/imports']);

let stage: Stage;
let writing: Writing[];
let listings: string[];

beforeAll(async () => {
  stage = await setStage();
  const document = await stage.world.get('/api/openapi.json');
  const { paths } = document.json as { paths: Record<string, Record<string, Operation>> };
  const operation = (route: string): Operation | undefined => {
    const [method = '', path = ''] = route.split(' ');
    return paths[path.replaceAll(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()];
  };
  const routes = routesOf(stage.world.app).filter((route) => !OUTSIDE_MATRIX.test(route));
  writing = routes
    .filter((route) => /^(?:POST|PUT|PATCH) /.test(route) && !TAKES_FILES.has(route))
    .map((route) => ({ route, hasBody: operation(route)?.requestBody !== undefined }));
  listings = routes.filter(
    (route) => operation(route)?.parameters?.some(({ name }) => name === 'cursor') ?? false,
  );
}, 120_000);
beforeEach(() => stage.world.database.pool.query('TRUNCATE rate_limit'));
afterAll(() => stage.world.close());

async function send(route: string, { url }: Asked, payload: string | Buffer, type = 'application/json') {
  const { token } = stage.cast.omnipotent;
  const headers = { authorization: `Bearer ${token}`, 'content-type': type };
  const method = route.split(' ', 1)[0] as 'POST';
  const answer = await stage.world.app.inject({ method, url, headers, payload });
  const isProblem = String(answer.headers['content-type']).startsWith('application/problem+json');
  return { status: answer.statusCode, problem: isProblem ? answer.json<Problem>() : null };
}

const prepared = new Map<string, Asked>();
/** What a request is about is made once: everything sent here is refused and leaves it as it was. */
async function prepare(route: string): Promise<Asked> {
  const asked = prepared.get(route) ?? (await REQUESTS[route]!(stage));
  prepared.set(route, asked);
  return asked;
}
const withBody = () => writing.filter(({ hasBody }) => hasBody).map(({ route }) => route);

/** Every text in a document, with its pointer and a copy of the document in which it is another one. */
function textsOf(body: unknown): { pointer: string; replaced: (by: (text: string) => string) => unknown }[] {
  if (typeof body === 'string') return [{ pointer: '', replaced: (by) => by(body) }];
  if (typeof body !== 'object' || body === null) return [];
  return Object.entries(body).flatMap(([key, value]) =>
    textsOf(value).map(({ pointer, replaced }) => ({
      pointer: `/${key}${pointer}`,
      replaced: (by) => {
        const copy = structuredClone(body) as Record<string, unknown>;
        copy[key] = replaced(by);
        return copy;
      },
    })),
  );
}

describe('bodies that are not what a route takes', () => {
  test('the sweep knows every route that takes a body', () => {
    expect(withBody().length).toBeGreaterThanOrEqual(13);
    expect(
      writing
        .filter(({ hasBody }) => !hasBody)
        .map(({ route }) => route)
        .toSorted(),
    ).toEqual([
      'POST /api/auth/logout',
      'POST /api/clearance-requests/:id/lines/:line/accept',
      'POST /api/clearance-requests/:id/withdraw',
      'POST /api/comments/:id/restore',
      'POST /api/federation/settlements/:id/confirm',
      'POST /api/federation/settlements/:id/withdraw',
      'POST /api/grants/:id/keep',
      'POST /api/grants/:id/resume',
      'POST /api/imports/:id/apply',
      'POST /api/imports/:id/cancel',
      'POST /api/imports/:id/resume',
      'POST /api/me/social-keys',
      'POST /api/notifications/:id/read',
      'POST /api/notifications/read',
      'POST /api/payouts/payments/:id/settle',
      'POST /api/payouts/runs/:id/approve',
      'POST /api/payouts/runs/:id/cancel',
      'POST /api/payouts/runs/:id/settle',
      'POST /api/royalties/periods/:id/close',
      'POST /api/social/instance-keys',
      'PUT /api/flips/:hash/boost',
      'PUT /api/flips/:hash/like',
      'PUT /api/producers/:handle/follow',
      'PUT /api/social/actors/:id/follow',
    ]);
  });

  test.each([
    'audio/wav',
    'audio/flac',
    'audio/mpeg',
    'multipart/form-data; boundary=x',
    'application/octet-stream',
    'application/x-www-form-urlencoded',
    'text/plain',
    'text/json',
    'video/mp4',
  ])('%s is refused everywhere', async (type) => {
    for (const { route } of writing) {
      const { status, problem } = await send(
        route,
        await prepare(route),
        Buffer.from('RIFF\u0004WAVEfmt '),
        type,
      );
      expect([route, status, problem?.code]).toEqual([route, 415, 'unsupported_media_type']);
    }
  });

  test('a body over the limit is refused everywhere', async () => {
    const large = JSON.stringify({ name: 'x'.repeat(600 * 1_024) });
    for (const { route } of writing) {
      const { status, problem } = await send(route, await prepare(route), large);
      expect([route, status, problem?.code]).toEqual([route, 413, 'payload_too_large']);
    }
  });

  test.each([
    ['broken JSON', '{"name":'],
    ['nothing', ''],
    ['a word', 'null'],
    ['a list', '[]'],
    ['a number too many', '1e999'],
    ['lists in lists', '['.repeat(30_000) + ']'.repeat(30_000)],
    ['objects in objects', '{"a":'.repeat(9_000) + '1' + '}'.repeat(9_000)],
    ['a prototype', '{"__proto__":{"operator":true}}'],
    ['a constructor', '{"constructor":{"prototype":{"operator":true}}}'],
  ])('%s is refused everywhere', async (_name, payload) => {
    for (const route of withBody()) {
      const { status, problem } = await send(route, await prepare(route), payload);
      expect([route, status, problem?.code]).toEqual([route, 400, 'invalid_request']);
    }
    expect(({} as { operator?: boolean }).operator).toBeUndefined();
  });

  test('a prototype deep in a body that is right otherwise is refused', async () => {
    for (const route of withBody()) {
      const asked = await prepare(route);
      const payload = JSON.stringify(asked.body).replace(/\}$/, ',"__proto__":{"x":1}}');
      expect([route, (await send(route, asked, payload)).status]).toEqual([route, 400]);
    }
  });

  test('a field that is not known is named', async () => {
    for (const route of withBody()) {
      const asked = await prepare(route);
      const { status, problem } = await send(
        route,
        asked,
        JSON.stringify({ ...asked.body, 'no/such~field': 1 }),
      );
      expect([route, status, problem?.errors.map(({ pointer }) => pointer)]).toEqual([
        route,
        400,
        ['/no~1such~0field'],
      ]);
    }
  });
});

describe('text that cannot be kept', () => {
  test.each([
    ['U+0000', (text: string) => `${text}\u0000`, 'U+0000'],
    ['half a character', (text: string) => `\ud83c${text}`, 'surrogate'],
  ])('%s is refused in every text of every body, by its pointer', async (_name, spoil, word) => {
    let fields = 0;
    for (const route of withBody()) {
      const asked = await prepare(route);
      for (const { pointer, replaced } of textsOf(asked.body)) {
        const { status, problem } = await send(route, asked, JSON.stringify(replaced(spoil)));
        expect([route, status, problem?.errors]).toEqual([
          route,
          400,
          [{ pointer, detail: expect.stringContaining(word) }],
        ]);
        fields += 1;
      }
    }
    expect(fields).toBeGreaterThan(60);
  });

  test('is refused as the name of a field, and in a query', async () => {
    for (const route of withBody()) {
      const asked = await prepare(route);
      const { status } = await send(route, asked, JSON.stringify({ ...asked.body, 'a\u0000': 1 }));
      expect([route, status]).toEqual([route, 400]);
    }
    const { world } = stage;
    for (const url of [
      '/api/recordings?q=a%00',
      '/api/auth/login?returnTo=/%00',
      '/api/feed?tag=%00',
      '/feed.atom?tag=%00',
    ])
      expect([url, (await world.get(url)).status]).toEqual([url, 400]);
    for (const url of ['/r/%00', '/api/auth/callback/%00', '/api/producers/%00', '/api/recordings/%00'])
      expect([url, (await world.get(url)).status < 500]).toEqual([url, true]);
  });

  test('is refused by the forms of the login issuer too', async () => {
    const { world } = stage;
    const browser = new Browser(world.app);
    const page = await browser.openLogin();
    const form = { login: 'a\u0000b', password: 'wrong\u0000', name: 'N\u0000', email: '' };
    expect((await browser.send('POST', page, { form })).statusCode).toBe(400);
    const right = { ...form, login: 'fine', password: 'correct horse battery' };
    expect((await browser.send('POST', `${page}/register`, { form: right })).statusCode).toBe(400);
    expect((await browser.send('POST', page)).statusCode).toBe(400);
    expect((await browser.send('POST', page, { json: {} })).statusCode).toBe(415);
  });
});

describe('numbers and positions', () => {
  const strange = (key: string, id: string) => encodeCursor({ key, id });
  const [uuid, hash] = [newId(), `sha256-${'a'.repeat(64)}`];

  test.each([
    ...['0', '-1', '1.5', '501', '1e9', '1e999', 'NaN', 'ten', '', '%00', '99999999999999999999'].map(
      (value) => `limit=${value}`,
    ),
    'limit=1&limit=2',
    'cursor=',
    'cursor=%00',
    'cursor=AAAA',
    `cursor=${'A'.repeat(300)}`,
    'cursor=a.b',
    'cursor=a&cursor=b',
    ...[
      strange('', ''),
      strange('x', uuid),
      strange('0000-01-01T00:00:00.000Z', uuid),
      strange('0000-01-01T00:00:00.000Z', hash),
      strange('9999-99-99T00:00:00.000Z', hash),
      strange('2026-01-01T00:00:00.000Z', 'x'),
      strange('grant', 'x'),
      Buffer.from('2147483648').toString('base64url'),
      Buffer.from('-1').toString('base64url'),
      Buffer.from('1.5').toString('base64url'),
      Buffer.from('["a"').toString('base64url'),
    ].map((cursor) => `cursor=${cursor}`),
    'no-such-parameter=1',
  ])('%s is no page of any listing', async (query) => {
    expect(listings.length).toBeGreaterThanOrEqual(6);
    const { world, cast } = stage;
    for (const route of listings) {
      const { url } = await prepare(route);
      const answer = await world.get(`${url.split('?', 1)[0]}?${query}`, cast.omnipotent);
      expect([route, answer.status, (answer.json as Problem).code]).toEqual([route, 400, 'invalid_request']);
      expect((answer.json as Problem).errors[0]?.pointer).toMatch(/^\/query\/[a-z-]+$/);
    }
  });

  test('a page has 100 rows at most, in a party’s catalogue 500', async () => {
    for (const route of listings) {
      const { url } = await prepare(route);
      const answer = await stage.world.get(`${url.split('?', 1)[0]}?limit=101`, stage.cast.omnipotent);
      const isTable = route === 'GET /api/parties/:id/catalogue';
      expect([route, answer.status]).toEqual([route, isTable ? 200 : 400]);
    }
  });

  test('a rate beyond any column is refused, for tariffs and for grants', async () => {
    const perPlayMicros = '9'.repeat(30);
    const tariff = await prepare('POST /api/tariffs');
    const refused = await send(
      'POST /api/tariffs',
      tariff,
      JSON.stringify({ ...tariff.body, perPlayMicros }),
    );
    expect(refused).toMatchObject({ status: 400, problem: { errors: [{ pointer: '/perPlayMicros' }] } });
    const minimumRate = { currency: 'EUR', perPlayMicros };
    for (const route of ['POST /api/parties/:id/grants', 'PUT /api/grants/:id']) {
      const asked = await prepare(route);
      expect(await send(route, asked, JSON.stringify({ ...asked.body, minimumRate }))).toMatchObject({
        status: 400,
        problem: { errors: [{ pointer: '/minimumRate/perPlayMicros' }] },
      });
    }
  });
});

describe('the same at the same moment', () => {
  test('one of two gets a handle or an identifier, the other is told', async () => {
    const { world } = stage;
    const [one, two] = [await world.user('twin-one'), await world.user('twin-two')];
    const change = async (user: typeof one) =>
      await world.app.inject({
        method: 'PATCH',
        url: '/api/me',
        headers: { authorization: `Bearer ${user.token}` },
        payload: { handle: 'wanted' },
      });
    const handles = await Promise.all([change(one), change(two)]);
    expect(handles.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 409]);
    const party = { name: 'A', kind: 'PERSON', isni: '0000000121032683' };
    const made = await Promise.all([1, 2, 3].map(() => world.post('/api/parties', one, party)));
    expect(made.map(({ status }) => status).toSorted()).toEqual([201, 409, 409]);
  });
});
