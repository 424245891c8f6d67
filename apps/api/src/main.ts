import 'reflect-metadata';
import { inspect } from 'node:util';
import { createApp, startJobs } from './create-app.ts';
import { ConfigError, loadConfig } from './platform/config/config.ts';
import { Log } from './platform/logging/log.ts';
import { endOnSignals } from './shutdown.ts';

try {
  const config = loadConfig(process.env);
  const app = await createApp(config);
  endOnSignals(app);
  if (config.runJobs) await startJobs(app);
  await app.listen(config.port, config.host);
  app.get(Log).info({ url: config.baseUrl, jobs: config.runJobs }, 'listening');
} catch (error) {
  process.stderr.write(`${error instanceof ConfigError ? error.message : inspect(error)}\n`);
  process.exit(1);
}
