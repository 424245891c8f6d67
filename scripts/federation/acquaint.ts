import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { signRecipe } from '@flipside/recipe';
import { demoFlip } from '../../prisma/demo/recipe.ts';
import { RECORDINGS } from '../../prisma/seed.data.ts';
import { FLIPS, FOLLOWS, PARTS } from './cast.ts';
import type { Name } from './cast.ts';
import type { Member } from './member.ts';

export type Members = Readonly<Record<Name, Member>>;

interface Peers {
  readonly fingerprint: string;
  readonly items: readonly { readonly id: string; readonly url: string; readonly state: string }[];
}

interface Preview {
  readonly clearance: { readonly state: string };
}

const PATIENCE_MS = 60_000;
const PAUSE_MS = 200;

async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`waited a minute in vain: ${what}`);
    await sleep(PAUSE_MS);
  }
}

/** Lists the other and confirms the keys that its operator reads out, as two people would. */
async function befriend(one: Member, other: Member): Promise<void> {
  const { operator } = PARTS[one.name];
  const url = '/api/federation/peers';
  const { items } = await one.get<Peers>(operator, url);
  const known = items.find((peer) => peer.url === other.baseUrl);
  if (known !== undefined && known.state !== 'PROPOSED') return;
  const propose = async () =>
    (await one.ask<{ id: string }>(operator, 'POST', url, { body: { url: other.baseUrl } })).body;
  const { id } = known ?? (await propose());
  const { fingerprint } = await other.get<Peers>(PARTS[other.name].operator, url);
  await one.ask(operator, 'POST', `${url}/${id}/confirm`, { body: { keys: fingerprint } });
}

/** A's catalogue gets the recordings by name; their rights stay with C, and are read from its log. */
async function listMusic({ a }: Members): Promise<void> {
  const { operator } = PARTS.a;
  for (const { isrc } of RECORDINGS)
    await until(`A has read of ${isrc} in the log of C`, async () => {
      // 404: not read yet. 409: listed by an earlier start.
      const how = { body: { isrc }, also: [404, 409] };
      return (await a.ask(operator, 'POST', '/api/federation/recordings', how)).status !== 404;
    });
}

async function follow(members: Members, [who, on, whom, at]: (typeof FOLLOWS)[number]): Promise<void> {
  const [here, there] = [members[on], members[at]];
  const handle = encodeURIComponent(`@${await handleOf(there, whom)}@${there.host}`);
  const { actorId } = await here.get<{ actorId: string }>(who, `/api/social/search?q=${handle}`);
  await here.ask(who, 'PUT', `/api/social/actors/${actorId}/follow`);
  await until(`${who} on ${on} follows ${whom} on ${at}`, async () => {
    const actor = await here.get<{ follow: string }>(who, `/api/social/actors/${actorId}`);
    return actor.follow === 'ACCEPTED';
  });
}

const handleOf = async (member: Member, login: string): Promise<string> =>
  (await member.get<{ user: { handle: string } }>(login, '/api/me')).user.handle;

const titles = (page: { items: { local: null; remote: { title: string } | null }[] }): string[] =>
  page.items.flatMap(({ remote }) => remote?.title ?? []);

async function publish({ a, b }: Members): Promise<void> {
  const { items } = await a.get<{ items: { title: string }[] }>('tessel', '/api/feed');
  const there = new Set(items.map(({ title }) => title));
  for (const arrangement of FLIPS.filter(({ title }) => !there.has(title))) {
    const { producer, tags } = arrangement;
    const recipe = signRecipe(demoFlip(arrangement), randomBytes(32), new Date());
    await until(`C's opt-ins clear ${arrangement.title} on A`, async () => {
      const how = { body: { recipe: demoFlip(arrangement) } };
      const { body } = await a.ask<Preview>(producer, 'POST', '/api/recipes/preview', how);
      return body.clearance.state === 'CLEARED';
    });
    await a.ask(producer, 'POST', '/api/recipes', { body: { recipe, tags } });
  }
  await until("A's flips are in Noor's feed on B", async () => {
    const shown = titles(await b.get('noor', '/api/social/feed'));
    return FLIPS.every(({ title }) => shown.includes(title));
  });
}

/** Makes three strangers peers whose people follow each other. Each step is done once; one that was cut off is taken up. */
export async function acquaint(members: Members, say: (line: string) => void): Promise<void> {
  const all = Object.values(members);
  say('Confirming each other’s keys …');
  for (const one of all) for (const other of all) if (one !== other) await befriend(one, other);
  say('Reading C’s log, and listing its music on A …');
  await listMusic(members);
  say('Following …');
  for (const each of FOLLOWS) await follow(members, each);
  say('Publishing on A, and waiting for B …');
  await publish(members);
}
