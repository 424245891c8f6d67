import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { startEmbeddedPostgres } from '../../../scripts/database/embedded-postgres.ts';
import type { EmbeddedPostgres } from '../../../scripts/database/embedded-postgres.ts';
import { Api } from '../../support/api.ts';

export const HOME = 'https://fault.example';
const PATIENCE_MS = 120_000;
const RESTART_MS = 500;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Waits until it holds; what fails meanwhile is not there yet. */
export async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  let last: unknown = null;
  while (Date.now() < end) {
    try {
      if (await holds()) return;
    } catch (error) {
      last = error;
    }
    await sleep(100);
  }
  throw new Error(`waited in vain: ${what}`, { cause: last });
}

export interface CommandResult {
  readonly code: number | null;
  /** What it printed, parsed. Each command says some of these. */
  readonly document: {
    readonly ok: boolean;
    readonly written: readonly string[];
    readonly differences: readonly object[];
    readonly findings: { rule: string }[];
    readonly faults: { code: string }[];
    readonly logs: { fault: { evidence: string } }[];
  };
  readonly err: string;
}

export type Member = 'api' | 'worker' | 'postgres';

/** PostgreSQL, one API process and one worker, each of which can be killed and comes back at its own address. */
export class Fleet {
  readonly directory: string;
  readonly #env: NodeJS.ProcessEnv;
  readonly #ports: { readonly api: number; readonly postgres: number };
  readonly #children = new Map<'api' | 'worker', ChildProcess>();
  #postgres: EmbeddedPostgres | null = null;
  #database = 'postgres';
  #isClosing = false;
  /** How often a process gave up by itself. */
  restarts = 0;

  private constructor(directory: string, ports: { api: number; postgres: number }) {
    this.directory = directory;
    this.#ports = ports;
    const inherited = { ...process.env };
    delete inherited['NODE_OPTIONS'];
    this.#env = {
      ...inherited,
      NODE_ENV: 'production',
      BASE_URL: HOME,
      SESSION_SECRET: 'a session secret of this test only',
      INSTANCE_SECRET: 'an instance secret of this test only',
      FLIPSIDE_STATE: join(directory, 'state'),
      TRUST_PROXY: '1',
      // All devices of these tests are new, and all of them are honest.
      NEW_DEVICE_HOURS: '0',
      LOG_LEVEL: 'error',
    };
  }

  /** With the demo in it and nothing running but the database. */
  static async create(): Promise<Fleet> {
    const directory = mkdtempSync(join(tmpdir(), 'flipside-fault-'));
    chmodSync(directory, 0o755);
    const fleet = new Fleet(directory, { api: await freePort(), postgres: await freePort() });
    await fleet.start('postgres');
    for (const command of ['apps/api/dist/migrate.js', 'scripts/seed.ts']) {
      const env = fleet.env;
      const { status, stderr } = spawnSync(process.execPath, [resolve(command)], { env, encoding: 'utf8' });
      if (status !== 0) throw new Error(`${command} ended with ${status}\n${stderr}`);
    }
    return fleet;
  }

  get baseUrl(): string {
    return `http://127.0.0.1:${this.#ports.api}`;
  }

  get env(): NodeJS.ProcessEnv {
    return { ...this.#env, DATABASE_URL: this.databaseUrl() };
  }

  /** As the superuser that owns the server. */
  databaseUrl(name = this.#database): string {
    if (this.#postgres === null) throw new Error('the database was not started');
    const url = new URL(this.#postgres.url);
    url.port = String(this.#ports.postgres);
    url.pathname = `/${name}`;
    return url.href;
  }

  /** Processes that are started from now on work on this database. */
  use(database: string): void {
    this.#database = database;
  }

  token(login: string): string {
    const file = readFileSync(join(this.directory, 'state', 'demo.json'), 'utf8');
    const { users } = JSON.parse(file) as { users: { login: string; token: string }[] };
    return users.find((user) => user.login === login)!.token;
  }

  get operator(): Api {
    return new Api(this.baseUrl, this.token('olive'));
  }

  async query<Row extends object>(
    sql: string,
    parameters: unknown[] = [],
    database = this.#database,
  ): Promise<Row[]> {
    const client = new pg.Client(this.databaseUrl(database));
    await client.connect();
    try {
      return (await client.query<Row>(sql, parameters)).rows;
    } finally {
      await client.end();
    }
  }

  async start(member: Member): Promise<void> {
    if (member === 'postgres') return await this.#startPostgres();
    const more = member === 'api' ? { PORT: String(this.#ports.api), RUN_JOBS: 'false' } : {};
    const script = resolve('apps/api/dist', member === 'api' ? 'main.js' : 'worker.js');
    const env = { ...this.env, ...more };
    const child = spawn(process.execPath, [script], { env, stdio: ['ignore', 'ignore', 'inherit'] });
    this.#children.set(member, child);
    // As the composition does it: one that gives up, for it was started without a database, is started again.
    child.once('exit', (code) => {
      if (code === null || this.#children.get(member) !== child || this.#isClosing) return;
      this.restarts += 1;
      setTimeout(() => void this.start(member), RESTART_MS);
    });
  }

  isRunning(member: 'api' | 'worker'): boolean {
    const child = this.#children.get(member);
    return child !== undefined && child.exitCode === null && child.signalCode === null;
  }

  async ready(): Promise<void> {
    const api = new Api(this.baseUrl);
    await until('the API is ready', async () => (await api.send('GET', '/api/health/ready')).status === 200);
  }

  /** Without any warning, in the middle of whatever it does. */
  async kill(member: Member): Promise<void> {
    if (member === 'postgres') {
      if (this.#postgres !== null) process.kill(this.#postgres.pid, 'SIGKILL');
      return;
    }
    const child = this.#children.get(member);
    if (child === undefined || !this.isRunning(member)) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }

  /** The command as a person runs it, with a memory of its own or a given one. */
  async flipside(words: readonly string[], memory = join(this.directory, 'memory')): Promise<CommandResult> {
    const url = words[0] === '--help' ? [] : ['--url', this.baseUrl, '--json'];
    const env = { ...this.#env, FLIPSIDE_STATE: memory, FLIPSIDE_TOKEN: this.token('olive') };
    const child = spawn(process.execPath, [resolve('apps/client/src/cli/main.ts'), ...words, ...url], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let [out, err] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
    const [code] = (await once(child, 'close')) as [number | null];
    return { code, document: out === '' ? null : JSON.parse(out), err };
  }

  async stopProcesses(): Promise<void> {
    this.#isClosing = true;
    for (const member of ['api', 'worker'] as const) await this.kill(member);
    this.#isClosing = false;
  }

  async close(): Promise<void> {
    await this.stopProcesses();
    await this.#postgres?.stop();
    rmSync(this.directory, { recursive: true, force: true });
  }

  /** After a kill the server's other processes take a moment to see that it is gone. */
  async #startPostgres(): Promise<void> {
    const settings = [`port=${this.#ports.postgres}`];
    await until('the database starts', async () => {
      this.#postgres = await startEmbeddedPostgres({ directory: join(this.directory, 'postgres'), settings });
      return true;
    });
  }
}
