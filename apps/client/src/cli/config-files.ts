import { chmodSync, existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { usageError } from './exit-codes.ts';
import { writeWhole } from './files.ts';

/** Where settings and logins lie (XDG Base Directory Specification): `$XDG_CONFIG_HOME/flipside`. */
export function configDirectory(env: NodeJS.ProcessEnv): string {
  const own = env['FLIPSIDE_CONFIG'];
  if (own !== undefined && own !== '') return own;
  const home = env['HOME'] ?? env['USERPROFILE'] ?? '.';
  const config = env['XDG_CONFIG_HOME'];
  return join(config === undefined || config === '' ? join(home, '.config') : config, 'flipside');
}

/** Where what can be made again lies: `$XDG_CACHE_HOME/flipside`. */
export function cacheDirectory(env: NodeJS.ProcessEnv): string {
  const home = env['HOME'] ?? env['USERPROFILE'] ?? '.';
  const cache = env['XDG_CACHE_HOME'];
  return join(cache === undefined || cache === '' ? join(home, '.cache') : cache, 'flipside');
}

const OTHERS = 0o077;

/** Reads a settings file; what others could read is closed to them first, for it may hold a password. */
export function readConfig<S extends z.ZodType>(path: string, schema: S, empty: z.output<S>): z.output<S> {
  if (!existsSync(path)) return empty;
  if (process.platform !== 'win32' && (statSync(path).mode & OTHERS) !== 0) chmodSync(path, 0o600);
  const parsed = schema.safeParse(parseJson(readFileSync(path, 'utf8')));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw usageError(
    'CONFIG_BROKEN',
    `${path}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? 'cannot be read'}.`,
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The schema says what is wrong: nothing that it knows is undefined.
    return undefined;
  }
}

/** Writes a settings file whole, for its owner alone (mode 0600). */
export const writeConfig = (path: string, value: unknown): Promise<void> =>
  writeWhole(path, `${JSON.stringify(value, null, 2)}\n`);
