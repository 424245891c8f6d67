import 'reflect-metadata';
import { inspect } from 'node:util';
import { createWorker, startJobs } from './create-app.ts';
import { ConfigError, loadConfig } from './platform/config/config.ts';
import { Log } from './platform/logging/log.ts';

try {
  const config = loadConfig(process.env);
  const app = await createWorker(config);
  app.enableShutdownHooks();
  await startJobs(app);
  app.get(Log).info({}, 'worker runs');
} catch (error) {
  process.stderr.write(`${error instanceof ConfigError ? error.message : inspect(error)}\n`);
  process.exit(1);
}
