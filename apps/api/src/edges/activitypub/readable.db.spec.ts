import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { flip, FlipWorld, recipeHash } from '../http/common/flip-world.fixture.ts';
import type { User } from '../http/common/flip-world.fixture.ts';

/** What Mastodon and its kin read, to the letter: a changed name is a flip that they show no more. */

const ISRC = 'GBTST2500001';
const HOME = 'http://flipside.test';
const headers = { accept: 'application/activity+json' };
let world: FlipWorld;
let [ada, hash, code]: [User, string, string] = [] as never;

beforeAll(async () => {
  world = await FlipWorld.open();
  const olga = await world.user('olga', { operator: true });
  ada = await world.user('ada-lane');
  await world.tariff(olga);
  const party = await world.party(ada, 'North & Label');
  await world.recording(olga, ISRC, { label: party, writer: party, title: 'Paper Lanterns' });
  for (const side of ['MASTER', 'COMPOSITION'])
    await world.post(`/api/parties/${party}/grants`, ada, { side, subject: { kind: 'CATALOGUE' } });
  const recipe = flip([ISRC], 'Slow <Tide>');
  hash = recipeHash(recipe);
  const made = await world.post('/api/recipes', ada, { recipe, tags: ['house', 'night-drive'] });
  code = (made.json as { code: string }).code;
}, 120_000);
afterAll(() => world?.close());

async function read(url: string): Promise<Record<string, unknown>> {
  const answer = await world.app.inject({ url, headers });
  expect([answer.statusCode, answer.headers['content-type']]).toEqual([
    200,
    expect.stringMatching(/^application\/(?:activity|jrd)?\+?json/),
  ]);
  return answer.json();
}

test('the note of a flip', async () => {
  const { '@context': context, published, ...note } = await read(`/ap/flips/${hash}`);
  expect([context].flat()).toContain('https://www.w3.org/ns/activitystreams');
  expect(published).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,3})?Z$/);
  const actor = `${HOME}/ap/users/${ada.id}`;
  expect(note).toEqual({
    id: `${HOME}/ap/flips/${hash}`,
    type: 'Note',
    attributedTo: actor,
    to: 'as:Public',
    cc: `${actor}/followers`,
    name: 'Slow <Tide>',
    url: `${HOME}/r/${code}`,
    content: [
      '<p><strong>Slow &lt;Tide&gt;</strong><br>a flip by Ada-lane</p>',
      '<p>Made from:<br>The Artist – Paper Lanterns (North &amp; Label)</p>',
      `<p><a href="${HOME}/r/${code}">${HOME}/r/${code}</a></p>`,
      `<p><a href="${HOME}/?tag=house" class="mention hashtag" rel="tag">#<span>house</span></a> `,
      `<a href="${HOME}/?tag=night-drive" class="mention hashtag" rel="tag">#<span>night_drive</span></a></p>`,
    ].join(''),
    source: { content: expect.stringContaining('Remixed by Ada-lane'), mediaType: 'text/plain' },
    tag: [
      {
        type: 'Link',
        mediaType: 'application/vnd.flipside.recipe+json',
        href: `${HOME}/api/recipes/${hash}/document`,
        name: 'Slow <Tide> by Ada-lane',
      },
      { type: 'Hashtag', href: `${HOME}/?tag=house`, name: '#house' },
      { type: 'Hashtag', href: `${HOME}/?tag=night-drive`, name: '#night_drive' },
    ],
  });
});

test('the actor', async () => {
  const {
    '@context': _context,
    published: _published,
    publicKey,
    assertionMethod,
    ...actor
  } = await read(`/ap/users/${ada.id}`);
  const id = `${HOME}/ap/users/${ada.id}`;
  expect(actor).toEqual({
    id,
    type: 'Person',
    preferredUsername: 'ada-lane',
    name: 'Ada-lane',
    url: `${HOME}/?producer=ada-lane`,
    inbox: `${id}/inbox`,
    outbox: `${id}/outbox`,
    followers: `${id}/followers`,
    following: `${id}/following`,
    endpoints: { sharedInbox: `${HOME}/ap/inbox` },
    manuallyApprovesFollowers: false,
    discoverable: true,
  });
  expect(publicKey).toEqual({
    id: expect.stringMatching(new RegExp(`^${id}#key-`)),
    type: 'CryptographicKey',
    owner: id,
    publicKeyPem: expect.stringMatching(/^-----BEGIN PUBLIC KEY-----\n/),
  });
  expect(assertionMethod).toEqual(
    expect.arrayContaining([
      {
        id: expect.stringMatching(new RegExp(`^${id}#key-`)),
        type: 'Multikey',
        controller: id,
        publicKeyMultibase: expect.stringMatching(/^z6Mk/),
      },
    ]),
  );
});

