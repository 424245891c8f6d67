import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { SCOPES } from '../../../apps/api/src/platform/auth/scopes.ts';
import { Api } from '../../support/api.ts';
import { createTestDatabase } from '../../support/database.ts';
import type { TestDatabase } from '../../support/database.ts';
import type { FaultProxy } from './fault-proxy.ts';
import { freePort } from './instance.ts';

const PATIENCE_MS = 120_000;
const DAY_MS = 86_400_000;

/** Waits until it gives something; what fails meanwhile is not there yet. */
export async function eventually<T>(what: string, find: () => Promise<T | null | false>): Promise<T> {
  const end = Date.now() + PATIENCE_MS;
  let last: unknown = null;
  while (Date.now() < end) {
    try {
      const found = await find();
      if (found !== null && found !== false) return found;
    } catch (error) {
      last = error;
    }
    await sleep(40);
  }
  throw new Error(`waited in vain: ${what}`, { cause: last });
}

/** The time of all instances of a test: it goes on by itself, and days pass when it is told so. */
export class Days {
  readonly file: string;
  #ahead = 0;

  constructor(directory: string) {
    this.file = join(directory, 'clock');
    writeFileSync(this.file, '0');
  }

  pass(days: number): void {
    this.#ahead += Math.round(days * DAY_MS);
    writeFileSync(this.file, String(this.#ahead));
  }

  now(): Date {
    return new Date(Date.now() + this.#ahead);
  }
}

/** An instance as it is deployed: the built server in a process of its own, with a database of its own, behind the proxy. */
export class Server {
  readonly name: string;
  readonly url: string;
  readonly host: string;
  readonly #port: number;
  readonly #days: Days;
  #database: TestDatabase;
  #pool: pg.Pool;
  #child: ChildProcess | null = null;
  kills = 0;
  /** Seconds between two looks into a peer's log, from its next start on; as in production unless a test is in a hurry. */
  poll = 10;

  private constructor(name: string, at: { url: string; port: number; days: Days; database: TestDatabase }) {
    this.name = name;
    this.url = at.url;
    this.host = new URL(at.url).host;
    this.#port = at.port;
    this.#days = at.days;
    this.#database = at.database;
    this.#pool = new pg.Pool({ connectionString: at.database.url, max: 2 });
  }

  /** Compiles what servers run once for all: who is killed cannot leave it for the next start. */
  static warm(days: Days): void {
    const main = `import(${JSON.stringify(resolve('apps/api/dist/create-app.js'))}).then(() => process.exit(0))`;
    const inherited = { ...process.env };
    delete inherited['NODE_OPTIONS'];
    const env = { ...inherited, NODE_COMPILE_CACHE: join(dirname(days.file), 'compiled') };
    const { status, stderr } = spawnSync(process.execPath, ['-e', main], { env, encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
  }

  static async open(name: string, proxy: FaultProxy, days: Days): Promise<Server> {
    const port = await freePort();
    const [url, database] = [await proxy.open(name, port), await createTestDatabase()];
    const server = new Server(name, { url, port, days, database });
    await server.start();
    return server;
  }

  /** Past the proxy, as the instance's own people ask. */
  as(token: string | null): Api {
    return new Api(`http://127.0.0.1:${this.#port}`, token);
  }

  async start(): Promise<void> {
    const inherited = { ...process.env };
    delete inherited['NODE_OPTIONS'];
    const child = spawn(process.execPath, [resolve('apps/api/dist/main.js')], {
      env: {
        ...inherited,
        // Whoever was killed many times starts faster.
        NODE_COMPILE_CACHE: join(dirname(this.#days.file), 'compiled'),
        ...{ NODE_ENV: 'test', PORT: String(this.#port), BASE_URL: this.url, LOG_LEVEL: 'fatal' },
        ...{ DATABASE_URL: this.#database.url, DATABASE_POOL: '6', CLOCK_FILE: this.#days.file },
        ...{
          ALLOW_PRIVATE_NETWORKS: 'true',
          FEDERATION_POLL_SECONDS: String(this.poll),
          NEW_DEVICE_HOURS: '0',
        },
        SESSION_SECRET: `a session secret of ${this.name} that guards nothing`,
        INSTANCE_SECRET: `an instance secret of ${this.name} that guards nothing`,
      },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    this.#child = child;
    await eventually(`${this.name} is ready`, async () => {
      if (child.exitCode !== null || this.#child !== child) return true;
      const { status } = await this.as(null).send('GET', '/api/health/ready');
      return status === 200;
    });
    if (child.exitCode !== null)
      throw new Error(`${this.name} ended with ${child.exitCode} while it started`);
  }

  /** Without any warning, in the middle of whatever it does. */
  async kill(): Promise<void> {
    const child = this.#child;
    this.#child = null;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    this.kills += 1;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }

  async killAndRestart(): Promise<void> {
    await this.kill();
    await this.start();
  }

  async close(): Promise<void> {
    await this.kill();
    await this.#pool.end();
    await this.#database.drop();
  }

  async query<Row extends object>(sql: string, parameters: unknown[] = []): Promise<Row[]> {
    return (await this.#pool.query<Row>(sql, parameters)).rows;
  }

  /** A copy of all that it knows; nothing may run on it meanwhile. */
  async copy(): Promise<TestDatabase> {
    const made = await createTestDatabase();
    const [from, to] = [this.#database.url, made.url].map((url) => new URL(url).pathname.slice(1));
    const admin = new pg.Client(process.env['FLIPSIDE_TEST_SERVER']!);
    await this.#pool.end();
    await admin.connect();
    await admin.query(`DROP DATABASE ${to!} WITH (FORCE)`);
    await admin.query(`CREATE DATABASE ${to!} TEMPLATE ${from!}`);
    await admin.end();
    this.#pool = new pg.Pool({ connectionString: this.#database.url, max: 2 });
    return made;
  }

  /** Goes on from another database, as who restores an old backup does. */
  async restore(database: TestDatabase): Promise<void> {
    await this.#pool.end();
    await this.#database.drop();
    this.#database = database;
    this.#pool = new pg.Pool({ connectionString: database.url, max: 2 });
  }

  /** Somebody with an account here. @returns the token. */
  async user(handle: string, operator = false): Promise<Api> {
    const [id, token] = [randomUUID(), `flip_${this.name}_${handle}`];
    await this.query(
      `INSERT INTO app_user (id, handle, display_name, operator, updated_at) VALUES ($1, $2, initcap($2), $3, now())`,
      [id, handle, operator],
    );
    await this.query(
      `INSERT INTO api_token (id, user_id, name, token_hash, scopes) VALUES ($1, $2, 'test', $3, $4)`,
      [randomUUID(), id, createHash('sha256').update(token).digest('hex'), [...SCOPES]],
    );
    return this.as(token);
  }
}
