import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { flip, FlipWorld } from '../../../apps/api/src/edges/http/common/flip-world.fixture.ts';
import type { User } from '../../../apps/api/src/edges/http/common/flip-world.fixture.ts';
import { startJobs } from '../../../apps/api/src/create-app.ts';
import type { Config } from '../../../apps/api/src/platform/config/config.ts';

const PATIENCE_MS = 10_000;

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Waits until it gives something other than `null` or `false`. */
export async function until<T>(what: string, find: () => Promise<T | null | false>): Promise<T> {
  const end = Date.now() + PATIENCE_MS;
  let last: unknown = null;
  while (Date.now() < end) {
    try {
      const found = await find();
      if (found !== null && found !== false) return found;
    } catch (error) {
      last = error;
    }
    await sleep(50);
  }
  throw new Error(`waited in vain: ${what}`, { cause: last });
}

/** A whole instance that listens on loopback and runs its own jobs. */
export class Instance {
  readonly world: FlipWorld;
  readonly origin: string;
  readonly host: string;
  private serial = 0;
  private isrc = '';

  private constructor(world: FlipWorld, origin: string) {
    this.world = world;
    this.origin = origin;
    this.host = new URL(origin).host;
  }

  static async start(overrides: Partial<Config> = {}, { jobs = true } = {}): Promise<Instance> {
    const port = await freePort();
    const origin = `http://localhost:${port}`;
    const world = await FlipWorld.open({
      baseUrl: origin,
      port,
      allowPrivateNetworks: true,

      ...overrides,
    });
    // Without them another process runs them.
    if (jobs) await startJobs(world.app);
    await world.app.listen(port, '127.0.0.1');
    return new Instance(world, origin);
  }

  async stop(): Promise<void> {
    await this.world.close();
  }

  /** A tariff, and a recording that everybody may use. */
  async furnish(operator: User, owner: User): Promise<void> {
    await this.world.tariff(operator);
    const party = await this.world.party(owner, 'North Label');
    this.isrc = 'GBTST2500001';
    await this.world.recording(operator, this.isrc, { label: party, writer: party });
    for (const side of ['MASTER', 'COMPOSITION'])
      await this.ok(
        this.world.post(`/api/parties/${party}/grants`, owner, { side, subject: { kind: 'CATALOGUE' } }),
      );
  }

  async publish(
    user: User,
    title: string,
    tags: readonly string[] = ['night-drive'],
  ): Promise<{ hash: string; code: string }> {
    this.serial += 1;
    return await this.ok(
      this.world.post('/api/recipes', user, { recipe: flip([this.isrc], `${title} ${this.serial}`), tags }),
    );
  }

  /** Follows somebody elsewhere and waits for the answer. @returns the account's id here */
  async follow(user: User, name: string): Promise<string> {
    const path = `/api/social/search?q=${encodeURIComponent(name)}`;
    const { actorId } = await this.get<{ actorId: string }>(path, user);
    await this.ok(this.world.send('PUT', `/api/social/actors/${actorId}/follow`, user));
    await until(`${name} accepts`, async () => {
      const { follow } = await this.get<{ follow: string }>(`/api/social/actors/${actorId}`, user);
      return follow === 'ACCEPTED';
    });
    return actorId;
  }

  async ok<T>(answer: Promise<{ status: number; text: string; json: unknown }>): Promise<T> {
    const { status, text, json } = await answer;
    if (status >= 300) throw new Error(`${status} ${text}`);
    return json as T;
  }

  async get<T>(path: string, user: User | null = null): Promise<T> {
    return await this.ok(this.world.get(path, user));
  }

  async query<Row extends object>(sql: string, parameters: unknown[] = []): Promise<Row[]> {
    return (await this.world.database.pool.query(sql, parameters)).rows as Row[];
  }
}
