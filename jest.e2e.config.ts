import type { Config } from 'jest';
import base from './jest.config.ts';

const [unit] = base.projects as [Record<string, unknown>];

/** The whole path in a real browser against a real instance. Files run one after another: the machine is shared. */
const config: Config = {
  ...unit,
  displayName: 'e2e',
  roots: ['<rootDir>/test/e2e'],
  testMatch: ['**/*.e2e.spec.ts'],
  testPathIgnorePatterns: ['/dist/'],
  globalSetup: '<rootDir>/test/e2e/support/instance.setup.ts',
  globalTeardown: '<rootDir>/test/e2e/support/instance.teardown.ts',
  maxWorkers: 1,
  testTimeout: 900_000,
};

export default config;
