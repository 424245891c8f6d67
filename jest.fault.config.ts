import type { Config } from 'jest';
import base from './jest.config.ts';

const [unit] = base.projects as [Record<string, unknown>];

/** Processes that are killed and rows that are forged, on instances of their own. One file after another. */
const config: Config = {
  ...unit,
  displayName: 'fault',
  roots: ['<rootDir>/test/fault'],
  testMatch: ['**/*.fault.spec.ts'],
  testPathIgnorePatterns: ['/dist/'],
  maxWorkers: 1,
  testTimeout: 600_000,
};

export default config;
