import type { Recipe } from '@flipside/recipe';
import { LoudnessMeter, type LoudnessReport } from '../dsp/loudness-meter.ts';
import type { StemLibrary } from '../render/index.ts';
import type { AudioEncoder, AudioFormat, AudioTags } from './audio-encoder.ts';
import { FlacEncoder } from './flac-encoder.ts';
import { levelled } from './levelled.ts';
import { PartRenderer, WHOLE_MIX, type RenderedBlock, type RenderPart } from './render-part.ts';
import { WavEncoder } from './wav-encoder.ts';

/** A loudness to be met. Louder than the ceiling lets it be, the limiter works and the result is a little softer. */
export interface LoudnessTarget {
  readonly integratedLufs: number;
  /** Highest true peak; −1 when absent. */
  readonly ceilingDbtp?: number;
}

export interface ExportOptions {
  readonly format: AudioFormat;
  /** The whole mix when absent. */
  readonly part?: RenderPart;
  /** Renders twice: once to measure, once to write. */
  readonly loudness?: LoudnessTarget;
  /** Noise that hides rounding; on for 16 bits and off for 24 when absent. */
  readonly dither?: boolean;
  /** Written into FLAC files. */
  readonly tags?: AudioTags;
  /** Frames done of frames to do, over both passes. */
  readonly onProgress?: (done: number, total: number) => void;
  readonly signal?: AbortSignal;
}

/** What was written. */
export interface ExportReport {
  readonly frames: number;
  readonly loudness: LoudnessReport;
  /** Change of level that was made to meet the target, in dB; 0 without one. */
  readonly gainDb: number;
  /** To be put over the first bytes, where the destination can: then the file also carries its checksum. */
  readonly finalHead: Uint8Array;
}

const CEILING_DBTP = -1;

/**
 * Renders a recipe into a file, in pieces and in constant memory: yields the bytes of the file in order, and returns
 * the report. Between pieces other work of the event loop gets its turn.
 *
 * @throws RangeError when the recipe cannot be rendered or does not fit the format; the signal's reason when aborted
 */
export async function* exportAudio(
  recipe: Recipe,
  library: StemLibrary,
  options: ExportOptions,
): AsyncGenerator<Uint8Array, ExportReport, void> {
  const { part = WHOLE_MIX, loudness } = options;
  const open = (): Promise<PartRenderer> => PartRenderer.create(recipe, library, part);
  const rendering = await open();
  const passes = loudness === undefined ? 1 : 2;
  const track = progress(options, rendering.frames * passes);
  let gainDb = 0;
  if (loudness !== undefined) {
    const meter = new LoudnessMeter();
    for await (const { pcm, frames } of paced((await open()).blocks(), track)) meter.update(pcm, frames);
    const { integratedLufs } = meter.finish();
    // Silence has no loudness, and no gain would give it one.
    gainDb = integratedLufs === -Infinity ? 0 : loudness.integratedLufs - integratedLufs;
  }
  const blocks =
    loudness === undefined
      ? rendering.blocks()
      : levelled(rendering.blocks(), gainDb, loudness.ceilingDbtp ?? CEILING_DBTP);
  const encoder = createEncoder(options, rendering.frames);
  const meter = new LoudnessMeter();
  yield encoder.head();
  for await (const { pcm, frames } of paced(blocks, track)) {
    meter.update(pcm, frames);
    const bytes = encoder.encode(pcm, frames);
    if (bytes.length > 0) yield bytes;
  }
  const rest = encoder.finish();
  if (rest.length > 0) yield rest;
  const report = { loudness: meter.finish(), gainDb, finalHead: encoder.finalHead() };
  return { frames: rendering.frames, ...report };
}

/** The encoder of a format for so many frames. */
export function createEncoder(options: Omit<ExportOptions, 'loudness'>, frames: number): AudioEncoder {
  const { format, tags = {} } = options;
  const dither = options.dither ?? (format === 'wav16' || format === 'flac16');
  switch (format) {
    case 'flac16':
      return new FlacEncoder({ depth: 16, frames, dither, tags });
    case 'flac24':
      return new FlacEncoder({ depth: 24, frames, dither, tags });
    case 'wav16':
      return new WavEncoder({ format: 'int16', frames, dither });
    case 'wav24':
      return new WavEncoder({ format: 'int24', frames, dither: false });
    default:
      return new WavEncoder({ format: 'float32', frames, dither: false });
  }
}

type Track = (frames: number) => void;

function progress({ onProgress, signal }: ExportOptions, total: number): Track {
  let done = 0;
  return (frames) => {
    signal?.throwIfAborted();
    done += frames;
    onProgress?.(done, total);
  };
}

/** Gives the event loop a turn after each block: a message, a timer or an abort is heard while a file is made. */
async function* paced(
  blocks: Iterable<RenderedBlock>,
  track: Track,
): AsyncGenerator<RenderedBlock, void, void> {
  for (const block of blocks) {
    yield block;
    track(block.frames);
    await turn();
  }
}

/** A turn of the event loop, without the delay of a timer. */
function turn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener(
      'message',
      () => {
        port1.close();
        resolve();
      },
      { once: true },
    );
    port1.start();
    port2.postMessage(null);
  });
}
