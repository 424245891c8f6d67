import { execFile } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { promisify } from 'node:util';

/** The oldest line that the project runs on, at the version that its engine of JavaScript was last changed in. */
const VERSION = '22.23.3';
const PREFIX = resolve('.artifacts/node22');

/** Path of Node 22: `NODE22`, or one that npm brings and that stays under `.artifacts`. */
export async function olderNode(): Promise<string> {
  const given = process.env['NODE22'];
  if (given !== undefined) return given;
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const path = resolve(PREFIX, 'node_modules', name, 'bin/node');
  if (existsSync(path)) return path;
  mkdirSync(PREFIX, { recursive: true });
  const options = ['--prefix', PREFIX, '--no-save', '--no-audit', '--no-fund', '--ignore-scripts'];
  await promisify(execFile)('npm', ['install', ...options, `${name}@${VERSION}`]);
  return path;
}
