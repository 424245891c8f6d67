import { execFileSync } from 'node:child_process';
import { findModel } from '../../../apps/client/src/engine/separation/node/find-model.ts';
import { FileModelStore } from '../../../apps/client/src/engine/separation/node/file-model-store.ts';
import { HTDEMUCS } from '../../../apps/client/src/engine/separation/index.ts';
import { measure, type Measure } from '../measure.ts';

/** What separating one piece took, and how near the stems came to the true ones. */
export interface SeparationRow {
  readonly title: string;
  /** Drums, bass, other, vocals, in dB. */
  readonly sdr: readonly number[];
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly wallSeconds: number;
  readonly peakMb: number;
}

/** Real-time factors asked for: of one core by the built-in separator, of two by HTDemucs. */
const BUILT_IN_RTF = 0.05;
const HTDEMUCS_RTF = 0.8;
const HTDEMUCS_CORES = 2;
const PEAK_MB = 2700;

export function separateInProcess(model: string, pieces: number): readonly SeparationRow[] {
  const script = ['--conditions=source', 'test/bench/engine/separation-process.ts', model, String(pieces)];
  const printed = execFileSync(process.execPath, script, { encoding: 'utf8', maxBuffer: 1 << 24 });
  return printed
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as SeparationRow);
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const totalOf = (rows: readonly SeparationRow[], field: 'seconds' | 'cpuSeconds'): number =>
  sum(rows.map((row) => row[field]));

const meanSdr = (rows: readonly SeparationRow[]): number =>
  sum(rows.flatMap(({ sdr }) => sdr)) / (4 * rows.length);

/** Whether this machine has HTDemucs: named by `FLIPSIDE_HTDEMUCS`, in the cache, or installed. */
export async function hasHtdemucs(): Promise<boolean> {
  return (await findModel(HTDEMUCS, new FileModelStore())) !== null;
}

export function printSdr(name: string, rows: readonly SeparationRow[]): void {
  console.log(`${name}: SDR in dB\n${'piece'.padEnd(18)} drums   bass  other vocals   mean`);
  for (const { title, sdr } of rows) {
    const figures = [...sdr, sum(sdr) / sdr.length].map((value) => value.toFixed(2).padStart(6));
    console.log(`${title.padEnd(18)}${figures.join(' ')}`);
  }
}

/**
 * `engine.builtin_rtf`, and where HTDemucs is present `engine.htdemucs_rtf` and `engine.separation_peak_mb`. Factors are
 * from processor time, so that they hold on a busy machine; that of HTDemucs is for two cores.
 *
 * @param pieces how many of the eight pieces are separated
 */
export async function separationMeasures(pieces: number): Promise<readonly Measure[]> {
  const builtIn = separateInProcess('builtin-1', pieces);
  printSdr('Built-in', builtIn);
  const builtInRtf = totalOf(builtIn, 'cpuSeconds') / totalOf(builtIn, 'seconds');
  const measures = [
    measure('engine.builtin_rtf', '× length, one core', builtInRtf, BUILT_IN_RTF),
    measure('engine.builtin_sdr', 'dB, mean', meanSdr(builtIn), 3.2),
  ];
  if (!(await hasHtdemucs())) return measures;
  const neural = separateInProcess(HTDEMUCS.id, pieces);
  printSdr(HTDEMUCS.name, neural);
  const rtf = totalOf(neural, 'cpuSeconds') / totalOf(neural, 'seconds') / HTDEMUCS_CORES;
  const peak = Math.max(...neural.map(({ peakMb }) => peakMb));
  return [
    ...measures,
    measure('engine.htdemucs_rtf', '× length, two cores', rtf, HTDEMUCS_RTF),
    measure('engine.htdemucs_sdr', 'dB, mean', meanSdr(neural), meanSdr(builtIn)),
    measure('engine.separation_peak_mb', 'MB', peak, PEAK_MB),
  ];
}
