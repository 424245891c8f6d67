import { setImmediate as turn } from 'node:timers/promises';
import { buildAll } from './build/steps.ts';
import { explain } from './instance/explain.ts';
import type { Instance } from './instance/instance.ts';
import { whenToldToStop } from './instance/stop-signals.ts';

/** A queue or database of `REDIS_URL` or `DATABASE_URL` that is gone must not hold it up for ever. */
const STOP_PATIENCE_MS = 30_000;

/** `npm start`: builds what is missing and runs a whole instance in this process until it is told to stop. */
async function main(): Promise<void> {
  let told: string | null = null;
  let instance: Instance | null = null;
  const stop = async (): Promise<void> => {
    await instance?.stop();
    process.exit(0);
  };
  whenToldToStop((reason) => {
    told = reason;
    console.log(`\n${reason}: stopping …`);
    setTimeout(() => fail('Did not stop in time.'), STOP_PATIENCE_MS).unref();
    // While it starts nothing is cut off half-way: it is stopped in order as soon as it is up.
    if (instance !== null) stop().catch(fail);
  });

  buildAll((line) => console.log(line));
  await turn(); // a signal that came while compilers ran is heard now
  if (told !== null) return await stop();
  // Only now: the instance and its seed import what was just built.
  const { startInstance } = await import('./instance/instance.ts');
  instance = await startInstance();
  if (told !== null) return await stop();
  console.log(instance.welcome);
}

function fail(error: unknown): void {
  console.error(explain(error));
  process.exit(1);
}

try {
  await main();
} catch (error) {
  fail(error);
}
