import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SeededUser } from '../../prisma/seed.ts';
import { writePrivate } from './state.ts';

interface DemoFile {
  readonly baseUrl: string;
  readonly users: readonly SeededUser[];
}

const pathIn = (directory: string): string => join(directory, 'demo.json');

export function writeDemoFile(directory: string, baseUrl: string, users: readonly SeededUser[]): void {
  writePrivate(pathIn(directory), `${JSON.stringify({ baseUrl, users } satisfies DemoFile, null, 2)}\n`);
}

/** The address and, when this instance was seeded, the demo logins. Keeps the file's address true. */
export function demoWelcome(directory: string, baseUrl: string): string {
  const ready = `\nFlipside is ready at ${baseUrl}\n`;
  if (!existsSync(pathIn(directory))) return ready;
  const { users } = JSON.parse(readFileSync(pathIn(directory), 'utf8')) as DemoFile;
  writeDemoFile(directory, baseUrl, users);
  const width = Math.max(...users.map(({ login }) => login.length));
  const lines = users.map(
    ({ login, password, name, role }) => `  ${login.padEnd(width)}  ${password}  ${name} (${role})`,
  );
  return `${ready}\nDemo logins, for this machine only:\n${lines.join('\n')}\n`;
}
