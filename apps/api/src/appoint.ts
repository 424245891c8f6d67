import 'reflect-metadata';
import { createWorker } from './create-app.ts';
import { OperatorService } from './modules/identity/index.ts';
import { loadConfig } from './platform/config/config.ts';

/** `node apps/api/dist/appoint.js HANDLE`: makes a user an operator. Whoever can run it owns the database anyway. */
async function appoint(handle: string | undefined): Promise<void> {
  if (handle === undefined) throw new Error('usage: node apps/api/dist/appoint.js HANDLE');
  const app = await createWorker(loadConfig(process.env));
  try {
    const known = await app.get(OperatorService).appointByHandle(handle);
    process.stdout.write(known ? `${handle} is an operator now.\n` : `There is no user ${handle}.\n`);
    if (!known) process.exitCode = 1;
  } finally {
    await app.close();
  }
}

try {
  await appoint(process.argv[2]);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
