import { FLACDecoder, type FLACDecodedAudio } from '@wasm-audio-decoders/flac';
import type { StereoPcm } from '../types.ts';
import { DecodeError } from './decode-error.ts';
import { type DecodeTask, forEachStep, guardCodec } from './decode-task.ts';
import { assertDuration, assertFormat, PcmSink } from './pcm-sink.ts';

/** Bound once: looking a global up costs more than the call in some hosts. */
const { round } = Math;

/** What a STREAMINFO block says (RFC 9639 §8.2). `frames` is null where the encoder did not know. */
interface StreamInfo {
  readonly rate: number;
  readonly channels: number;
  readonly frames: number | null;
}

/** Reads the STREAMINFO block, which stands first after the marker `fLaC`; null when it is not there. */
function readStreamInfo(bytes: Uint8Array, marker: number): StreamInfo | null {
  const block = marker + 4;
  if (((bytes[block] ?? 0x7f) & 0x7f) !== 0 || bytes.length < block + 38) return null;
  const at = (index: number): number => bytes[block + 4 + index] ?? 0;
  const rate = at(10) * 4096 + at(11) * 16 + (at(12) >> 4);
  const channels = ((at(12) >> 1) & 7) + 1;
  const frames =
    (at(13) & 15) * 4_294_967_296 + at(14) * 16_777_216 + at(15) * 65_536 + at(16) * 256 + at(17);
  return { rate, channels, frames: frames === 0 ? null : frames };
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
  if (problem !== undefined)
    throw new DecodeError('truncated', 'The FLAC data is damaged.', { cause: new Error(problem.message) });
  if (block.samplesDecoded === 0) return;
  normalise(block.channelData, block.bitDepth);
  sink.add(block.channelData, block.sampleRate);
}

/**
 * Decodes FLAC, bare or in Ogg, to the exact integers that were encoded.
 *
 * @param marker offset of `fLaC` within the bytes
 */
export function decodeFlac(task: DecodeTask, marker: number): Promise<StereoPcm> {
  return guardCodec('FLAC', task, async () => {
    const info = readStreamInfo(task.bytes, marker);
    if (info === null) throw new DecodeError('truncated', 'The FLAC header is damaged.');
    assertFormat(info.rate, info.channels);
    if (info.frames !== null) assertDuration(info.frames, info.rate);
    const sink = new PcmSink('wave');
    const decoder = new FLACDecoder();
    await decoder.ready;
    try {
      await forEachStep(task, async (chunk) => {
        addBlock(sink, await decoder.decode(chunk));
      });
      addBlock(sink, await decoder.flush());
    } finally {
      decoder.free();
    }
    if (info.frames !== null && sink.frames < info.frames)
      throw new DecodeError('truncated', 'The FLAC file ends before the sound that its header promises.');
    return sink.finish(info.frames ?? sink.frames);
  });
}
