import type { Config } from 'jest';
import base from './jest.config.ts';

const [unit] = base.projects as [Record<string, unknown>];

/** The same promises on the other backend. Apart from the rest, because it needs a `redis-server` on the PATH. */
const config: Config = {
  ...unit,
  displayName: 'redis',
  testMatch: ['**/*.redis.spec.ts'],
  testPathIgnorePatterns: ['/dist/'],
  globalSetup: '<rootDir>/test/support/redis.setup.ts',
  globalTeardown: '<rootDir>/test/support/redis.teardown.ts',
  testTimeout: 60_000,
};

export default config;
