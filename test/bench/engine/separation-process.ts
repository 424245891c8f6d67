import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bssSdr } from '../../../apps/client/src/engine/separation/index.ts';
import { openNodeSeparation } from '../../../apps/client/src/engine/separation/node.ts';
import { demoCatalogue, renderDemoStems } from '../../../apps/client/src/engine/demo/index.ts';
import {
  generateMix,
  type GeneratedPiece,
} from '../../../apps/client/src/engine/separation/generated-mix.fixture.ts';
import { SAMPLE_RATE } from '../../../apps/client/src/engine/types.ts';
import type { StemSet, StereoPcm } from '../../../apps/client/src/engine/types.ts';
import { peakBytes } from './peak.ts';
import { separateAsPrototype } from './prototype-separator.ts';
import { PROTOTYPE, type SeparationRow } from './separation.ts';

/**
 * Separates pieces whose true stems are known, in a process of its own so that its peak memory is its own.
 *
 * Usage: node separation-process.ts MODEL|prototype COUNT; prints one JSON line per piece. `truth INDEX DIRECTORY` writes
 * a piece and its stems.
 */
const [model = 'builtin-1', count = '1', target = ''] = process.argv.slice(2);
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

const NAMES = ['mix', ...STEMS] as const;
type Truth = Record<(typeof NAMES)[number], StereoPcm>;

/** Making a piece takes memory that is no part of what separating it takes: another process does it, and leaves it in files. */
async function writeTruth(index: number, directory: string): Promise<void> {
  const made: Truth | undefined = await pieces[index]?.make();
  if (made === undefined) throw new RangeError(`There is no piece ${index}.`);
  for (const name of NAMES)
    for (const channel of ['left', 'right'] as const)
      writeFileSync(join(directory, `${name}.${channel}`), made[name][channel]);
}

function readPart(directory: string, name: string): StereoPcm {
  // In the file's own bytes: a second copy would count as what separating takes.
  const channel = (side: string): Float32Array => {
    const { buffer, byteOffset, byteLength } = readFileSync(join(directory, `${name}.${side}`));
    return new Float32Array(buffer, byteOffset, byteLength / Float32Array.BYTES_PER_ELEMENT);
  };
  return { left: channel('left'), right: channel('right') };
}

async function separatePiece(title: string, directory: string): Promise<SeparationRow> {
  const mix = readPart(directory, 'mix');
  const opened = await open();
  const before = process.cpuUsage();
  const started = performance.now();
  const stems = await opened.separate(mix);
  const wallSeconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(before);
  const peakMb = peakBytes() / 1e6;
  await opened.close();
  return {
    title,
    sdr: STEMS.map((stem) => {
      const made = stems[stem];
      return made === undefined ? Number.NEGATIVE_INFINITY : bssSdr(readPart(directory, stem), made);
    }),
    seconds: mix.left.length / SAMPLE_RATE,
    cpuSeconds: (user + system) / 1e6,
    wallSeconds,
    peakMb,
  };
}

async function main(): Promise<void> {
  if (model === 'truth') {
    await writeTruth(Number(count), target);
    return;
  }
  for (const [index, { title }] of pieces.slice(0, Number(count)).entries()) {
    const directory = mkdtempSync(join(tmpdir(), 'flipside-piece-'));
    try {
      const script = ['--conditions=source', '--no-warnings', fileURLToPath(import.meta.url)];
      execFileSync(process.execPath, [...script, 'truth', String(index), directory]);
      process.stdout.write(`${JSON.stringify(await separatePiece(title, directory))}\n`);
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  }
}

await main();
process.stdout.write('', () => process.exit(0));
