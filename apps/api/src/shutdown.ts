import type { INestApplicationContext } from '@nestjs/common';
import { Log } from './platform/logging/log.ts';

/** Less than the ten seconds that a container runtime waits before it kills. */
const PATIENCE_MS = 8_000;

/**
 * Ends the process in order when it is told to. Whatever cannot be waited for, such as a queue that does not answer, must not
 * hold it up: everything it was doing is repeatable.
 */
export function endOnSignals(app: INestApplicationContext): void {
  // As process 1 of a container a signal that is raised again would be ignored; the hooks' own way ends like that.
  app.enableShutdownHooks([], { useProcessExit: true });
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      setTimeout(() => {
        app.get(Log).warn({ signal }, 'did not end in time');
        process.exit(1);
      }, PATIENCE_MS).unref();
    });
}
