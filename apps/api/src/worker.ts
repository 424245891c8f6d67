import 'reflect-metadata';
import { inspect } from 'node:util';
import { createWorker, startJobs } from './create-app.ts';
import { ConfigError, loadConfig } from './platform/config/config.ts';
import { startHeartbeat } from './platform/health/heartbeat.ts';
import { ReadinessService } from './platform/health/readiness.ts';
import { Log } from './platform/logging/log.ts';
import { endOnSignals } from './shutdown.ts';

try {
  const config = loadConfig(process.env);
  const app = await createWorker(config);
  endOnSignals(app);
  await startJobs(app);
  if (config.heartbeatFile !== null)
    startHeartbeat(config.heartbeatFile, app.get(ReadinessService), app.get(Log));
  app.get(Log).info({}, 'worker runs');
} catch (error) {
  process.stderr.write(`${error instanceof ConfigError ? error.message : inspect(error)}\n`);
  process.exit(1);
}
