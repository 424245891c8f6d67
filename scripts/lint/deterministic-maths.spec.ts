import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

/** Everything whose numbers reach a rendering. */
const FOLDERS = [
  ...['alignment', 'analysis', 'decode', 'demo', 'dsp', 'export', 'render', 'separation'].map(
    (name) => `apps/client/src/engine/${name}`,
  ),
  'libs/recipe/src',
];

const VIOLATIONS = [
  'export const a = Math.sin(1);',
  "export const b = Math['cos'](1);",
  'const { tan } = Math; export const c = tan(1);',
  'const { exp: e, ...others } = Math; export const d = [e, others];',
  'const m = Math; export const f = m.log(2);',
  'export const g = globalThis.Math.log2(2);',
  'export const h = (x: keyof Math) => Math[x];',
  'export const i = 3 ** 0.5;',
  'export let j = 2; j **= 3;',
  'export const k = [Math.pow, Math.hypot, Math.cbrt, Math.sinh, Math.log10, Math.random];',
  "const { 'atan2': l } = Math; export const n = l;",
];
const ALLOWED = [
  'export const a = Math.floor(1.5) + Math.sqrt(2) * Math.PI;',
  'const { abs, max: most, LN2 } = Math; export const b = [abs, most, LN2];',
  "export const c = Math['round'](1.2);",
];

/** The project's own configuration, on files of the test. */
describe('lint of audio code', () => {
  let directory: string;
  let output: string;
  let status: number | null;

  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'flipside-lint-'));
    cpSync('.oxlintrc.json', join(directory, '.oxlintrc.json'));
    mkdirSync(join(directory, 'scripts/lint'), { recursive: true });
    cpSync('scripts/lint/deterministic-maths.js', join(directory, 'scripts/lint/deterministic-maths.js'));
    for (const folder of FOLDERS) {
      mkdirSync(join(directory, folder), { recursive: true });
      writeFileSync(join(directory, folder, 'probe.ts'), `${VIOLATIONS[0]}\n`);
      writeFileSync(join(directory, folder, 'fine.ts'), `${ALLOWED.join('\n')}\n`);
    }
    writeFileSync(join(directory, FOLDERS[0]!, 'violations.ts'), `${VIOLATIONS.join('\n')}\n`);
    const run = spawnSync(process.execPath, [resolve('node_modules/oxlint/bin/oxlint'), '--format=unix'], {
      cwd: directory,
      encoding: 'utf8',
    });
    output = run.stdout.replaceAll('\\', '/');
    status = run.status;
  });
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  const reported = (file: string): number[] =>
    output
      .split('\n')
      .filter((line) => line.includes(`${file}:`) && line.includes('deterministic-maths'))
      .map((line) => Number(/:(\d+):\d+:/.exec(line)?.[1]));

  test.each(FOLDERS)('%s may not use maths that differs between engines', (folder) => {
    expect(reported(`${folder}/probe.ts`)).toEqual([1]);
    expect(reported(`${folder}/fine.ts`)).toEqual([]);
  });

  test('every way around is seen, and the check fails', () => {
    const lines = new Set(reported('violations.ts'));
    expect([...lines].sort((a, b) => a - b)).toEqual(VIOLATIONS.map((_, i) => i + 1));
    expect(status).toBe(1);
  });
});
