import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { buildServer, generateSources } from './build/steps.ts';
import { startEmbeddedPostgres } from './database/embedded-postgres.ts';
import { explain } from './instance/explain.ts';
import { loadSecrets, stateDirectory } from './instance/state.ts';
import { whenToldToStop } from './instance/stop-signals.ts';

const API_PORT = process.env['PORT'] ?? '3000';
const WEB_PORT = process.env['WEB_PORT'] ?? '5173';
const API_URL = `http://127.0.0.1:${API_PORT}`;
const BASE_URL = `http://localhost:${WEB_PORT}`;

/** Brings the database up to date, with the demo on the first run; answers the demo logins. */
async function prepare(): Promise<string> {
  const { openInstance } = await import('./instance/instance.ts');
  const { demoWelcome } = await import('./instance/demo-file.ts');
  const { directory, config, close } = await openInstance();
  await close();
  return demoWelcome(directory, config.baseUrl);
}

function startTools(env: NodeJS.ProcessEnv): ChildProcess[] {
  const run = (...args: string[]): ChildProcess => spawn(process.execPath, args, { stdio: 'inherit', env });
  const tool = (path: string): string => resolve('node_modules', path);
  return [
    run(tool('typescript/bin/tsc'), '-b', 'apps/api', '--watch', '--preserveWatchOutput'),
    run('--watch', '--watch-preserve-output', 'apps/api/dist/main.js'),
    run(tool('vite/bin/vite.js'), 'apps/client', '--port', WEB_PORT, '--strictPort'),
  ];
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}

/** `npm run dev`: compiler and server that restart on a change, and the web app with hot reload, on one database. */
async function main(): Promise<void> {
  generateSources((line) => console.log(line));
  buildServer((line) => console.log(line));
  process.env['BASE_URL'] = BASE_URL;
  const welcome = await prepare();
  const directory = stateDirectory();
  const own = process.env['DATABASE_URL']
    ? null
    : await startEmbeddedPostgres({ directory: join(directory, 'postgres') });
  const children = startTools({
    ...loadSecrets(directory),
    ...process.env,
    NODE_ENV: 'development',
    DATABASE_URL: own?.url ?? process.env['DATABASE_URL'],
    PORT: API_PORT,
    FLIPSIDE_API: API_URL,
  });
  console.log(welcome);

  let stopping = false;
  const stop = async (code: number): Promise<void> => {
    if (stopping) return;
    stopping = true;
    // The server first, then the database it talks to.
    await Promise.all(children.map(end));
    await own?.stop();
    process.exit(code);
  };
  whenToldToStop(() => void stop(0));
  // Without one of them the others are of no use.
  for (const child of children) child.once('exit', () => void stop(1));
}

try {
  await main();
} catch (error) {
  console.error(explain(error));
  process.exit(1);
}
