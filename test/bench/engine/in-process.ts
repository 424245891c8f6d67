import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { fileURLToPath } from 'node:url';
import type { Taken } from './engine-process.ts';

const run = promisify(execFile);
const PROGRAM = fileURLToPath(new URL('./engine-process.ts', import.meta.url));

/** Does one piece of work in a process of its own, so that its memory is its own. */
export async function inProcess(kind: string, what: string): Promise<Taken> {
  const { stdout } = await run(process.execPath, [
    '--conditions=source',
    '--no-warnings',
    '--expose-gc',
    PROGRAM,
    kind,
    what,
  ]);
  return JSON.parse(stdout) as Taken;
}

/** Seconds of sound per second of processor. */
export const realTimeOf = ({ soundSeconds, cpuSeconds }: Taken): number => soundSeconds / cpuSeconds;
