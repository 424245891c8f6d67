import type { Recipe } from '@flipside/recipe';
import { exportAudio, type RenderPart } from '../export/index.ts';
import type { StemLibrary } from '../render/index.ts';
import { encodeMidi } from './midi.ts';
import { safeName } from './safe-name.ts';
import { zipStream, type ZipEntry } from './zip-stream.ts';

const utf8 = new TextEncoder();
/** Of one frame of a 24-bit stereo file. */
const FRAME_BYTES = 6;

export interface StemArchiveOptions {
  /** What is rendered now, and frames done of frames to do of it. */
  readonly onProgress?: (name: string, done: number, total: number) => void;
  readonly signal?: AbortSignal;
}

/** A file of sound beside others. */
interface ArchivePart {
  /** What it is called in words. */
  readonly title: string;
  /** Of its file, without a suffix. */
  readonly name: string;
  readonly part: RenderPart;
}

/** Files of sound in an archive, all as long as the mix, which comes first. */
export function partsOf(recipe: Recipe): readonly ArchivePart[] {
  const tracks = recipe.tracks.map(({ id, name }, index): ArchivePart => {
    const label = `${String(index + 1).padStart(2, '0')} ${safeName(name, 'track')}`;
    return { title: name, name: label, part: { kind: 'track', trackId: id } };
  });
  return [{ title: 'mix', name: '00 mix', part: { kind: 'mix' } }, ...tracks];
}

/** Bytes that the files of sound of an archive of tracks take, for a mix of so many frames. */
export const stemArchiveBytes = (recipe: Recipe, frames: number): number =>
  frames * FRAME_BYTES * partsOf(recipe).length;

/** Who made what is in there: files travel without what they came from. */
function creditsOf({ title, sources, tempo }: Recipe): string {
  const recordings = sources.map(
    (source) => `${source.title} – ${source.artist} (${source.isrc.join(', ')})`,
  );
  return [
    title,
    '',
    ...(recordings.length === 0 ? [] : ['Made of', ...recordings, '']),
    'Files of sound: WAV, 44.1 kHz, 24 bits, all beginning at the first beat. Tracks are as they enter the master:',
    'with their effects, and without what the master does to the mix.',
    `Notes, tempo and markers: notes.mid. The tempo begins at ${String(tempo[0]?.bpm ?? 120)} bpm.`,
    'recipe.json is the flip itself, for Flipside.',
    '',
  ].join('\n');
}

async function* entriesOf(
  recipe: Recipe,
  library: StemLibrary,
  { onProgress, signal }: StemArchiveOptions,
): AsyncGenerator<ZipEntry, void, void> {
  yield { path: 'recipe.json', bytes: [utf8.encode(`${JSON.stringify(recipe, null, 2)}\n`)] };
  yield { path: 'notes.mid', bytes: [encodeMidi(recipe)] };
  yield { path: 'credits.txt', bytes: [utf8.encode(creditsOf(recipe))] };
  for (const { name, part } of partsOf(recipe)) {
    const bytes = exportAudio(recipe, library, {
      ...{ format: 'wav24', part },
      onProgress: (done, total) => onProgress?.(name, done, total),
      ...(signal !== undefined && { signal }),
    });
    yield { path: `${name}.wav`, bytes };
  }
}

/**
 * A flip for a DAW as an archive: aligned 24-bit files of the mix and of every track, notes with the tempo map as MIDI,
 * the recipe and whose recordings they are. Piece by piece, in constant memory.
 *
 * @throws RangeError when the recipe cannot be rendered, or the archive would be larger than 4 GB; the signal's reason
 */
export const stemArchive = (
  recipe: Recipe,
  library: StemLibrary,
  options: StemArchiveOptions = {},
): AsyncGenerator<Uint8Array, void, void> => zipStream(entriesOf(recipe, library, options));
