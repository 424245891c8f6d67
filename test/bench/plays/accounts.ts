import { readdirSync, readFileSync } from 'node:fs';

interface Account {
  readonly who: string;
  /** Of CPU so far. */
  readonly micros: number;
}

/** By thread or process: one that ended meanwhile takes nothing away from the others. */
export type Accounts = ReadonlyMap<string, Account>;

/** This process: it is no part of what is measured. */
export const SELF = 'the bench itself';

/** One that ends while it is looked at had nothing. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

const micros = (path: string): number => Number(read(`${path}/schedstat`).split(' ')[0]) / 1_000;

const childrenOf = (pid: number): number[] =>
  read(`/proc/${pid}/task/${pid}/children`).split(' ').filter(Boolean).map(Number);

/** By thread: Node names its own `MainThread`, `WorkerThread` (our verifiers), `V8Worker` (garbage, compiling), `libuv-worker`. */
function threadsOf(pid: number): [name: string, path: string][] {
  return readdirSync(`/proc/${pid}/task`).map((thread) => {
    const path = `/proc/${pid}/task/${thread}`;
    return [read(`${path}/comm`).trim(), path];
  });
}

/**
 * What the threads of the API, the processes of PostgreSQL and this process used; `null` where the system does not tell (Linux does).
 * What else the machine does changes little of it.
 */
export function accounts(api: number, postmaster: number): Accounts | null {
  if (read(`/proc/${api}/schedstat`) === '') return null;
  const used = new Map<string, Account>();
  const add = (who: string, path: string): void => {
    used.set(path, { who, micros: micros(path) });
  };
  for (const [name, path] of threadsOf(api)) add(`API ${name}`, path);
  for (const child of childrenOf(postmaster)) add('PostgreSQL', `/proc/${child}`);
  for (const [, path] of threadsOf(process.pid)) add(SELF, path);
  return used;
}

/** What was used between two looks for each of `count` things, by who. */
export function spent(before: Accounts, after: Accounts, count: number): Map<string, number> {
  const each = new Map<string, number>();
  for (const [path, { who, micros: now }] of after)
    each.set(who, (each.get(who) ?? 0) + (now - (before.get(path)?.micros ?? 0)) / count);
  return each;
}
