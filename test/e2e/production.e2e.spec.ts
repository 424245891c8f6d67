import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../scripts/database/embedded-postgres.ts';
import { Api } from '../support/api.ts';
import { Device } from '../support/device.ts';
import type { DemoUser } from '../support/instance.ts';
import { startRedis, type RedisServer } from '../support/redis.ts';
import { eventually, PATIENCE_MS } from './support/browser.ts';

interface Period {
  readonly id: string;
  readonly state: string;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** As `docker-compose.yml` runs it: a database and a Redis of its own, two API processes and a worker beside them. */
describe('separate processes on PostgreSQL and Redis', () => {
  let directory: string;
  let postgres: EmbeddedPostgres;
  let redis: RedisServer;
  let env: NodeJS.ProcessEnv;
  let apis: Api[];
  const processes: ChildProcess[] = [];

  const run = (script: string, more: NodeJS.ProcessEnv = {}): ChildProcess => {
    const child = spawn(process.execPath, [resolve('apps/api/dist', script)], {
      env: { ...env, ...more },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    processes.push(child);
    return child;
  };
  const end = async (child: ChildProcess): Promise<number | null> => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
    return child.exitCode;
  };
  const user = (login: string): DemoUser => {
    const file = readFileSync(join(directory, 'state', 'demo.json'), 'utf8');
    return (JSON.parse(file) as { users: DemoUser[] }).users.find((one) => one.login === login)!;
  };
  const ready = async (api: Api): Promise<boolean> => {
    try {
      return (await api.send('GET', '/api/health/ready')).status === 200;
    } catch {
      return false;
    }
  };

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'flipside-production-'));
    chmodSync(directory, 0o755);
    [postgres, redis] = await Promise.all([
      startEmbeddedPostgres({ directory: join(directory, 'postgres') }),
      startRedis(),
    ]);
    const inherited = { ...process.env };
    delete inherited['NODE_OPTIONS'];
    env = {
      ...inherited,
      NODE_ENV: 'production',
      BASE_URL: 'https://flipside.example',
      DATABASE_URL: postgres.url,
      REDIS_URL: redis.url,
      SESSION_SECRET: 'a session secret of this test only',
      INSTANCE_SECRET: 'an instance secret of this test only',
      FLIPSIDE_STATE: join(directory, 'state'),
      HEARTBEAT_FILE: join(directory, 'heartbeat'),
      WEB_DIST: resolve('apps/client/dist'),
      TRUST_PROXY: '1',
      LOG_LEVEL: 'error',
    };
    for (const command of ['apps/api/dist/migrate.js', 'scripts/seed.ts']) {
      const { status, stderr } = spawnSync(process.execPath, [resolve(command)], { env, encoding: 'utf8' });
      if (status !== 0) throw new Error(`${command} ended with ${status}\n${stderr}`);
    }
    const ports = [await freePort(), await freePort()];
    for (const port of ports) run('main.js', { PORT: String(port), RUN_JOBS: 'false' });
    apis = ports.map((port) => new Api(`http://127.0.0.1:${port}`));
    await Promise.all(apis.map((api) => eventually('the API is ready', () => ready(api), Boolean)));
  });
  afterAll(async () => {
    await Promise.all(processes.map(end));
    await Promise.all([postgres.stop(), redis.stop()]);
    rmSync(directory, { recursive: true, force: true });
  });

  test(
    'what one API process is told, the other knows, and the worker does the work',
    async () => {
      const [first, second] = apis as [Api, Api];
      const { items } = await first.get<{ items: { hash: string }[] }>('/api/feed');
      const grant = await first.post<{ id: string }>('/api/plays/grants', {
        recipe: items[0]!.hash,
        device: new Device().id,
      });
      expect(grant.id).toMatch(/^[0-9a-f-]{36}$/);

      const operator = second.as(user('olive').token);
      const [open] = (await operator.get<{ items: Period[] }>('/api/royalties/periods')).items;
      await operator.post(`/api/royalties/periods/${open!.id}/close`);
      const state = async (): Promise<string> =>
        (await first.as(user('olive').token).get<Period>(`/api/royalties/periods/${open!.id}`)).state;
      // Nobody works yet: an API process runs no jobs.
      expect(await state()).toBe('CLOSING');
      expect(existsSync(env['HEARTBEAT_FILE']!)).toBe(false);

      run('worker.js');
      await eventually('the period is stated', state, (now) => now === 'STATED');
      await eventually('the worker beats', async () => existsSync(env['HEARTBEAT_FILE']!), Boolean);
    },
    4 * PATIENCE_MS,
  );

  test('a session cookie is for https alone, and pages say so', async () => {
    const response = await fetch(`${apis[0]!.baseUrl}/api/auth/login?issuer=local`, {
      redirect: 'manual',
      headers: { 'x-forwarded-proto': 'https' },
    });
    expect(response.headers.get('set-cookie')).toMatch(/flipside_session=.*HttpOnly.*Secure/i);
    expect(response.headers.get('strict-transport-security')).toMatch(/^max-age=31536000/);
  });

  test('an API process ends cleanly when it is told to', async () => {
    expect(await end(processes[1]!)).toBe(0);
  });

  test(
    'without its queue an API process is not ready, and nothing holds it up when it is told to end',
    async () => {
      await redis.stop();
      const api = apis[0]!;
      await eventually(
        'it says that it is not ready',
        () => ready(api),
        (is) => !is,
      );
      expect(await api.send('GET', '/api/health/ready')).toEqual({
        status: 503,
        body: { ready: false, checks: { database: 'ok', migrations: 'ok', queue: 'failed' } },
      });
      expect((await api.send('GET', '/api/health')).status).toBe(200);
      const told = Date.now();
      await Promise.all(processes.map(end));
      expect(Date.now() - told).toBeLessThan(10_000);
      redis = await startRedis();
    },
    4 * PATIENCE_MS,
  );
});
