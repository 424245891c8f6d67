import { buildAll } from './build/steps.ts';
import { DatabaseInUseError } from './database/embedded-postgres.ts';

/** `npm start`: builds what is missing and runs a whole instance in this process until it is told to stop. */
async function main(): Promise<void> {
  buildAll((line) => console.log(line));
  // Only now: the instance and its seed import what was just built.
  const { startInstance } = await import('./instance/instance.ts');
  const instance = await startInstance();
  console.log(instance.welcome);

  let stopping = false;
  const stop = (signal: NodeJS.Signals): void => {
    if (stopping) return;
    stopping = true;
    console.log(`\n${signal}: stopping …`);
    instance.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

/** What a person can act on is said plainly; anything else keeps its stack. */
function explain(error: unknown): unknown {
  if (error instanceof DatabaseInUseError)
    return `Flipside already runs here: ${error.message}. Stop it first, or set FLIPSIDE_STATE to other data.`;
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
    return `Port ${process.env['PORT'] ?? 3000} is taken. Set PORT to another one.`;
  if (error instanceof Error && error.name === 'ConfigError') return error.message;
  return error;
}

try {
  await main();
} catch (error) {
  console.error(explain(error));
  process.exit(1);
}
