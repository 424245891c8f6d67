import { OggVorbisDecoder, type OggVorbisDecodedAudio } from '@wasm-audio-decoders/ogg-vorbis';
import { OggOpusDecoder, type OggOpusDecodedAudio } from 'ogg-opus-decoder';
import type { StereoPcm } from '../types.ts';
import { DecodeError } from './decode-error.ts';
import { type DecodeTask, forEachStep, guardCodec } from './decode-task.ts';
import { summariseOgg } from './ogg-pages.ts';
import { assertDuration, assertFormat, PcmSink } from './pcm-sink.ts';

const OPUS_RATE = 48_000;

/** The two decoders speak alike. */
interface OggDecoder {
  readonly ready: Promise<void>;
  decode(
    data: Uint8Array,
  ): Promise<OggVorbisDecodedAudio> | OggOpusDecodedAudio | Promise<OggOpusDecodedAudio>;
  flush(): Promise<OggVorbisDecodedAudio | OggOpusDecodedAudio>;
  free(): void | Promise<void>;
}

/** @param frames length of the stream at its own rate, by its last page */
async function run(task: DecodeTask, decoder: OggDecoder, frames: number): Promise<StereoPcm> {
  const sink = new PcmSink('vorbis');
  const add = (block: OggVorbisDecodedAudio | OggOpusDecodedAudio): void => {
    const [problem] = block.errors;
    if (problem !== undefined)
      throw new DecodeError('truncated', 'The Ogg data is damaged.', { cause: new Error(problem.message) });
    if (block.samplesDecoded > 0) sink.add(block.channelData, block.sampleRate);
  };
  await decoder.ready;
  try {
    await forEachStep(task, async (chunk) => {
      add(await decoder.decode(chunk));
    });
    add(await decoder.flush());
  } finally {
    await decoder.free();
  }
  return sink.finish(frames);
}

/** Decodes Ogg Vorbis; the last page's granule position cuts the padding off (Vorbis I §A.2). */
export function decodeVorbis(task: DecodeTask): Promise<StereoPcm> {
  return guardCodec('Vorbis', task, async () => {
    const { lastGranule } = summariseOgg(task.bytes);
    // Identification header (Vorbis I §4.2.2): packet type, "vorbis", version, channels, rate.
    const view = new DataView(task.bytes.buffer, task.bytes.byteOffset, task.bytes.byteLength);
    const packet = 27 + view.getUint8(26);
    const rate = view.getUint32(packet + 12, true);
    assertFormat(rate, view.getUint8(packet + 11));
    assertDuration(lastGranule, rate);
    return run(task, new OggVorbisDecoder(), lastGranule);
  });
}

/** Decodes Ogg Opus; pre-skip and end trimming as in RFC 7845 §4. */
export function decodeOpus(task: DecodeTask): Promise<StereoPcm> {
  return guardCodec('Opus', task, async () => {
    const { lastGranule } = summariseOgg(task.bytes);
    // Identification header (RFC 7845 §5.1): "OpusHead", version, channels, pre-skip. The decoder drops the pre-skip itself.
    const packet = 27 + (task.bytes[26] ?? 0);
    const preSkip = (task.bytes[packet + 10] ?? 0) + 256 * (task.bytes[packet + 11] ?? 0);
    assertFormat(OPUS_RATE, task.bytes[packet + 9] ?? 0);
    assertDuration(lastGranule, OPUS_RATE);
    return run(task, new OggOpusDecoder(), Math.max(0, lastGranule - preSkip));
  });
}
