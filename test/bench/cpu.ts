import { existsSync, readFileSync } from 'node:fs';

/**
 * Milliseconds of CPU that processes had so far; `null` where the system does not tell, or one of them has ended. What else
 * the machine does meanwhile makes everything take longer, and changes little of this.
 */
export function cpuOf(pids: readonly number[]): number | null {
  let nanoseconds = 0;
  for (const pid of pids) {
    const path = `/proc/${pid}/schedstat`;
    if (!existsSync(path)) return null;
    nanoseconds += Number(readFileSync(path, 'utf8').split(' ')[0]);
  }
  return nanoseconds / 1e6;
}
