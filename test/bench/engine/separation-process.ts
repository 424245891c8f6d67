import { bssSdr } from '../../../apps/client/src/engine/separation/index.ts';
import { openNodeSeparation } from '../../../apps/client/src/engine/separation/node.ts';
import { demoCatalogue, renderDemoStems } from '../../../apps/client/src/engine/demo/index.ts';
import {
  generateMix,
  type GeneratedPiece,
} from '../../../apps/client/src/engine/separation/generated-mix.fixture.ts';
import { SAMPLE_RATE } from '../../../apps/client/src/engine/types.ts';
import type { StemSet, StereoPcm } from '../../../apps/client/src/engine/types.ts';
import { separateAsPrototype } from './prototype-separator.ts';
import { PROTOTYPE, type SeparationRow } from './separation.ts';

/**
 * Separates pieces whose true stems are known, in a process of its own so that its peak memory is its own.
 *
 * Usage: node separation-process.ts MODEL|prototype COUNT; prints one JSON line per piece.
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

interface Taking {
  separate(mix: StereoPcm): Promise<StemSet>;
  close(): Promise<void>;
}

async function open(): Promise<Taking> {
  if (model === PROTOTYPE)
    return {
      separate: (mix) => Promise.resolve(separateAsPrototype(mix)),
      close: () => Promise.resolve(),
    };
  const opened = await openNodeSeparation({ model });
  return { separate: (mix) => opened.separator.separate(mix), close: () => opened.close() };
}

for (const { title, make } of pieces.slice(0, Number(count))) {
  const truth = await make();
  // What making the piece took is no part of what separating it takes.
  globalThis.gc?.();
  const opened = await open();
  const before = process.cpuUsage();
  const started = performance.now();
  const stems = await opened.separate(truth.mix);
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
