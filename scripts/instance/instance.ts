import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { migrate } from '../../apps/api/src/platform/database/migration-runner.ts';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../database/embedded-postgres.ts';
import { seedDemo } from '../../prisma/seed.ts';
import type { SeededUser, SeedTarget } from '../../prisma/seed.ts';
import { demoWelcome } from './demo-file.ts';
import { forgetCutOffStart, seedFirstStart } from './first-start.ts';
import { loadSecrets, stateDirectory } from './state.ts';

/** What this script uses of the compiled server. */
interface ServerModule {
  loadConfig(env: NodeJS.ProcessEnv): {
    readonly baseUrl: string;
    readonly port: number;
    readonly host: string;
  };
  createApp(config: object): Promise<ServerApp>;
  startJobs(app: ServerApp): Promise<void>;
  isEmpty(app: ServerApp): Promise<boolean>;
  addAccount(
    app: ServerApp,
    account: Parameters<SeedTarget['addAccount']>[0],
  ): Promise<{ token: string } | null>;
}

/** Where an instance lives, what its surroundings say, and what fills it on its first start. */
export interface Place {
  readonly directory: string;
  readonly env: NodeJS.ProcessEnv;
  readonly seed: (target: SeedTarget) => Promise<readonly SeededUser[]>;
}

const ownPlace = (): Place => ({ directory: stateDirectory(), env: process.env, seed: seedDemo });

export interface ServerApp {
  listen(port: number, host: string): Promise<unknown>;
  close(): Promise<void>;
  inject(request: object): Promise<{ statusCode: number; payload: string }>;
}

export interface Instance {
  readonly baseUrl: string;
  /** Lines for a person at a terminal. */
  readonly welcome: string;
  stop(): Promise<void>;
}

const loadServer = async (): Promise<ServerModule> =>
  (await import(pathToFileURL(resolve('apps/api/dist/embedded.js')).href)) as ServerModule;

function environment(databaseUrl: string, { directory, env }: Place): NodeJS.ProcessEnv {
  return {
    NODE_ENV: 'development',
    LOG_LEVEL: 'warn',
    WEB_DIST: resolve('apps/client/dist'),
    ...loadSecrets(directory),
    ...env,
    DATABASE_URL: databaseUrl,
  };
}

function seedTarget(server: ServerModule, app: ServerApp): SeedTarget & { isEmpty(): Promise<boolean> } {
  return {
    isEmpty: () => server.isEmpty(app),
    addAccount: (account) => server.addAccount(app, account),
    send: async ({ method, url, token, body }) => {
      const headers = { authorization: `Bearer ${token}` };
      const answer = await app.inject({ method, url, headers, ...(body && { payload: body }) });
      return { status: answer.statusCode, body: answer.payload === '' ? null : JSON.parse(answer.payload) };
    },
  };
}

async function openDatabase({ directory, env }: Place): Promise<EmbeddedPostgres | null> {
  if (env['DATABASE_URL']) return null;
  return startEmbeddedPostgres({ directory: join(directory, 'postgres') });
}

/** An instance that is open but not listening yet. */
export interface OpenInstance {
  readonly server: ServerModule;
  readonly app: ServerApp;
  readonly config: ReturnType<ServerModule['loadConfig']>;
  readonly directory: string;
  readonly close: () => Promise<void>;
}

/** Opens database and server, brings the schema up to date, and seeds an instance that is empty. */
export async function openInstance(place: Place = ownPlace()): Promise<OpenInstance> {
  const { directory } = place;
  const [database, server] = await Promise.all([openDatabase(place), loadServer()]);
  try {
    const url = database?.url ?? place.env['DATABASE_URL'] ?? '';
    if (database) await forgetCutOffStart(directory, url);
    await migrate(url, resolve('prisma/migrations'));
    const config = server.loadConfig(environment(url, place));
    const app = await server.createApp(config);
    await seedFirstStart(place, config.baseUrl, seedTarget(server, app));
    const close = async (): Promise<void> => {
      await app.close();
      await database?.stop();
    };
    return { server, app, config, directory, close };
  } catch (error) {
    await database?.stop();
    throw error;
  }
}

/**
 * Starts an instance in this process: database (unless `DATABASE_URL` names one), migrations, demo data on the
 * first run, HTTP and jobs.
 */
export async function startInstance(): Promise<Instance> {
  const { server, app, config, directory, close } = await openInstance();
  try {
    await server.startJobs(app);
    await app.listen(config.port, config.host);
    return { baseUrl: config.baseUrl, welcome: demoWelcome(directory, config.baseUrl), stop: close };
  } catch (error) {
    await close();
    throw error;
  }
}
