import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { migrate } from '../apps/api/src/platform/database/migration-runner.ts';
import { buildServer } from './build/steps.ts';
import { startEmbeddedPostgres } from './database/embedded-postgres.ts';
import { loadSecrets, stateDirectory } from './instance/state.ts';

const API_PORT = 3000;
const WEB_PORT = 5173;

/** `npm run dev`: compiler and server that restart on a change, and the web app with hot reload, on one database. */
async function main(): Promise<void> {
  buildServer((line) => console.log(line));
  const directory = stateDirectory();
  const database = await startEmbeddedPostgres({ directory: join(directory, 'postgres') });
  await migrate(database.url, 'prisma/migrations');
  const env = {
    ...process.env,
    ...loadSecrets(directory),
    NODE_ENV: 'development',
    DATABASE_URL: database.url,
    PORT: String(API_PORT),
    BASE_URL: `http://localhost:${WEB_PORT}`,
  };
  const tool = (path: string, ...args: string[]): ChildProcess =>
    spawn(process.execPath, [resolve('node_modules', path), ...args], { stdio: 'inherit', env });
  const children = [
    tool('typescript/bin/tsc', '-b', 'apps/api', '--watch', '--preserveWatchOutput'),
    spawn(process.execPath, ['--watch', '--watch-preserve-output', 'apps/api/dist/main.js'], {
      stdio: 'inherit',
      env,
    }),
    tool('vite/bin/vite.js', 'apps/client', '--port', String(WEB_PORT), '--strictPort'),
  ];
  console.log(`\nThe app with hot reload: http://localhost:${WEB_PORT}\n`);

  let stopping = false;
  const stop = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    // The server first, then the database it talks to.
    await Promise.all(
      children.map(async (child) => {
        if (child.exitCode !== null || child.signalCode !== null) return;
        child.kill('SIGTERM');
        await once(child, 'exit');
      }),
    );
    await database.stop();
    process.exit(0);
  };
  process.on('SIGINT', () => void stop());
  process.on('SIGTERM', () => void stop());
}

await main();
