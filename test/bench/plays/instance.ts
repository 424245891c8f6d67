import pg from 'pg';
import { migrate } from '../../../apps/api/src/platform/database/migration-runner.ts';
import { accounts, spent } from './accounts.ts';
import { startApi, type ApiProcess } from './api-process.ts';
import { Lane, requestOf } from './client.ts';
import { makeLoad, prepare, store, type Load } from './world.ts';

export const BATCH = 500;
/** Requests under way at a time: enough that signatures of one batch are checked while another is stored. */
export const PARALLEL = 8;
/** Sent before anything is measured: an API that runs has compiled its code. They are stored, and count as such. */
export const WARM_UP = 20_000;

/** What one turn came to. */
export interface Turn {
  readonly receipts: number;
  readonly milliseconds: number;
  /** Milliseconds of each request. */
  readonly times: readonly number[];
  /** Microseconds of CPU a receipt by who had them; `null` where the system does not tell. */
  readonly cpu: ReadonlyMap<string, number> | null;
  /** Bytes of write-ahead log a receipt. */
  readonly logged: number;
}

let sent = 0;

/** A database with plays stored, and an API of its own. */
export class BenchInstance {
  private readonly api: ApiProcess;
  readonly client: pg.Client;
  readonly url: string;

  private constructor(api: ApiProcess, client: pg.Client, url: string) {
    this.api = api;
    this.client = client;
    this.url = url;
  }

  /** Warm, and with `stored` plays, of which as many as it takes to get warm came through the API. */
  static async open(url: string, stored: number): Promise<BenchInstance> {
    await migrate(url, 'prisma/migrations');
    const client = new pg.Client(url);
    await client.connect();
    await prepare(client);
    const instance = new BenchInstance(await startApi(url), client, url);
    await instance.drive(await instance.load(WARM_UP));
    await store(client, WARM_UP, stored);
    return instance;
  }

  async load(receipts: number): Promise<Load> {
    return await makeLoad(this.client, this.api.baseUrl, receipts, BATCH);
  }

  /**
   * Sends a load. What changed before is on disk when it begins: whatever page is changed first in its turn goes to the log
   * whole, with few plays and with many.
   */
  async turn(load: Load, postmaster: number): Promise<Turn> {
    await this.client.query('CHECKPOINT');
    const from = await this.position();
    const before = accounts(this.api.pid, postmaster);
    const { times, milliseconds } = await this.drive(load);
    const after = accounts(this.api.pid, postmaster);
    const { receipts } = load;
    const cpu = before === null || after === null ? null : spent(before, after, receipts);
    return { receipts, milliseconds, times, cpu, logged: ((await this.position()) - from) / receipts };
  }

  /** @throws when not all of them, and each once, are stored. */
  async requireStored(expected: number): Promise<void> {
    const { rows } = await this.client.query<{ plays: number; keys: number }>(
      'SELECT (SELECT count(*) FROM play)::int AS plays, (SELECT count(*) FROM play_key)::int AS keys',
    );
    if (rows[0]?.plays !== expected || rows[0].keys !== expected)
      throw new Error(`${expected} plays were sent, and ${JSON.stringify(rows)} are stored`);
  }

  async close(): Promise<void> {
    await this.api.stop();
    await this.client.end();
  }

  private async drive({ bodies }: Load): Promise<{ times: number[]; milliseconds: number }> {
    const { baseUrl } = this.api;
    const queue = bodies.map((body) => requestOf(baseUrl, body, (sent += 1)));
    const lanes = await Promise.all(Array.from({ length: PARALLEL }, () => Lane.open(baseUrl)));
    const times: number[] = [];
    const started = performance.now();
    const work = async (lane: Lane): Promise<void> => {
      for (let request = queue.shift(); request !== undefined; request = queue.shift()) {
        const begun = performance.now();
        await lane.send(request, BATCH);
        times.push(performance.now() - begun);
      }
    };
    await Promise.all(lanes.map(work));
    const milliseconds = performance.now() - started;
    for (const lane of lanes) lane.close();
    return { times, milliseconds };
  }

  private async position(): Promise<number> {
    const { rows } = await this.client.query<{ at: string }>(
      `SELECT pg_current_wal_insert_lsn() - '0/0' AS at`,
    );
    return Number(rows[0]?.at);
  }
}
