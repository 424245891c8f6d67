import { loadConfig } from './config.ts';
import type { Config } from './config.ts';

/** A configuration for tests: cheap passwords, silence, secrets that guard nothing. */
export function testConfig(databaseUrl: string, env: Readonly<Record<string, string>> = {}): Config {
  return loadConfig({
    NODE_ENV: 'test',
    BASE_URL: 'http://flipside.test',
    DATABASE_URL: databaseUrl,
    DATABASE_POOL: '5',
    SESSION_SECRET: 'a session secret that guards nothing',
    INSTANCE_SECRET: 'an instance secret that guards nothing',
    LOG_LEVEL: 'silent',
    RUN_JOBS: 'false',
    ARGON2_MEMORY_KIB: '64',
    ARGON2_PASSES: '1',
    ...env,
  });
}
