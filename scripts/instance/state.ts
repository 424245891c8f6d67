import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Secrets of an embedded instance, made on its first start and kept beside its data. */
export interface Secrets {
  readonly SESSION_SECRET: string;
  readonly INSTANCE_SECRET: string;
}

/** Where an embedded instance keeps everything: `.flipside/`, or `FLIPSIDE_STATE`. */
export function stateDirectory(): string {
  const directory = resolve(process.env['FLIPSIDE_STATE'] ?? '.flipside');
  mkdirSync(directory, { recursive: true });
  return directory;
}

/** Writes a file that only its owner may read, whole or not at all. */
export function writePrivate(path: string, text: string): void {
  const partial = `${path}.${process.pid}`;
  writeFileSync(partial, text, { mode: 0o600 });
  renameSync(partial, path);
}

export function loadSecrets(directory: string): Secrets {
  const path = join(directory, 'secrets.json');
  if (!existsSync(path)) {
    const secret = () => randomBytes(36).toString('base64url');
    writePrivate(
      path,
      `${JSON.stringify({ SESSION_SECRET: secret(), INSTANCE_SECRET: secret() }, null, 2)}\n`,
    );
  }
  return JSON.parse(readFileSync(path, 'utf8')) as Secrets;
}
