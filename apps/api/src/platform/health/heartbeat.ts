import { writeFile } from 'node:fs/promises';
import type { Log } from '../logging/log.ts';
import type { ReadinessService } from './readiness.ts';

const EVERY_MS = 10_000;

/**
 * Touches a file as long as a process without a port can do its work, for whoever watches it: a file that has not changed for
 * three beats tells of a worker that hangs or has lost its database or queue.
 *
 * @returns what ends it
 */
export function startHeartbeat(
  file: string,
  readiness: Pick<ReadinessService, 'check'>,
  log: Pick<Log, 'warn'>,
  everyMs: number = EVERY_MS,
): () => void {
  const beat = async (): Promise<void> => {
    try {
      if ((await readiness.check()).ready) await writeFile(file, `${new Date().toISOString()}\n`);
    } catch (error) {
      log.warn({ err: error, file }, 'heartbeat failed');
    }
  };
  void beat();
  const timer = setInterval(() => void beat(), everyMs);
  timer.unref();
  return () => clearInterval(timer);
}
