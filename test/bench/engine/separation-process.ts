import { bssSdr } from '../../../apps/client/src/engine/separation/index.ts';
import { openNodeSeparation } from '../../../apps/client/src/engine/separation/node.ts';
import { demoCatalogue, renderDemoStems } from '../../../apps/client/src/engine/demo/index.ts';
import {
  generateMix,
  type GeneratedPiece,
} from '../../../apps/client/src/engine/separation/generated-mix.fixture.ts';
import { SAMPLE_RATE } from '../../../apps/client/src/engine/types.ts';
import type { SeparationRow } from './separation.ts';

/**
 * Separates pieces whose true stems are known, in a process of its own so that its peak memory is its own.
 *
 * Usage: node separation-process.ts MODEL COUNT; prints one JSON line per piece.
 */
const [model = 'builtin-1', count = '1'] = process.argv.slice(2);
const STEMS = ['drums', 'bass', 'other', 'vocals'] as const;

const GENERATED: readonly GeneratedPiece[] = [
  { seed: 1, bpm: 120, root: 33, progression: [0, 5, 7, 3], seconds: 24, plucked: false },
  { seed: 7, bpm: 110, root: 38, progression: [0, 5, 3, 7], seconds: 24, plucked: false },
  { seed: 21, bpm: 120, root: 33, progression: [0, 8, 3, 10], seconds: 24, plucked: true },
];

const pieces = [
  ...demoCatalogue.map(({ isrc, title }) => ({ title, make: () => renderDemoStems(isrc) })),
  ...GENERATED.map((piece) => ({
    title: `generated ${piece.seed}`,
    make: () => Promise.resolve(generateMix(piece)),
  })),
];

for (const { title, make } of pieces.slice(0, Number(count))) {
  const truth = await make();
  const opened = await openNodeSeparation({ model });
  const before = process.cpuUsage();
  const started = performance.now();
  const stems = await opened.separator.separate(truth.mix);
  const wallSeconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(before);
  const row: SeparationRow = {
    title,
    sdr: STEMS.map((stem) => {
      const made = stems[stem];
      return made === undefined ? Number.NEGATIVE_INFINITY : bssSdr(truth[stem], made);
    }),
    seconds: truth.mix.left.length / SAMPLE_RATE,
    cpuSeconds: (user + system) / 1e6,
    wallSeconds,
    peakMb: process.resourceUsage().maxRSS / 1000,
  };
  process.stdout.write(`${JSON.stringify(row)}\n`);
  await opened.close();
}
process.stdout.write('', () => process.exit(0));
