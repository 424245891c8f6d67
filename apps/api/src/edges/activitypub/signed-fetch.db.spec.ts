import { verifyRequest } from '@fedify/fedify';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { FlipWorld } from '../http/common/flip-world.fixture.ts';
import type { User } from '../http/common/flip-world.fixture.ts';
import { RemoteServer } from './remote-server.fixture.ts';

let [world, remote]: [FlipWorld, RemoteServer] = [] as never;
const accept = 'application/activity+json';
let ada: User;
/** How many requests were turned away. */
let refused = 0;

beforeAll(async () => {
  world = await FlipWorld.open({ allowPrivateNetworks: true });
  remote = await RemoteServer.start();
  ada = await world.user('ada');
  // Its keys are made when they are first needed, which takes longer than a busy server is waited for.
  await world.app.inject({ url: '/ap/users/instance', headers: { accept } });
}, 120_000);
afterEach(() => {
  remote.hits.length = 0;
  refused = 0;
});
afterAll(async () => {
  remote?.stop();
  await world?.close();
});

const search = (words: string) => world.get(`/api/social/search?q=${encodeURIComponent(words)}`, ada);

/** A server that shows nothing to strangers: whoever asks signs, with a key that the own actor names. */
const admitsSigned = (also: (request: Request) => boolean) => async (request: Request) => {
  const key = await verifyRequest(request, {
    documentLoader: async (url) => {
      const { pathname } = new URL(url);
      const answer = await world.app.inject({ url: pathname, headers: { accept } });
      return { contextUrl: null, documentUrl: url, document: answer.json() };
    },
  });
  const admitted = key?.ownerId?.href === 'http://flipside.test/ap/users/instance' && also(request);
  if (!admitted) refused += 1;
  return admitted;
};
const isNew = ({ headers }: Request) => headers.has('signature-input');

test('a server that demands signatures on reads is read, by RFC 9421', async () => {
  remote.admits = admitsSigned(isNew);
  const found = await search(await remote.actor('nora'));
  expect(found.json).toMatchObject({ kind: 'actor' });
  expect(new Set(remote.hits)).toEqual(new Set(['/users/nora']));
  expect(refused).toBe(0);
});

test('one that knows the older signatures only is knocked at in vain once', async () => {
  remote.admits = admitsSigned((request) => !isNew(request));
  expect((await search(await remote.actor('olaf'))).status).toBe(200);
  expect((await search(await remote.actor('pia'))).status).toBe(200);
  expect(refused).toBe(1);
});

test('a redirect is signed anew, for where it leads', async () => {
  remote.admits = admitsSigned(() => true);
  await remote.actor('quin');
  remote.documents.set('/@quin', {
    type: 'text/html',
    body: '',
    status: 302,
    headers: { location: '/users/quin' },
  });
  expect((await search(`${remote.origin}/@quin`)).json).toMatchObject({ kind: 'actor' });
  expect(remote.hits).toContain('/users/quin');
});

test('who is refused either way is told so', async () => {
  remote.admits = () => Promise.resolve(false);
  expect(await search(await remote.actor('rhea'))).toMatchObject({ status: 502 });
});
