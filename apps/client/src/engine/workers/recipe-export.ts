import type { Recipe } from '@flipside/recipe';
import { creditTags, exportAudio, type ExportReport } from '../export/index.ts';
import {
  dawArchive,
  dawArchiveBytes,
  missingSounds,
  stemArchive,
  stemArchiveBytes,
  unsaid,
} from '../interchange/index.ts';
import { RecipeRenderer, type StemLibrary } from '../render/index.ts';

/** The mix as WAV or FLAC of 24 bits; a DAWproject over the stems; an archive of all tracks with MIDI. */
export type ExportKind = 'wav24' | 'flac24' | 'project' | 'tracks';

/** What an export would be, known before it begins. */
export interface ExportOutlook {
  /** Length of the mix in frames. */
  readonly frames: number;
  /** Bytes of sound of each file. FLAC is smaller than what stands here, by as much as the music lets it. */
  readonly bytes: Readonly<Record<ExportKind, number>>;
  /** Ids of what clips play and what is not here. */
  readonly missing: { readonly sources: readonly string[]; readonly layers: readonly string[] };
  /** What a project of a DAW cannot say of it, in words. */
  readonly unsaid: readonly string[];
}

/** The next bytes of a file. */
export interface ExportPiece {
  /** A buffer of its own, which may be handed to another thread. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** How much of the whole is done, 0 to 1. */
  readonly done: number;
}

/** To be put over the first bytes when all others are there; null where nothing of the kind is needed. */
export type ExportHead = Uint8Array<ArrayBuffer> | null;

export interface RecipeExportOptions {
  readonly signal?: AbortSignal;
  /** Called after every block, at least eleven times per second of sound: whatever is more urgent is done there. */
  readonly giveWay?: () => void;
}

/** About a second and a half of WAV: few messages, and not much to wait for. */
const PIECE_BYTES = 393_216;
const FRAME_BYTES = 6;

/**
 * Sizes and gaps of the files that a recipe would make of a library.
 *
 * @throws RangeError when the recipe cannot be rendered
 */
export async function exportOutlook(recipe: Recipe, library: StemLibrary): Promise<ExportOutlook> {
  const { frames } = await RecipeRenderer.create(recipe, library);
  const mix = frames * FRAME_BYTES;
  return {
    frames,
    bytes: {
      ...{ wav24: mix, flac24: mix },
      project: dawArchiveBytes(recipe, library),
      tracks: stemArchiveBytes(recipe, frames),
    },
    missing: missingSounds(recipe, library),
    unsaid: unsaid(recipe),
  };
}

interface Stream {
  readonly bytes: AsyncGenerator<Uint8Array, ExportReport | void, void>;
  /** How much is done when so many bytes have come. */
  readonly done: (written: number) => number;
}

async function streamOf(
  recipe: Recipe,
  library: StemLibrary,
  kind: ExportKind,
  signal: AbortSignal | undefined,
): Promise<Stream> {
  const stop = signal === undefined ? {} : { signal };
  if (kind === 'project' || kind === 'tracks') {
    const total = (await exportOutlook(recipe, library)).bytes[kind];
    const bytes = kind === 'project' ? dawArchive(recipe, library, stop) : stemArchive(recipe, library, stop);
    // The names and the recipe beside the sound are a little more than the whole.
    return { bytes, done: (written) => Math.min(1, written / Math.max(1, total)) };
  }
  let share = 0;
  const onProgress = (frames: number, total: number): void => {
    share = total === 0 ? 1 : frames / total;
  };
  const tags = creditTags(recipe);
  return {
    bytes: exportAudio(recipe, library, { format: kind, tags, onProgress, ...stop }),
    done: () => share,
  };
}

function joined(parts: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/**
 * A recipe as a file, in pieces of about 400 kB and in constant memory: made as they are asked for, with a turn of the
 * event loop after every block. It has a renderer of its own; one that plays the same library is not disturbed.
 *
 * @returns the head that belongs over the first bytes
 * @throws RangeError when the recipe cannot be rendered, or an archive would be larger than 4 GB; the signal's reason
 */
export async function* exportPieces(
  recipe: Recipe,
  library: StemLibrary,
  kind: ExportKind,
  { signal, giveWay }: RecipeExportOptions = {},
): AsyncGenerator<ExportPiece, ExportHead, void> {
  signal?.throwIfAborted();
  const { bytes, done } = await streamOf(recipe, library, kind, signal);
  let parts: Uint8Array[] = [];
  let length = 0;
  let written = 0;
  for (;;) {
    const next = await bytes.next();
    signal?.throwIfAborted();
    if (next.done === true) {
      if (length > 0) yield { bytes: joined(parts, length), done: 1 };
      return next.value === undefined ? null : new Uint8Array(next.value.finalHead);
    }
    parts.push(next.value);
    length += next.value.length;
    written += next.value.length;
    giveWay?.();
    if (length < PIECE_BYTES) continue;
    yield { bytes: joined(parts, length), done: done(written) };
    parts = [];
    length = 0;
  }
}
