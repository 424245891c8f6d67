import { existsSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { buildAll } from './build/steps.ts';
import type { Bench, Measure } from '../test/bench/measure.ts';

const DIRECTORY = resolve('test/bench');

function available(): string[] {
  return readdirSync(DIRECTORY)
    .filter((file) => file.endsWith('.bench.ts'))
    .map((file) => file.replace('.bench.ts', ''));
}

const figure = (value: number): string => (value >= 100 ? value.toFixed(0) : value.toPrecision(3));

function print(measures: readonly Measure[]): void {
  const rows = measures.map(({ id, value, unit, limit, ratio }) => [
    id,
    figure(value),
    figure(limit),
    figure(ratio),
    unit,
  ]);
  const table = [['measure', 'value', 'limit', 'ratio', 'unit'], ...rows];
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...table.map((row) => (row[column] ?? '').length)));
  for (const row of table)
    console.log(
      row
        .map((cell, column) =>
          column === 0 || column === 4
            ? cell.padEnd(widths[column] ?? 0)
            : cell.padStart(widths[column] ?? 0),
        )
        .join('  '),
    );
}

/** `npm run bench -- NAME [--json] [--full] [--small]`: prints a table of ratios and, with `--json`, one last line for machines. */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { json: { type: 'boolean' }, full: { type: 'boolean' }, small: { type: 'boolean' } },
    allowPositionals: true,
  });
  const [name = ''] = positionals;
  const file = resolve(DIRECTORY, `${name}.bench.ts`);
  if (!/^[a-z-]+$/.test(name) || !existsSync(file))
    throw new Error(`usage: npm run bench -- NAME; one of ${available().join(', ')}`);
  buildAll((line) => console.log(line));
  const { default: bench } = (await import(pathToFileURL(file).href)) as { default: Bench };
  const measures = await bench.run({ full: values.full ?? false, small: values.small ?? false });
  print(measures);
  if (values.json) console.log(JSON.stringify({ name: bench.name, measures }));
}

await main();
process.exit();
