import { execFileSync } from 'node:child_process';
import { findModel } from '../../../apps/client/src/engine/separation/node/find-model.ts';
import { FileModelStore } from '../../../apps/client/src/engine/separation/node/file-model-store.ts';
import { HTDEMUCS } from '../../../apps/client/src/engine/separation/index.ts';
import { measure, type Measure } from '../measure.ts';
import { separateInBrowser } from './browser-model.ts';

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
/** Two segments at the usual overlap. */
const BROWSER_SECONDS = 11;

const PROGRAM = 'test/bench/engine/separation-process.ts';
/** The name under which the yardstick is asked for. */
export const PROTOTYPE = 'prototype';

export function separateInProcess(model: string, pieces: number): readonly SeparationRow[] {
  const script = ['--conditions=source', PROGRAM, model, String(pieces)];
  const printed = execFileSync(process.execPath, script, { encoding: 'utf8', maxBuffer: 1 << 24 });
  return printed
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as SeparationRow);
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
/** Processor time per second of sound. */
const factorOf = (rows: readonly SeparationRow[]): number =>
  sum(rows.map(({ cpuSeconds }) => cpuSeconds)) / sum(rows.map(({ seconds }) => seconds));
const peakOf = (rows: readonly SeparationRow[]): number => Math.max(...rows.map(({ peakMb }) => peakMb));

const meanSdr = (rows: readonly SeparationRow[]): number =>
  sum(rows.flatMap(({ sdr }) => sdr)) / (4 * rows.length);

export function printSdr(name: string, rows: readonly SeparationRow[]): void {
  console.log(`${name}: SDR in dB\n${'piece'.padEnd(18)} drums   bass  other vocals   mean`);
  for (const { title, sdr } of rows) {
    const figures = [...sdr, sum(sdr) / sdr.length].map((value) => value.toFixed(2).padStart(6));
    console.log(`${title.padEnd(18)}${figures.join(' ')}`);
  }
}

/**
 * `engine.builtin_rtf`, and where HTDemucs is present `engine.htdemucs_rtf` and `engine.htdemucs_peak_mb`. Factors are
 * from processor time, so that they hold on a busy machine; that of HTDemucs is for two cores. The limit of the
 * built-in separator's SDR is what the prototype reaches on the same pieces in the same run.
 *
 * @param pieces how many of the eight pieces are separated
 */
export async function separationMeasures(pieces: number): Promise<readonly Measure[]> {
  const prototype = separateInProcess(PROTOTYPE, pieces);
  printSdr('Prototype', prototype);
  const builtIn = separateInProcess('builtin-1', pieces);
  printSdr('Built-in', builtIn);
  const measures = [
    measure('engine.builtin_rtf', '× length, one core', factorOf(builtIn), BUILT_IN_RTF),
    measure('engine.builtin_sdr', 'dB, mean, against the prototype', meanSdr(builtIn), meanSdr(prototype)),
    measure('engine.builtin_peak_mb', 'MB', peakOf(builtIn), peakOf(prototype)),
  ];
  const found = await findModel(HTDEMUCS, new FileModelStore());
  if (found === null) return measures;
  const neural = separateInProcess(HTDEMUCS.id, pieces);
  printSdr(HTDEMUCS.name, neural);
  return [
    ...measures,
    measure('engine.htdemucs_rtf', '× length, two cores', factorOf(neural) / HTDEMUCS_CORES, HTDEMUCS_RTF),
    measure('engine.htdemucs_sdr', 'dB, mean, against the built-in', meanSdr(neural), meanSdr(builtIn)),
    measure('engine.htdemucs_peak_mb', 'MB', peakOf(neural), PEAK_MB),
    ...(await browserMeasures(found.path)),
  ];
}

/** The same model in Chromium, over two segments: what loading and compiling it takes is counted with them. */
async function browserMeasures(path: string): Promise<readonly Measure[]> {
  const { taken, runtime } = await separateInBrowser(path, BROWSER_SECONDS);
  if (taken === null) return [];
  const rtf = taken.cpuSeconds / BROWSER_SECONDS / HTDEMUCS_CORES;
  const how = `${runtime?.backend ?? '?'}, ${runtime?.threads ?? 0} threads`;
  return [
    measure('engine.htdemucs_browser_rtf', `× length, two cores; ${how}`, rtf, HTDEMUCS_RTF),
    measure('engine.htdemucs_browser_peak_mb', 'MB, largest process', taken.peakMb, PEAK_MB),
  ];
}
