import type { Config } from 'jest';
import base from './jest.config.ts';

const [, db] = base.projects as [unknown, Record<string, unknown>];

/** Several instances on loopback, each with its own database. One file after another. */
const config: Config = {
  ...db,
  displayName: 'federation',
  roots: ['<rootDir>/test/federation'],
  testMatch: ['**/*.federation.spec.ts'],
  maxWorkers: 1,
  testTimeout: 120_000,
};

export default config;
