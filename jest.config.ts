import type { Config } from 'jest';

const shared = {
  rootDir: import.meta.dirname,
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  moduleNameMapper: { '^@flipside/(recipe|royalty|transparency)$': '<rootDir>/libs/$1/src/index.ts' },
  modulePathIgnorePatterns: ['<rootDir>/(libs|apps)/[^/]+/dist/'],
  transform: {
    '^.+\\.tsx?$': [
      '@swc/jest',
      {
        swcrc: false,
        sourceMaps: 'inline',
        module: { type: 'es6' },
        jsc: {
          target: 'es2023',
          parser: { syntax: 'typescript', tsx: false, decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
          keepClassNames: true,
        },
      },
    ],
  },
} satisfies Config;

const roots = ['<rootDir>/libs', '<rootDir>/apps', '<rootDir>/test', '<rootDir>/scripts', '<rootDir>/prisma'];

/** Two projects: `unit` does no I/O, `db` runs on a real PostgreSQL that its global setup starts. */
const config: Config = {
  projects: [
    {
      ...shared,
      displayName: 'unit',
      roots,
      testMatch: ['**/*.spec.ts'],
      testPathIgnorePatterns: ['\\.(db|redis|e2e|fault|federation|subsonic)\\.spec\\.ts$', '/dist/'],
    },
    {
      ...shared,
      displayName: 'db',
      roots,
      testMatch: ['**/*.db.spec.ts'],
      testPathIgnorePatterns: ['/dist/'],
      globalSetup: '<rootDir>/test/support/database.setup.ts',
      globalTeardown: '<rootDir>/test/support/database.teardown.ts',
    },
  ],
  testSequencer: '<rootDir>/test/support/units-first.sequencer.js',
  // The runner would leave one core idle; two workers use both of a small machine.
  maxWorkers: 2,
  // Modules of every file stay in a worker's memory: a new one is quicker than one that only collects garbage.
  workerIdleMemoryLimit: '1200MB',
  testTimeout: 60_000,
};

export default config;
