import type { Config } from 'jest';
import base from './jest.config.ts';

const [unit] = base.projects as [Record<string, unknown>];

/** The command line and a page against a real music server. Apart from the rest, because it needs `supysonic` and Chromium. */
const config: Config = {
  ...unit,
  displayName: 'subsonic',
  roots: ['<rootDir>/test/subsonic'],
  testMatch: ['**/*.subsonic.spec.ts'],
  testPathIgnorePatterns: ['/dist/'],
  maxWorkers: 1,
  testTimeout: 300_000,
};

export default config;
