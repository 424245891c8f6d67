import 'reflect-metadata';
import { createWorker } from './create-app.ts';
import { OperatorService } from './modules/identity/index.ts';
import { loadConfig } from './platform/config/config.ts';

/** Makes a user an operator, or no longer one. Whoever can run it owns the database anyway. */
async function appoint(parts: readonly string[]): Promise<void> {
  const dismisses = parts[0] === '--dismiss';
  const [handle, ...rest] = dismisses ? parts.slice(1) : parts;
  if (handle === undefined || handle.startsWith('-') || rest.length > 0)
    throw new Error('usage: node apps/api/dist/appoint.js [--dismiss] HANDLE');
  const app = await createWorker(loadConfig(process.env));
  try {
    const operators = app.get(OperatorService);
    const known = await (dismisses ? operators.dismissByHandle(handle) : operators.appointByHandle(handle));
    const is = dismisses ? 'is no operator any more' : 'is an operator now';
    process.stdout.write(known ? `${handle} ${is}.\n` : `There is no user ${handle}.\n`);
    if (!known) process.exitCode = 1;
  } finally {
    await app.close();
  }
}

try {
  await appoint(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
