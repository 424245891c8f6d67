import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { flip } from '../../../apps/api/src/edges/http/common/flip-world.fixture.ts';
import type { Api } from '../../support/api.ts';
import { Device } from '../../support/played-world.ts';
import { FaultProxy } from './fault-proxy.ts';
import type { Passing } from './fault-proxy.ts';
import { Days, eventually, Server } from './server.ts';

export const ISRC = 'GBTST2500001';
const SIDES = ['MASTER', 'COMPOSITION'] as const;
const TARIFF = {
  ...{ kind: 'PER_PLAY', currency: 'EUR', perPlayMicros: '4000', masterPpm: 500_000 },
  ...{ compositionPpm: 150_000, remixerPpm: 250_000, platformPpm: 100_000 },
};

export interface Published {
  readonly hash: string;
  readonly code: string;
}

interface Granted {
  readonly id: string;
  readonly recipe: string;
}

interface Peers {
  readonly fingerprint: string;
  readonly items: { id: string; url: string }[];
}

/** A settlement as its instance tells it. */
export interface Settled {
  readonly id: string;
  readonly period: string;
  readonly state: string;
  readonly totalMicros: string;
  readonly acceptedMicros: string | null;
  readonly disputed: number;
}

const LOOK_MS = 500;

interface FeedPage {
  readonly items: { remote: { hash: string; id: string } | null }[];
}

/** A publishes, B listens, C keeps the rights: peers of each other, behind one proxy, on one clock. */
export class Trio {
  readonly directory = mkdtempSync(join(tmpdir(), 'flipside-trio-'));
  readonly days = new Days(this.directory);
  readonly proxy: FaultProxy;
  a: Server = null as never;
  b: Server = null as never;
  c: Server = null as never;
  /** Operators by the instance's name, and people. */
  readonly operators: Record<string, Api> = {};
  /** Payments are confirmed by another operator than the one who wrote them down. */
  readonly seconds: Record<string, Api> = {};
  ada: Api = null as never;
  ben: Api = null as never;
  cleo: Api = null as never;
  label = '';
  actorId = '';
  #serial = 0;
  #passed = 0;

  constructor(next: (below: number) => number) {
    this.proxy = new FaultProxy(next);
  }

  get servers(): readonly Server[] {
    return [this.a, this.b, this.c];
  }

  async open(): Promise<void> {
    const { proxy, days } = this;
    Server.warm(days);
    [this.a, this.b, this.c] = await Promise.all([
      Server.open('a', proxy, days),
      Server.open('b', proxy, days),
      Server.open('c', proxy, days),
    ]);
    for (const server of this.servers) {
      const operator = await server.user(`olga-${server.name}`, true);
      this.operators[server.name] = operator;
      this.seconds[server.name] = await server.user(`otto-${server.name}`, true);
      await operator.post('/api/tariffs', TARIFF);
    }
    [this.ada, this.ben, this.cleo] = [
      await this.a.user('ada'),
      await this.b.user('ben'),
      await this.c.user('cleo'),
    ];
    await this.#keepRights();
    for (const one of this.servers)
      for (const other of this.servers) if (one !== other) await this.#befriend(one, other);
    await eventually('A lists the recording of C', async () => {
      const body = { isrc: ISRC };
      return (await this.operators['a']!.send('POST', '/api/federation/recordings', body)).status === 201;
    });
    await eventually('A may use it', () => this.isCleared());
    await this.#follow();
  }

  async close(): Promise<void> {
    for (const server of this.servers) await server?.close();
    await this.proxy.close();
    rmSync(this.directory, { recursive: true, force: true });
  }

