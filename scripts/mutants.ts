import { spawnSync } from 'node:child_process';
import { globSync, readFileSync, writeFileSync } from 'node:fs';

/**
 * `node scripts/mutants.ts [FILE …]`: changes one operator after the other in the code that reckons money, and runs the tests
 * of `libs/royalty` against each change. What no test notices is printed. Not a part of CI: it takes minutes.
 */
const FILES = [
  ...['apportion', 'tariff', 'statement', 'statement.lines', 'settle', 'payout', 'transfer'],
  ...['suspense.release', 'dispute.release', 'dispute.settlement', 'allocation.cell', 'allocation.pool'],
].map((name) => `libs/royalty/src/${name}.ts`);

/** Signs, ties, roundings, bounds and filters. Operators stand between spaces; what types write does not. */
const CHANGES: readonly (readonly [RegExp, string])[] = [
  [/ < /g, ' <= '],
  [/ <= /g, ' < '],
  [/ > /g, ' >= '],
  [/ >= /g, ' > '],
  [/ \+ /g, ' - '],
  [/ - /g, ' + '],
  [/ \* /g, ' / '],
  [/ === /g, ' !== '],
  [/ !== /g, ' === '],
  [/ && /g, ' || '],
  [/ \|\| /g, ' && '],
  [/-1n/g, '1n'],
  [/\? -1 : /g, '? 1 : '],
  [/1n : 0n/g, '0n : 1n'],
  [/ % /g, ' / '],
  [/micros\(-/g, 'micros('],
  [/\.sort\(\w*\)/g, ''],
  [/\.filter\(\([^()]*\) => [^()]*\)/g, ''],
];

/** Changes that come to the same, and why. */
const SAME: readonly (readonly [RegExp, string])[] = [
  [/\b(\w+) <= (\w+) \? \1 : \2\b/, 'the lesser of two equals is either'],
  [/\b(\w+) >= 0n \? \1 : 0n\b/, 'nothing is nothing'],
  [/\bbase >= 0n \? input\.withholdings/, 'nothing is withheld of nothing, and no entry is of nothing'],
  [/if \(balance <= 0n\) return 'NEGATIVE'/, 'who is owed nothing has no line'],
  [/sort\(\(a, b\) => \(a\.\w+ <= b\.\w+ \? -1 : 1\)\)/, 'no two have the same id'],
  [/if \(total >= 0n\) return cellAmounts/, 'nothing was left out before'],
  [/\b(part|share)\.from >= at \? \1\.from : at/, 'the later of two equal instants is either'],
  [
    /return left <= right \? -1 : left > right|left >= right \? 1 : 0/,
    'an entry handed over twice is the same twice',
  ],
  [/sign: 1n \| 1n\)/, 'a type'],
];

interface Mutant {
  readonly file: string;
  readonly line: number;
  readonly text: string;
  readonly source: string;
}

function mutantsOf(file: string): Mutant[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.flatMap((line, index) => {
    if (/^\s*(?:\*|\/\/|\/\*|import |export type|readonly )/.test(line) || line.includes('RangeError(`'))
      return [];
    const isSame = (text: string): boolean => SAME.some(([same]) => same.test(text) && !same.test(line));
    return CHANGES.flatMap(([from, to]) =>
      [...line.matchAll(from)].map((match): Mutant => {
        const text = line.slice(0, match.index) + to + line.slice(match.index + match[0].length);
        return { file, line: index + 1, text, source: lines.with(index, text).join('\n') };
      }),
    ).filter(({ text }) => !isSame(text));
  });
}

const specs = globSync('libs/royalty/src/**/*.spec.ts').filter((path) => !path.includes('clearance'));

/** Specs of the same name, and those that import the file: most changes are noticed by one of them, in seconds. */
function nearSpecs(file: string): string[] {
  const [name = ''] = /[^/]+$/.exec(file) ?? [];
  const [word = ''] = name.split('.');
  return specs.filter(
    (path) => path.includes(`/${word}.`) || readFileSync(path, 'utf8').includes(`/${name}'`),
  );
}

function isRefusedBy(paths: readonly string[]): boolean {
  if (paths.length === 0) return false;
  const words = [
    '--experimental-vm-modules',
    '--no-warnings',
    'node_modules/jest/bin/jest.js',
    '--bail',
    '--silent',
  ];
  const options = { stdio: 'ignore', timeout: 300_000 } as const;
  return (
    spawnSync(process.execPath, [...words, '--selectProjects', 'unit', '--', ...paths], options).status !== 0
  );
}

function isNoticed({ file, source }: Mutant): boolean {
  const before = readFileSync(file, 'utf8');
  const near = nearSpecs(file);
  writeFileSync(file, source);
  try {
    return isRefusedBy(near) || isRefusedBy(specs.filter((path) => !near.includes(path)));
  } finally {
    writeFileSync(file, before);
  }
}

const asked = process.argv.slice(2);
const mutants = (asked.length > 0 ? asked : FILES).flatMap(mutantsOf);
let unnoticed = 0;
for (const [index, mutant] of mutants.entries()) {
  if (isNoticed(mutant)) continue;
  unnoticed += 1;
  console.log(`${mutant.file}:${mutant.line} (${index + 1} of ${mutants.length})\n  ${mutant.text.trim()}`);
}
console.log(`${mutants.length} changes, ${unnoticed} unnoticed`);
process.exitCode = unnoticed === 0 ? 0 : 1;
