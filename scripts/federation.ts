import { setImmediate as turn } from 'node:timers/promises';
import { buildAll } from './build/steps.ts';
import { areIntroduced, introduced, startOverWords, StateError } from './federation/introduced.ts';
import { explain } from './instance/explain.ts';
import { whenToldToStop } from './instance/stop-signals.ts';
import type { Member } from './federation/member.ts';

const STOP_PATIENCE_MS = 30_000;
const FIRST_PORT = Number(process.env['PORT'] ?? 3001);

/** `npm run federation`: three instances on this machine that know each other, with people on them, to click through. */
async function main(): Promise<void> {
  const knowEachOther = areIntroduced(FIRST_PORT);
  let told = false;
  let started: readonly Member[] | null = null;
  const stop = async (): Promise<void> => {
    for (const member of started ?? []) await member.close();
    process.exit(0);
  };
  whenToldToStop((reason) => {
    told = true;
    console.log(`\n${reason}: stopping …`);
    setTimeout(() => fail('Did not stop in time.'), STOP_PATIENCE_MS).unref();
    // While they start nothing is cut off half-way: they are stopped in order as soon as they are up.
    if (started !== null) stop().catch(fail);
  });

  buildAll((line) => console.log(line));
  await turn();
  if (told) return await stop();
  // Only now: these import what was just built.
  const { Member: member } = await import('./federation/member.ts');
  const { NAMES } = await import('./federation/cast.ts');
  const { acquaint } = await import('./federation/acquaint.ts');
  const opening: Member[] = [];
  try {
    for (const [at, name] of NAMES.entries()) {
      if (told) break;
      console.log(`Starting ${name.toUpperCase()} …`);
      const one = await member.open(name, FIRST_PORT + at);
      opening.push(one);
      await one.listen();
    }
  } catch (error) {
    for (const one of opening) await one.close();
    throw error;
  }
  started = opening;
  const [a, b, c] = opening;
  if (told || a === undefined || b === undefined || c === undefined) return await stop();
  if (!knowEachOther)
    try {
      await acquaint({ a, b, c }, (line) => console.log(line));
      introduced(FIRST_PORT);
    } catch (error) {
      if (told) return;
      for (const one of opening) await one.close();
      const words = error instanceof Error ? error.message : String(error);
      throw new StateError(
        `They were not introduced to each other: ${words}. Starting again goes on where this ended. ${startOverWords()}`,
        {
          cause: error,
        },
      );
    }
  console.log(`\n${opening.map(({ welcome }) => welcome).join('\n')}`);
  console.log('The federation is ready. Logins are for this machine only; Ctrl-C stops it.');
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
