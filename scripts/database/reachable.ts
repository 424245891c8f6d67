import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** Where root's server keeps what the unprivileged database user cannot reach elsewhere, such as under /root. */
const SHARED_ROOT = '/var/lib/flipside';
const OTHERS_MAY_PASS = 0o001;

const isRoot = (): boolean => process.getuid?.() === 0;

/** Whether a user other than the owner can walk down to `path`. Missing parts of it will be made reachable. */
function othersCanReach(path: string): boolean {
  const parent = dirname(path);
  if (parent === path) return true;
  const here = !existsSync(path) || (statSync(path).mode & OTHERS_MAY_PASS) !== 0;
  return here && othersCanReach(parent);
}

/** The directory itself or, for root under a closed parent, one of its own elsewhere: the same on every start. */
export function reachableDirectory(directory: string): string {
  const wanted = resolve(directory);
  if (!isRoot() || othersCanReach(wanted)) return wanted;
  return join(SHARED_ROOT, createHash('sha256').update(wanted).digest('hex').slice(0, 12));
}

/**
 * The PostgreSQL installation that holds `binary` or, for root under a closed parent, a copy of it.
 *
 * @returns the path of `binary` in the installation to use
 */
export function reachableBinary(binary: string, version: string): string {
  if (!isRoot() || othersCanReach(binary)) return binary;
  const installation = dirname(dirname(binary));
  const copy = join(SHARED_ROOT, `postgresql-${version}`);
  if (!existsSync(copy)) {
    mkdirSync(SHARED_ROOT, { recursive: true, mode: 0o755 });
    const partial = `${copy}.${process.pid}`;
    cpSync(installation, partial, { recursive: true, verbatimSymlinks: true });
    try {
      renameSync(partial, copy);
    } catch (error) {
      rmSync(partial, { recursive: true, force: true });
      if (!existsSync(copy)) throw error; // another process was first
    }
  }
  return join(copy, 'bin', binary.slice(dirname(binary).length + 1));
}
