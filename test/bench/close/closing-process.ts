import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { cpuOf } from '../cpu.ts';

const built = async (path: string): Promise<unknown> =>
  await import(pathToFileURL(resolve('apps/api/dist', path)).href);

/** Shares out one period as the worker does, from the build, and tells how long it took and what it held at most. */
async function main([databaseUrl = '', period = '', states = '']: readonly string[]): Promise<void> {
  const { createWorker } = (await built(
    'create-app.js',
  )) as typeof import('../../../apps/api/src/create-app.ts');
  const { loadConfig } = (await built(
    'platform/config/config.js',
  )) as typeof import('../../../apps/api/src/platform/config/config.ts');
  const { PeriodCloseService } = (await built(
    'modules/royalty/index.js',
  )) as typeof import('../../../apps/api/src/modules/royalty/index.ts');
  const app = await createWorker(
    loadConfig({
      BASE_URL: 'http://127.0.0.1:1',
      DATABASE_URL: databaseUrl,
      DATABASE_POOL: '5',
      SESSION_SECRET: 'a session secret that guards nothing',
      INSTANCE_SECRET: 'an instance secret that guards nothing',
      LOG_LEVEL: 'silent',
      RUN_JOBS: 'false',
    }),
  );
  const { Database } = (await built(
    'platform/database/database.js',
  )) as typeof import('../../../apps/api/src/platform/database/database.ts');
  const closes = app.get(PeriodCloseService);
  // A worker that closes a period has run for a while: its connections are open and Prisma's engine is loaded.
  const backends: number[] = [];
  app.get(Database).pool.on('connect', (client) => backends.push(Number(Reflect.get(client, 'processID'))));
  await app.get(Database).prisma.period.count();
  const own = process.cpuUsage();
  const before = cpuOf(backends);
  const startMb = process.resourceUsage().maxRSS / 1024;
  const started = performance.now();
  await closes.shareOut(period);
  const closeMs = performance.now() - started;
  const { user, system } = process.cpuUsage(own);
  const after = cpuOf(backends);
  const cpuMs = before === null || after === null ? null : after - before + (user + system) / 1000;
  const peakMb = process.resourceUsage().maxRSS / 1024;
  if (states === 'state') await closes.run(period);
  const stateMs = performance.now() - started - closeMs;
  process.stdout.write(`${JSON.stringify({ closeMs, cpuMs, startMb, peakMb, stateMs })}\n`);
}

await main(process.argv.slice(2));
process.exit();
