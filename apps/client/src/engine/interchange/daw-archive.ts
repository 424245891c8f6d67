import { STEMS, type Recipe } from '@flipside/recipe';
import { createEncoder } from '../export/index.ts';
import type { StemLibrary } from '../render/index.ts';
import { SAMPLE_RATE, type StereoPcm } from '../types.ts';
import { METADATA_FILE, PROJECT_FILE, RECIPE_FILE, soundPath, type DawSound } from './daw-names.ts';
import { dawMetadataXml, dawProjectXml } from './write-daw-project.ts';
import type { StemArchiveOptions } from './stem-archive.ts';
import { zipStream, type ZipEntry } from './zip-stream.ts';

const utf8 = new TextEncoder();
const STEP_FRAMES = 65_536;

/** The recordings that clips of a recipe refer to, each once. */
function soundsOf({ tracks }: Recipe): readonly DawSound[] {
  const sounds = new Map<string, DawSound>();
  for (const clip of tracks.flatMap((track) => track.clips ?? [])) {
    const sound: DawSound =
      'layer' in clip
        ? { kind: 'layer', layer: clip.layer }
        : { kind: 'stem', source: clip.source, stem: clip.stem };
    sounds.set(soundPath(sound), sound);
  }
  const order = (sound: DawSound): number =>
    sound.kind === 'stem' ? STEMS.indexOf(sound.stem) : STEMS.length;
  return [...sounds.values()].toSorted((a, b) => order(a) - order(b));
}

const pcmOf = (sound: DawSound, library: StemLibrary): StereoPcm | undefined =>
  sound.kind === 'stem' ? library.stem(sound.source, sound.stem) : library.layer(sound.layer);

async function* encoded(
  pcm: StereoPcm,
  { signal }: StemArchiveOptions,
  onProgress: (done: number, total: number) => void,
): AsyncGenerator<Uint8Array, void, void> {
  const total = pcm.left.length;
  const encoder = createEncoder({ format: 'wav24' }, total);
  yield encoder.head();
  for (let from = 0; from < total; from += STEP_FRAMES) {
    signal?.throwIfAborted();
    const frames = Math.min(STEP_FRAMES, total - from);
    yield encoder.encode({ left: pcm.left.subarray(from), right: pcm.right.subarray(from) }, frames);
    onProgress(from + frames, total);
    await new Promise((turn) => void setTimeout(turn));
  }
}

async function* entriesOf(
  recipe: Recipe,
  library: StemLibrary,
  options: StemArchiveOptions,
): AsyncGenerator<ZipEntry, void, void> {
  const there = soundsOf(recipe).map((sound) => ({ sound, pcm: pcmOf(sound, library) }));
  const lengths = new Map(
    there.map(({ sound, pcm }) => [soundPath(sound), (pcm?.left.length ?? 0) / SAMPLE_RATE]),
  );
  const xml = dawProjectXml(recipe, (sound) => lengths.get(soundPath(sound)) ?? 0);
  yield { path: PROJECT_FILE, bytes: [utf8.encode(xml)] };
  yield { path: METADATA_FILE, bytes: [utf8.encode(dawMetadataXml(recipe))] };
  yield { path: RECIPE_FILE, bytes: [utf8.encode(`${JSON.stringify(recipe, null, 2)}\n`)] };
  for (const { sound, pcm } of there) {
    const path = soundPath(sound);
    const silence = { left: new Float32Array(0), right: new Float32Array(0) };
    const report = (done: number, total: number): void => options.onProgress?.(path, done, total);
    yield { path, bytes: encoded(pcm ?? silence, options, report) };
  }
}

/** The recordings and layers that clips of a recipe refer to and that are not there: where they play, a file is silent. */
export function missingSounds(
  recipe: Recipe,
  library: StemLibrary,
): { readonly sources: readonly string[]; readonly layers: readonly string[] } {
  const missing = soundsOf(recipe).filter((sound) => pcmOf(sound, library) === undefined);
  const sources = missing.flatMap((sound) => (sound.kind === 'stem' ? [sound.source] : []));
  const layers = missing.flatMap((sound) => (sound.kind === 'layer' ? [sound.layer] : []));
  return { sources: [...new Set(sources)], layers };
}

/** Bytes that the files of sound of a project take. */
export const dawArchiveBytes = (recipe: Recipe, library: StemLibrary): number =>
  soundsOf(recipe).reduce((sum, sound) => sum + 6 * (pcmOf(sound, library)?.left.length ?? 0), 0);

/**
 * A flip as a `.dawproject`: the arrangement over its stems, which lie beside it as 24-bit files from the recordings'
 * first frame on, and the recipe inside. Piece by piece.
 *
 * @throws RangeError when it would be larger than 4 GB; the signal's reason
 */
export const dawArchive = (
  recipe: Recipe,
  library: StemLibrary,
  options: StemArchiveOptions = {},
): AsyncGenerator<Uint8Array, void, void> => zipStream(entriesOf(recipe, library, options));
