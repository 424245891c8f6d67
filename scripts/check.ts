import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { generateSources } from './build/steps.ts';

interface Check {
  readonly name: string;
  readonly command: readonly [script: string, ...args: string[]];
}

const bin = (path: string): string => resolve('node_modules', path);

/** Every check, the quick ones last: types must be built before the drift check can start the server. */
const CHECKS: readonly Check[] = [
  { name: 'types', command: [bin('typescript/bin/tsc'), '-b'] },
  { name: 'typed lint', command: [bin('oxlint/bin/oxlint'), '--type-aware', '--deny-warnings'] },
  {
    name: 'boundaries and cycles',
    command: [
      bin('dependency-cruiser/bin/dependency-cruiser.mjs'),
      'libs',
      'apps',
      'scripts',
      'test',
      'prisma',
      '--config',
      '.dependency-cruiser.json',
    ],
  },
  { name: 'dead code', command: [bin('knip/bin/knip.js'), '--no-progress'] },
  { name: 'drift of OpenAPI and client', command: ['scripts/openapi.ts', '--check'] },
  { name: 'format', command: [bin('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.'] },
];

/** `npm run check [-- NAME…]`: runs all checks, or those whose name contains one of the words, and tells each result. */
function main(words: readonly string[]): number {
  generateSources((line) => console.log(line));
  const chosen = CHECKS.filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)));
  const failed = chosen.filter(({ name, command }) => {
    const started = performance.now();
    const result = spawnSync(process.execPath, command, { encoding: 'utf8' });
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    const ok = result.status === 0;
    console.log(`${ok ? 'ok  ' : 'FAIL'} ${name} (${seconds} s)`);
    if (!ok) console.log(`${result.stdout}${result.stderr}`.trimEnd());
    return !ok;
  });
  console.log(`${chosen.length - failed.length} passed, ${failed.length} failed`);
  return failed.length === 0 ? 0 : 1;
}

process.exitCode = main(process.argv.slice(2));
