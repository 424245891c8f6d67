import { runFuzz } from '../fuzz/run-fuzz.ts';
import type { CaseReport } from '../fuzz/fuzz-protocol.ts';
import { measure, type Bench } from './measure.ts';

const MOST_CPU_MS = 1500;

function outcomeWords({ outcome }: CaseReport): string {
  if (outcome.kind === 'sound') return 'sound';
  return outcome.kind === 'refused' ? outcome.code : 'BROKEN';
}

/** Rows: what was damaged; columns: how it ended. */
function print(reports: readonly CaseReport[]): void {
  const columns = [...new Set(reports.map(outcomeWords))].sort();
  const names = [...new Set(reports.map(({ name }) => name))].sort();
  console.log(['damaged'.padEnd(22), ...columns.map((column) => column.padStart(12))].join(''));
  for (const name of names) {
    const counts = columns.map(
      (column) => reports.filter((report) => report.name === name && outcomeWords(report) === column).length,
    );
    console.log([name.padEnd(22), ...counts.map((count) => String(count).padStart(12))].join(''));
  }
  for (const { index, name, outcome } of reports)
    if (outcome.kind === 'broken') console.log(`case ${index} (${name}): ${outcome.what}`);
}

/** Damaged files and recipes; `--full` takes ten times as many, `--small` a tenth. */
const fuzz: Bench = {
  name: 'fuzz',
  run: async ({ full, small }) => {
    const cases = full ? 20_000 : small ? 200 : 2000;
    const reports = await runFuzz(0, cases);
    print(reports);
    const broken = reports.filter(({ outcome }) => outcome.kind === 'broken').length;
    return [
      measure('fuzz.broken', 'cases', broken, cases),
      measure('fuzz.slowest', 'ms of processor', Math.max(...reports.map(({ cpuMs }) => cpuMs)), MOST_CPU_MS),
    ];
  },
};

export default fuzz;
