import { basename, join } from 'node:path';
import type { Stem } from '@flipside/recipe';
import { SAMPLE_RATE, type StemSet } from '../../engine/types.ts';
import { progressOf } from '../context.ts';
import type { Outcome, World } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { decodeFile } from './decode-file.ts';
import { stemsOf } from './cached-stems.ts';
import { openSeparation } from './separators.ts';
import { suffixOf, type SeparateOptions } from './sound-options.ts';
import { writePcm, type Written } from './write-audio.ts';

async function writeStems(
  stems: StemSet,
  order: readonly Stem[],
  base: string,
  { out, format }: SeparateOptions,
  world: World,
): Promise<readonly (Written & { readonly stem: Stem })[]> {
  const files = [];
  for (const stem of order) {
    const pcm = stems[stem];
    if (pcm === undefined) continue;
    const path = join(out, `${base}.${stem}${suffixOf(format)}`);
    const { bytes, sha256 } = await writePcm(path, pcm, format, world.signal);
    files.push({ stem, path, bytes, sha256 });
  }
  return files;
}

/** `flipside separate`: the stems of a file as files; they sum to it. */
export async function separate(path: string, options: SeparateOptions, world: World): Promise<Outcome> {
  const progress = progressOf(options, world);
  const separation = await openSeparation(options, world);
  const { separator } = separation;
  try {
    const pcm = await decodeFile(path, world, progress);
    const started = process.cpuUsage();
    const { stems, isKept } = await stemsOf(pcm, separation, world, (done) =>
      progress.report(`separating ${basename(path)}`, done, 1),
    );
    const { user, system } = process.cpuUsage(started);
    const base = basename(path).replace(/\.[^.]+$/, '');
    const files = await writeStems(stems, separator.stems, base, options, world);
    const seconds = pcm.left.length / SAMPLE_RATE;
    return {
      exitCode: EXIT.fine,
      document: {
        ok: true,
        model: separator.id,
        cached: isKept,
        seconds,
        cpuSeconds: (user + system) / 1e6,
        files,
      },
      lines: [
        ...files.map(({ path: file }) => `✓ ${file}`),
        `${isKept ? 'Kept from before' : 'Separated'}: ${seconds.toFixed(1)} s with ${separator.id}.`,
      ],
    };
  } finally {
    await separation.close();
    progress.end();
  }
}
