import { FLACDecoder, type FLACDecodedAudio } from '@wasm-audio-decoders/flac';
import { type ByteSource, readWindows } from './byte-source.ts';
import { DecodeError } from './decode-error.ts';
import { type DecodeTask, guardCodec, Pace } from './decode-task.ts';
import { readOggPages } from './ogg-pages.ts';
import type { PcmSink } from './pcm-sink.ts';

/** Bound once: looking a global up costs more than the call in some hosts. */
const { round } = Math;

/** What a STREAMINFO block says (RFC 9639 §8.2). `frames` is null where the encoder did not know. */
interface StreamInfo {
  readonly rate: number;
  readonly channels: number;
  readonly frames: number | null;
  readonly largestBlock: number;
}

const INFO_BYTES = 42;
/** Bytes of the smallest frame: header, one constant subframe, checksum. */
const LEAST_FRAME_BYTES = 12;
/** Bytes of the longest head of a frame (RFC 9639 §9.1). */
const MOST_HEAD_BYTES = 16;
/** Frames that one step may unpack to: silence takes next to no bytes, and the codec unpacks a whole step at once. */
const STEP_FRAMES = 4_194_304;
/** Block size that is reckoned with at least, because a header may lie. */
const USUAL_BLOCK = 4096;

/** Reads the STREAMINFO block, which stands first after the marker `fLaC`; null when it is not there. */
function readStreamInfo(bytes: Uint8Array): StreamInfo | null {
  if (bytes.length < INFO_BYTES || ((bytes[4] ?? 0x7f) & 0x7f) !== 0) return null;
  const at = (index: number): number => bytes[8 + index] ?? 0;
  const rate = at(10) * 4096 + at(11) * 16 + (at(12) >> 4);
  const channels = ((at(12) >> 1) & 7) + 1;
  const frames =
    (at(13) & 15) * 4_294_967_296 + at(14) * 16_777_216 + at(15) * 65_536 + at(16) * 256 + at(17);
  return { rate, channels, frames: frames === 0 ? null : frames, largestBlock: at(2) * 256 + at(3) };
}

/**
 * The decoder divides by 2^(bits−1) − 1; recover the integer and divide by 2^(bits−1), as every other decoder does. Exact up to 24
 * bits, because a float32 holds 24.
 */
function normalise(channels: readonly Float32Array[], bits: number): void {
  let scale = 1;
  for (let bit = 1; bit < bits; bit++) scale *= 2;
  for (const channel of channels)
    for (let i = 0; i < channel.length; i++) channel[i] = round((channel[i] as number) * (scale - 1)) / scale;
}

function addBlock(sink: PcmSink, block: FLACDecodedAudio): void {
  const [problem] = block.errors;
  if (block.samplesDecoded > 0) {
    normalise(block.channelData, block.bitDepth);
    sink.add(block.channelData, block.sampleRate);
  }
  // What follows the last promised frame is no sound: a tag of another kind.
  if (problem !== undefined && !sink.isFull)
    throw new DecodeError('truncated', 'The FLAC data is damaged.', { cause: new Error(problem.message) });
}

/** Steps of a file in order, and where in the file each ends. */
type Steps = AsyncIterable<{ readonly bytes: Uint8Array; readonly end: number }>;

/** Where the first frame starts: after the metadata blocks, each of which says how long it is (RFC 9639 §8.1). */
async function firstFrameAt({ source, start }: DecodeTask): Promise<number> {
  let at = start + 4;
  for (;;) {
    const [flags = 0x80, high = 0, middle = 0, low = 0] = await source.read(at, at + 4);
    at += 4 + high * 65_536 + middle * 256 + low;
    if (flags >= 0x80 || at >= source.size) return at;
  }
}

/** The head of a frame (RFC 9639 §9.1), with nothing after it. */
function headOf(frame: Uint8Array): Uint8Array {
  const head = new Uint8Array(2 * MOST_HEAD_BYTES);
  const [, , sizes = 0, , number = 0] = frame;
  const [block, rate] = [sizes >> 4, sizes & 15];
  // The frame's number is coded as in UTF-8: as many ones lead as it has bytes, and none before a single one.
  const numberBytes = Math.max(1, Math.clz32(~(number << 24)));
  const blockBytes = block === 6 ? 1 : block === 7 ? 2 : 0;
  const rateBytes = rate === 12 ? 1 : rate === 13 || rate === 14 ? 2 : 0;
  head.set(frame.subarray(0, 4 + numberBytes + blockBytes + rateBytes + 1));
  return head;
}

/**
 * The file, and then the head of its first frame once more: the codec takes a frame for whole when another one follows, and loses
 * a last one whose end looks as if one began there.
 */
async function* bareSteps(task: DecodeTask, size: number): Steps {
  const { source, start } = task;
  for await (const { at, bytes } of readWindows(source, start, source.size, size))
    yield { bytes, end: at + bytes.length };
  const first = await firstFrameAt(task);
  yield { bytes: headOf(await source.read(first, first + MOST_HEAD_BYTES)), end: source.size };
}

async function run(task: DecodeTask, info: StreamInfo | null, steps: Steps): Promise<void> {
  if (info === null) throw new DecodeError('truncated', 'The FLAC header is damaged.');
  const { sink } = task;
  sink.begin({ ...info, kind: 'lossless', order: 'wave' });
  const pace = new Pace(task);
  const decoder = new FLACDecoder();
  await decoder.ready;
  try {
    for await (const { bytes, end } of steps) {
      addBlock(sink, await decoder.decode(bytes));
      await pace.reached(end);
      if (sink.isFull) break;
    }
    if (!sink.isFull) addBlock(sink, await decoder.flush());
  } finally {
    decoder.free();
  }
  if (info.frames !== null && !sink.isFull)
    throw new DecodeError('truncated', 'The FLAC file ends before the sound that its header promises.');
  pace.finish();
}

/** Bytes of one step, so that a file made to unpack to gigabytes does not do so in one go. */
function stepBytes(info: StreamInfo | null): number {
  const block = Math.max(USUAL_BLOCK, info?.largestBlock ?? 0);
  return Math.max(256, Math.floor((STEP_FRAMES / block) * LEAST_FRAME_BYTES));
}

/** Decodes FLAC to the exact integers that were encoded. */
export function decodeFlac(task: DecodeTask): Promise<void> {
  return guardCodec('FLAC', task, async () => {
    const info = readStreamInfo(await task.source.read(task.start, task.start + INFO_BYTES));
    await run(task, info, bareSteps(task, stepBytes(info)));
  });
}

async function* oggSteps(source: ByteSource, start: number): Steps {
  for await (const { bytes, end } of readOggPages(source, start)) yield { bytes, end };
}

/** Decodes FLAC in Ogg; after the page header: 0x7F "FLAC", two version bytes, two of packet count, then "fLaC" (RFC 9639 §10.1). */
export function decodeOggFlac(task: DecodeTask): Promise<void> {
  return guardCodec('FLAC', task, async () => {
    const head = await task.source.read(task.start, task.start + 27 + 255 + 9 + INFO_BYTES);
    const marker = 27 + (head[26] ?? 0) + 9;
    await run(task, readStreamInfo(head.subarray(marker)), oggSteps(task.source, task.start));
  });
}