test('WebFinger, by handle and by address', async () => {
  const id = `${HOME}/ap/users/${ada.id}`;
  const links = [
    { rel: 'self', href: id, type: 'application/activity+json' },
    { rel: 'http://webfinger.net/rel/profile-page', href: `${HOME}/?producer=ada-lane` },
  ];
  const byHandle = await read('/.well-known/webfinger?resource=acct:ada-lane@flipside.test');
  expect(byHandle).toEqual({ subject: 'acct:ada-lane@flipside.test', aliases: [id], links });
  const byAddress = await read(`/.well-known/webfinger?resource=${encodeURIComponent(id)}`);
  expect(byAddress).toEqual({ subject: id, aliases: ['acct:ada-lane@flipside.test'], links });
});

test('NodeInfo', async () => {
  const { links } = (await read('/.well-known/nodeinfo')) as { links: object[] };
  expect(links).toEqual([
    {
      rel: 'http://nodeinfo.diaspora.software/ns/schema/2.1',
      href: `${HOME}/nodeinfo/2.1`,
      type: expect.any(String),
    },
  ]);
  expect(await read('/nodeinfo/2.1')).toEqual({
    $schema: 'http://nodeinfo.diaspora.software/ns/schema/2.1#',
    version: '2.1',
    software: { name: 'flipside', version: '0.1.0' },
    protocols: ['activitypub'],
    services: { inbound: [], outbound: [] },
    openRegistrations: expect.any(Boolean),
    usage: { users: { total: 2, activeMonth: 1, activeHalfyear: 1 }, localPosts: 1, localComments: 0 },
    metadata: {},
  });
});

test('the share page has a card with a picture, and leads to the note, also of a flip that came back', async () => {
  const meta = (page: string, property: string) =>
    new RegExp(`<meta (?:property|name)="${property}" content="([^"]*)"`).exec(page)?.[1];
  const alternate = (page: string) =>
    /rel="alternate" type="application\/activity\+json" href="([^"]*)"/.exec(page)?.[1];
  const { text } = await world.get(`/r/${code}`);
  expect(meta(text, 'og:title')).toBe('Slow &lt;Tide&gt; – Ada-lane');
  expect(meta(text, 'og:description')).toContain('Made from The Artist – Paper Lanterns.');
  expect(meta(text, 'og:image')).toBe(`${HOME}/r/${code}/card.png`);
  expect([meta(text, 'og:image:width'), meta(text, 'og:image:height')]).toEqual(['1200', '630']);
  expect(meta(text, 'og:image:alt')).toBe(
    'Slow &lt;Tide&gt; by Ada-lane. Made from The Artist – Paper Lanterns.',
  );
  expect(meta(text, 'twitter:card')).toBe('summary_large_image');
  const { rawPayload, headers: told } = await world.app.inject({ url: `/r/${code}/card.png` });
  expect(told['content-type']).toBe('image/png');
  expect(rawPayload.subarray(0, 8)).toEqual(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'));
  expect([rawPayload.readUInt32BE(16), rawPayload.readUInt32BE(20)]).toEqual([1_200, 630]);
  expect(alternate(text)).toBe(`${HOME}/ap/flips/${hash}`);
  await world.post(`/api/recipes/${hash}/take-down`, ada, {});
  expect((await world.get(`/r/${code}/card.png`)).status).toBe(410);
  await world.post(`/api/recipes/${hash}/bring-back`, ada, {});
  const back = alternate((await world.get(`/r/${code}`)).text);
  expect(back).toBe(`${HOME}/ap/flips/${hash}/1`);
  expect(await read(new URL(back!).pathname)).toMatchObject({ id: back });
});

test('oEmbed answers 501 for the format that it does not offer', async () => {
  const url = encodeURIComponent(`${HOME}/r/${code}`);
  expect(await world.get(`/oembed?url=${url}&format=xml`)).toMatchObject({
    status: 501,
    json: { code: 'not_implemented' },
  });
  expect((await world.get(`/oembed?url=${url}&format=json`)).status).toBe(200);
  expect((await world.get(`/oembed?url=${url}&format=yaml`)).status).toBe(400);
});