  /**
   * While it waits half an hour passes with each half second, so that pauses after failures end: what is due is done, and no
   * patience or lease of days is over.
   */
  async inTime<T>(what: string, find: () => Promise<T | null | false>): Promise<T> {
    this.#passed = Math.max(this.#passed, Date.now());
    return await eventually(what, async () => {
      const found = await find();
      if (Date.now() - this.#passed < LOOK_MS) return found;
      this.#passed = Date.now();
      this.days.pass(1 / 48);
      return found;
    });
  }

  /** Kills a server when such a request comes by, before it arrives. @returns waits for that. */
  killWhen(matches: (passing: Passing) => boolean, victim: Server): () => Promise<void> {
    let isDead = false;
    const killed = this.proxy.when(matches, async () => {
      await victim.kill();
      isDead = true;
    });
    return async () => {
      await this.inTime(`a request finds ${victim.name}`, () => Promise.resolve(isDead));
      await killed;
    };
  }

  async publish(title: string): Promise<Published> {
    this.#serial += 1;
    const recipe = flip([ISRC], `${title} ${this.#serial}`);
    return await eventually(`${title} is published`, async () => {
      const { status, body } = await this.ada.send<Published>('POST', '/api/recipes', { recipe, tags: [] });
      return status === 201 ? body : null;
    });
  }

  async takeDown({ hash }: Published): Promise<void> {
    await eventually('it is taken down', async () => {
      const { status } = await this.ada.send('POST', `/api/recipes/${hash}/take-down`, {});
      return status < 300 || status === 409;
    });
  }

  /** Hashes of A's flips in Ben's feed on B, in order. */
  async feed(): Promise<string[]> {
    const { items } = await this.ben.get<FeedPage>('/api/social/feed?limit=100');
    return items.flatMap(({ remote }) => remote?.hash ?? []).sort();
  }

  async isCleared(at: Server = this.a): Promise<boolean> {
    const { state } = await at.as(null).get<{ state: string }>(`/api/recordings/${ISRC}/clearance`);
    return state === 'CLEARED';
  }

  /** What B says when a device asks whether it may play. */
  async askToPlay(hash: string, device = new Device()): Promise<{ status: number; body: Granted }> {
    const ask = { recipe: hash, device: device.did };
    return await this.b.as(null).send<Granted>('POST', '/api/plays/grants', ask);
  }

  /** A play on B that is heard by a device of its own and reported twice, however often that takes. */
  async hear(hash: string): Promise<void> {
    const device = new Device();
    const grant = await eventually('a play is granted', async () => {
      const { status, body } = await this.askToPlay(hash, device);
      return status === 201 ? body : null;
    });
    const receipt = device.receipt(grant, this.days.now(), 8_000, { home: this.b.url });
    for (const accepted of [['counted', 'duplicate'], ['duplicate']])
      await eventually('it is counted', async () => {
        const report = { receipts: [receipt] };
        const { results } = await this.b
          .as(null)
          .post<{ results: { status: string }[] }>('/api/plays', report);
        return accepted.includes(results[0]!.status);
      });
  }

  /** One more leaf in C's log of consents: somebody opts in. @returns who. */
  async grow(): Promise<string> {
    return await eventually('somebody opts in', async () => {
      const { id } = await this.cleo.post<{ id: string }>('/api/parties', { name: 'New', kind: 'PERSON' });
      const everything = { side: 'MASTER', subject: { kind: 'CATALOGUE' } };
      await this.cleo.post(`/api/parties/${id}/grants`, everything);
      return id;
    });
  }

  /** Whether an instance has read all of another's log of consents. */
  async hasRead(at: Server, other: Server): Promise<boolean> {
    const [head] = await other.query<{ size: string }>(
      `SELECT size::text FROM log_head WHERE log = 'consent' AND NOT EXISTS (SELECT 1 FROM log_pending)`,
    );
    const [place] = await at.query<{ cursor: string }>(
      `SELECT l.cursor::text FROM peer_log l JOIN peer p ON p.id = l.peer_id WHERE l.log = 'consent' AND p.url = $1`,
      [other.url],
    );
    return head !== undefined && head.size === place?.cursor;
  }

  /** B's month is closed, once it has heard what the others say, as its operator sees. @returns which. */
  async closeMonth(): Promise<string> {
    for (const other of [this.a, this.c])
      await this.inTime(`B has heard ${other.name}`, () => this.hasRead(this.b, other));
    const url = '/api/royalties/periods';
    const month = await eventually('a month is open', async () => {
      const { items } = await this.operators['b']!.get<{ items: { id: string; state: string }[] }>(url);
      return items.find(({ state }) => state === 'OPEN')?.id ?? null;
    });
    await eventually('it is closed', async () => {
      await this.operators['b']!.post(`${url}/${month}/close`);
      return true;
    });
    return month;
  }

  async settlements(one: Server, other: Server): Promise<Settled[]> {
    const url = `/api/federation/peers/${await this.peerOf(one, other)}/settlements`;
    return (await this.operators[one.name]!.get<{ items: Settled[] }>(url)).items;
  }

  /** One operator writes the payment down, another confirms it. */
  async pay(at: Server, { id, period }: Settled): Promise<void> {
    const url = `/api/federation/settlements/${id}`;
    await this.operators[at.name]!.post(`${url}/prepare`, { reference: `SEPA ${period}` });
    await this.seconds[at.name]!.post(`${url}/confirm`, {});
  }

  async isPageGone({ code }: Published): Promise<boolean> {
    return (await fetch(`${this.a.url}/r/${code}`)).status === 410;
  }

  /** Cleo takes back what she opted in with for one side: both have to say yes. */
  async withdraw(): Promise<void> {
    await eventually('it is withdrawn', async () => {
      const [first] = await this.grants();
      if (first?.state === 'GRANTED')
        await this.cleo.post(`/api/grants/${first.id}/withdraw`, { reason: 'No more' });
      return true;
    });
  }

  async peerOf(one: Server, other: Server): Promise<string> {
    const { items } = await this.operators[one.name]!.get<Peers>('/api/federation/peers');
    return items.find(({ url }) => url === other.url)!.id;
  }

  /** Cleo opts in anew with everything, on both sides. */
  async optIn(): Promise<void> {
    const url = `/api/parties/${this.label}/grants`;
    for (const { id, state } of await this.grants())
      if (state !== 'GRANTED')
        await this.cleo.expect('PUT', `/api/grants/${id}`, { policy: 'MONETISE', scope: {} });
    if ((await this.grants()).length > 0) return;
    for (const side of SIDES) await this.cleo.post(url, { side, subject: { kind: 'CATALOGUE' } });
  }

  async grants(): Promise<{ id: string; state: string }[]> {
    const url = `/api/parties/${this.label}/grants`;
    return (await this.cleo.get<{ items: { id: string; state: string }[] }>(url)).items;
  }

  async #keepRights(): Promise<void> {
    const { id } = await this.cleo.post<{ id: string }>('/api/parties', {
      ...{ name: 'North Label', kind: 'ORGANISATION' },
    });
    this.label = id;
    const whole = { partyId: id, ppm: 1_000_000 };
    await this.operators['c']!.post('/api/recordings', {
      ...{ isrc: ISRC, title: 'Far Shore', artist: 'The Artist', durationMs: 240_000, bpm: 120 },
      shares: [{ ...whole, role: 'LABEL' }],
      contributors: [{ partyId: id, role: 'MAIN_ARTIST' }],
      works: [
        {
          ...{ title: 'Far Shore', ppm: 1_000_000, shares: [{ ...whole, role: 'COMPOSER' }] },
          contributors: [{ partyId: id, role: 'COMPOSER' }],
        },
      ],
    });
    await this.optIn();
  }

  async #befriend(one: Server, other: Server): Promise<void> {
    const [mine, theirs] = [this.operators[one.name]!, this.operators[other.name]!];
    const { id } = await mine.post<{ id: string }>('/api/federation/peers', { url: other.url });
    const { fingerprint } = await theirs.get<Peers>('/api/federation/peers');
    await mine.post(`/api/federation/peers/${id}/confirm`, { keys: fingerprint });
  }

  async #follow(): Promise<void> {
    const who = encodeURIComponent(`@ada@${this.a.host}`);
    const { actorId } = await this.ben.get<{ actorId: string }>(`/api/social/search?q=${who}`);
    this.actorId = actorId;
    await this.ben.expect('PUT', `/api/social/actors/${actorId}/follow`);
    await eventually('the follow is accepted', async () => {
      const { follow } = await this.ben.get<{ follow: string }>(`/api/social/actors/${actorId}`);
      return follow === 'ACCEPTED';
    });
  }
}
