import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { inputDigest, isFresh, writeStamp } from './stamp.ts';

interface Step {
  readonly name: string;
  readonly inputs: readonly string[];
  readonly stamp: string;
  readonly command: readonly [tool: string, ...args: string[]];
}

const MANIFEST = 'package-lock.json';

const databaseClient: Step = {
  name: 'database client',
  inputs: ['prisma/schema.prisma', 'prisma.config.ts'],
  stamp: 'apps/api/src/platform/database/generated/.stamp',
  command: ['prisma/build/index.js', 'generate'],
};

const embeddedWasm: Step = {
  name: 'embedded WebAssembly',
  inputs: ['scripts/embed-wasm.ts', 'apps/client/package.json'],
  stamp: 'apps/client/src/engine/alignment/generated/.stamp',
  command: [resolve('scripts/embed-wasm.ts')],
};

const kernels: Step = {
  name: 'inner loops',
  inputs: ['scripts/compile-kernels.ts', 'apps/client/kernels', 'package.json'],
  stamp: 'apps/client/src/engine/kernels/generated/.stamp',
  command: [resolve('scripts/compile-kernels.ts')],
};

const server: Step = {
  name: 'server',
  inputs: ['libs', 'apps/api', 'prisma/schema.prisma', 'tsconfig.base.json', MANIFEST],
  stamp: 'apps/api/dist/.stamp',
  command: ['typescript/bin/tsc', '-b', 'apps/api'],
};

const webApp: Step = {
  name: 'web app',
  inputs: ['libs', 'apps/client', MANIFEST],
  stamp: 'apps/client/dist/.stamp',
  command: ['vite/bin/vite.js', 'build', 'apps/client', '--logLevel', 'warn'],
};

/**
 * Only `prisma generate` is used, and it needs no engine. Naming any existing file keeps the tool from trying to
 * download one. What is built is for production, also when a test asks for it.
 */
const environment = {
  ...process.env,
  PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
  NODE_ENV: 'production',
};

function run(step: Step, report: (line: string) => void): void {
  const digest = inputDigest(step.inputs);
  if (isFresh(step.stamp, digest)) return;
  report(`Building the ${step.name} …`);
  const [tool, ...args] = step.command;
  const result = spawnSync(process.execPath, [resolve('node_modules', tool), ...args], {
    env: environment,
    encoding: 'utf8',
  });
  if (result.status !== 0)
    throw new Error(`building the ${step.name} failed\n${result.stdout}${result.stderr}`);
  writeStamp(step.stamp, digest);
}

/** Sources that are made, not written: the database client, embedded WebAssembly and inner loops. Tests and checks need them. */
export function generateSources(report: (line: string) => void): void {
  run(databaseClient, report);
  run(embeddedWasm, report);
  run(kernels, report);
}

/** Builds what the server runs on, where it is missing or older than its sources. */
export function buildServer(report: (line: string) => void): void {
  run(databaseClient, report);
  run(server, report);
}

/** Builds everything that `npm start` serves. */
export function buildAll(report: (line: string) => void): void {
  buildServer(report);
  run(embeddedWasm, report);
  run(kernels, report);
  run(webApp, report);
}
