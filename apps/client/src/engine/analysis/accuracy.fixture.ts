import { demoCatalogue } from '../demo/catalogue.ts';
import { renderDemoMix } from '../demo/render-demo.ts';
import { generateMix } from '../separation/generated-mix.fixture.ts';
import { analyseBeats } from './beats.ts';
import { analyseKey } from './key.ts';
import type { BeatgridPoint } from './types.ts';

const TONICS = ['C', 'C#', 'D', 'Eb', 'E', 'F', 'F#', 'G', 'G#', 'A', 'Bb', 'B'];

/** How near the analysis of one piece came. */
export interface Accuracy {
  readonly name: string;
  readonly tempoPercent: number;
  /** Largest distance of a beat from the true one, in ms. */
  readonly beatMs: number;
  /** Beats by which the bar is off: 0 is right. */
  readonly barOff: number;
  readonly key: string;
  readonly isTonicRight: boolean;
}

function secondOf(grid: readonly BeatgridPoint[], beat: number): number {
  const next = Math.max(
    1,
    Math.min(
      grid.length - 1,
      grid.findIndex(([at]) => at >= beat),
    ),
  );
  const [k0, s0] = grid[next - 1]!;
  const [k1, s1] = grid[next]!;
  return s0 + ((beat - k0) / (k1 - k0)) * (s1 - s0);
}

/** Compares with a piece whose beat k falls at k · period and whose bars begin at multiples of four. */
function compare(
  name: string,
  mix: Parameters<typeof analyseBeats>[0],
  truth: { bpm: number; key: string },
): Accuracy {
  const found = analyseBeats(mix);
  const key = analyseKey(mix) ?? 'none';
  const period = 60 / truth.bpm;
  const firstBeat = Math.round(secondOf(found.beatgrid, 0) / period);
  let worst = 0;
  for (let k = 0; k * period < mix.left.length / 44_100 - 3; k++)
    worst = Math.max(worst, Math.abs(secondOf(found.beatgrid, k - firstBeat) - k * period));
  return {
    name,
    tempoPercent: 100 * Math.abs(found.bpm / truth.bpm - 1),
    beatMs: worst * 1000,
    barOff: ((firstBeat % 4) + 4) % 4,
    key: `${key} (${truth.key})`,
    isTonicRight: key.split(':')[0] === truth.key.split(':')[0],
  };
}

const GENERATED = [
  { seed: 5, bpm: 84, root: 33, progression: [0, 5, 7, 3], plucked: false },
  { seed: 6, bpm: 97.5, root: 38, progression: [0, 8, 3, 10], plucked: true },
  { seed: 7, bpm: 118, root: 36, progression: [0, 5, 0, 7], plucked: false },
  { seed: 8, bpm: 132.5, root: 40, progression: [0, 3, 8, 5], plucked: true },
  { seed: 9, bpm: 150, root: 31, progression: [0, 7, 5, 0], plucked: true },
];

/** Pieces of the demo library (by place in it) and generated ones, whose tempo, beats and tonic are known. */
export async function accuracyRows(
  demo: readonly number[],
  generated: readonly number[],
): Promise<Accuracy[]> {
  const rows: Accuracy[] = [];
  for (const { isrc, title, bpm, key } of demoCatalogue.filter((_, index) => demo.includes(index)))
    rows.push(compare(title, await renderDemoMix(isrc), { bpm, key }));
  for (const piece of GENERATED.filter((_, index) => generated.includes(index))) {
    const { mix } = generateMix({ ...piece, seconds: 16 });
    rows.push(compare(`generated ${piece.seed}`, mix, { bpm: piece.bpm, key: TONICS[piece.root % 12]! }));
  }
  return rows;
}

/** One row as a line of the table. */
export const accuracyLine = ({ name, tempoPercent, beatMs, barOff, key }: Accuracy): string =>
  [name.padEnd(16), `${tempoPercent.toFixed(3)} %`, `${beatMs.toFixed(1).padStart(6)} ms`, barOff, key].join(
    '  ',
  );
