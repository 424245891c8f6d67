import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const STATUS = '/proc/self/status';

/**
 * Largest resident size that this process has had, in bytes. Linux hands `maxrss` on from the process that started this one
 * (`man 2 getrusage`), so that a small child of a large parent looks as large; its `VmHWM` begins anew.
 */
export function peakBytes(): number {
  if (!existsSync(STATUS)) return process.resourceUsage().maxRSS * 1024;
  return 1024 * Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync(STATUS, 'utf8'))?.[1]);
}

/** Has `peakBytes` begin anew from what is resident now, where the system can (`man 5 proc_pid_clear_refs`); tells that size. */
export function forgetPeak(): number {
  if (existsSync(STATUS)) writeFileSync('/proc/self/clear_refs', '5');
  return process.memoryUsage.rss();
}
