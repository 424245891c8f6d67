import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const PATIENCE_MS = 60_000;

export interface ApiProcess {
  readonly baseUrl: string;
  readonly pid: number;
  stop(): Promise<void>;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** The API as production runs it: one process, without jobs, behind a proxy on this machine. */
export async function startApi(databaseUrl: string): Promise<ApiProcess> {
  const port = await freePort();
  const baseUrl = `http://localhost:${port}`;
  const child = spawn(process.execPath, ['--enable-source-maps', resolve('apps/api/dist/main.js')], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: {
      PATH: process.env['PATH'],
      NODE_ENV: 'development',
      HOST: '127.0.0.1',
      PORT: String(port),
      BASE_URL: baseUrl,
      DATABASE_URL: databaseUrl,
      SESSION_SECRET: 'a session secret that guards nothing',
      INSTANCE_SECRET: 'an instance secret that guards nothing',
      TRUST_PROXY: '1',
      LOG_LEVEL: 'warn',
      RUN_JOBS: 'false',
    },
  });
  const until = performance.now() + PATIENCE_MS;
  for (;;) {
    if (child.exitCode !== null) throw new Error(`the API stopped with code ${child.exitCode}`);
    const answer = await fetch(`${baseUrl}/api/health`).catch(() => null);
    if (answer?.ok) break;
    if (performance.now() > until) throw new Error('the API does not answer');
    await sleep(100);
  }
  return {
    baseUrl,
    pid: child.pid ?? 0,
    stop: async () => {
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
    },
  };
}
