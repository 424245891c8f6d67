import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { seedDemo } from '../../prisma/seed.ts';
import { demoWelcome } from '../instance/demo-file.ts';
import { openInstance } from '../instance/instance.ts';
import type { OpenInstance } from '../instance/instance.ts';
import { stateDirectory } from '../instance/state.ts';
import { PARTS } from './cast.ts';
import type { Name } from './cast.ts';

type Method = 'GET' | 'POST' | 'PUT';

/** One of the three, in this process, with its data under `.flipside/federation`. */
export class Member {
  readonly name: Name;
  readonly baseUrl: string;
  readonly host: string;
  readonly #open: OpenInstance;

  private constructor(name: Name, open: OpenInstance) {
    this.name = name;
    this.baseUrl = open.config.baseUrl;
    this.host = new URL(this.baseUrl).host;
    this.#open = open;
  }

  /** Each under a host name of its own, since cookies do not tell ports apart. */
  static async open(name: Name, port: number): Promise<Member> {
    const directory = join(stateDirectory(), 'federation', name);
    mkdirSync(directory, { recursive: true });
    // A database or a queue that the environment names would be shared by all three.
    const { DATABASE_URL: _database, REDIS_URL: _redis, ...inherited } = process.env;
    const env = {
      // Peers that are not there yet while they are introduced are no news.
      LOG_LEVEL: 'error',
      ...inherited,
      PORT: String(port),
      BASE_URL: `http://${name}.localhost:${port}`,
      ALLOW_PRIVATE_NETWORKS: 'true',
      FEDERATION_POLL_SECONDS: '2',
      // Whoever tries this out is a new device, and wants to see the play counted.
      NEW_DEVICE_HOURS: '0',
    };
    const { cast } = PARTS[name];
    return new Member(name, await openInstance({ directory, env, seed: (target) => seedDemo(target, cast) }));
  }

  async listen(): Promise<void> {
    const { server, app, config } = this.#open;
    await server.startJobs(app);
    await app.listen(config.port, config.host);
  }

  get welcome(): string {
    const lines = demoWelcome(this.#open.directory, this.baseUrl).trim().split('\n');
    const logins = lines.filter((line) => line.startsWith('  ')).join('\n');
    return `${this.name.toUpperCase()}  ${this.baseUrl}  ${PARTS[this.name].does}\n${logins}\n`;
  }

  /** Asks its API as one of its people; an answer with one of `also` is as good as success. */
  async ask<T>(
    login: string,
    method: Method,
    url: string,
    { body, also = [] }: { body?: object; also?: readonly number[] } = {},
  ): Promise<{ status: number; body: T }> {
    const headers = { authorization: `Bearer ${this.#token(login)}` };
    const answer = await this.#open.app.inject({ method, url, headers, ...(body && { payload: body }) });
    if (answer.statusCode >= 300 && !also.includes(answer.statusCode))
      throw new Error(`${this.name}: ${method} ${url} answered ${answer.statusCode} ${answer.payload}`);
    const read = (answer.payload === '' ? null : JSON.parse(answer.payload)) as T;
    return { status: answer.statusCode, body: read };
  }

  async get<T>(login: string, url: string): Promise<T> {
    return (await this.ask<T>(login, 'GET', url)).body;
  }

  async close(): Promise<void> {
    await this.#open.close();
  }

  #token(login: string): string {
    const file = readFileSync(join(this.#open.directory, 'demo.json'), 'utf8');
    const { users } = JSON.parse(file) as { users: { login: string; token: string }[] };
    const user = users.find((one) => one.login === login);
    if (user === undefined) throw new Error(`${this.name} has nobody called ${login}`);
    return user.token;
  }
}
