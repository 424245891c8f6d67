import { OggVorbisDecoder, type OggVorbisDecodedAudio } from '@wasm-audio-decoders/ogg-vorbis';
import { OggOpusDecoder, type OggOpusDecodedAudio } from 'ogg-opus-decoder';
import { exp, log } from '../dsp/math.ts';
import { DecodeError } from './decode-error.ts';
import { type DecodeTask, guardCodec, Pace } from './decode-task.ts';
import { type OggPage, readOggPages, summariseOgg } from './ogg-pages.ts';

const OPUS_RATE = 48_000;
/** Packets given to a decoder at a time: what they may unpack to stays below 35 MB, however small they are. */
const STEP_PACKETS = 512;
/** A gain in 1/256 dB as a natural exponent. */
const NEPERS_PER_STEP = log(10) / (20 * 256);

type Decoded = OggVorbisDecodedAudio | OggOpusDecodedAudio;

/** The two decoders speak alike. */
interface OggDecoder {
  readonly ready: Promise<void>;
  decode(data: Uint8Array): Decoded | Promise<Decoded>;
  flush(): Promise<Decoded>;
  free(): void | Promise<void>;
}

/** Whole pages of about `STEP_PACKETS` packets as one run of bytes each. */
async function* pageRuns(pages: AsyncIterable<OggPage>): AsyncGenerator<{ bytes: Uint8Array; end: number }> {
  let parts: Uint8Array[] = [];
  let packets = 0;
  let end = 0;
  const take = (): { bytes: Uint8Array; end: number } => {
    const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of parts) {
      bytes.set(part, at);
      at += part.length;
    }
    [parts, packets] = [[], 0];
    return { bytes, end };
  };
  for await (const page of pages) {
    parts.push(page.bytes);
    packets += page.packets.length;
    end = page.end;
    if (packets >= STEP_PACKETS) yield take();
  }
  if (parts.length > 0) yield take();
}

async function run(task: DecodeTask, decoder: OggDecoder, gain: number): Promise<void> {
  const pace = new Pace(task);
  const add = ({ errors, channelData, samplesDecoded, sampleRate }: Decoded): void => {
    const [problem] = errors;
    if (problem !== undefined)
      throw new DecodeError('truncated', 'The Ogg data is damaged.', { cause: new Error(problem.message) });
    if (samplesDecoded === 0) return;
    if (gain !== 1)
      for (const channel of channelData)
        for (let i = 0; i < channel.length; i++) channel[i] = (channel[i] as number) * gain;
    task.sink.add(channelData, sampleRate);
  };
  await decoder.ready;
  try {
    for await (const { bytes, end } of pageRuns(readOggPages(task.source, task.start))) {
      add(await decoder.decode(bytes));
      await pace.reached(end);
    }
    add(await decoder.flush());
  } finally {
    await decoder.free();
  }
  pace.finish();
}

/** The first packet of the first page: a codec's identification header. */
async function readIdentification(task: DecodeTask, least: number): Promise<DataView> {
  const head = await task.source.read(task.start, task.start + 27 + 255 + least);
  const body = 27 + (head[26] ?? 0);
  if (head.length < body + least) throw new DecodeError('truncated', 'The Ogg file is cut off.');
  return new DataView(head.buffer, head.byteOffset + body, least);
}

/** Decodes Ogg Vorbis; the last page's granule position cuts the padding off (Vorbis I §A.2). */
export function decodeVorbis(task: DecodeTask): Promise<void> {
  return guardCodec('Vorbis', task, async () => {
    // Identification header (Vorbis I §4.2.2): packet type, "vorbis", version, channels, rate.
    const header = await readIdentification(task, 30);
    const { lastGranule } = await summariseOgg(task.source, task.start);
    task.sink.begin({
      rate: header.getUint32(12, true),
      channels: header.getUint8(11),
      frames: lastGranule,
      kind: 'lossy',
      order: 'vorbis',
    });
    await run(task, new OggVorbisDecoder(), 1);
  });
}

/** Frames at 48 kHz of one Opus packet, by its table of contents (RFC 6716 §3.1). */
function opusFrames(packet: Uint8Array): number {
  const [toc = 0, count = 0] = packet;
  const config = toc >> 3;
  const size =
    config < 12
      ? [480, 960, 1920, 2880][config & 3]
      : config < 16
        ? [480, 960][config & 1]
        : [120, 240, 480, 960][config & 3];
  const frames = [1, 2, 2, count & 63][toc & 3];
  return (size ?? 0) * (frames ?? 0);
}

/** Granule position at which the stream begins: more than 0 when its start was cut off (RFC 7845 §4.3). */
function opusStart({ bytes, body, packets, granule }: OggPage): number {
  let at = body;
  let frames = 0;
  for (const length of packets) {
    frames += opusFrames(bytes.subarray(at, at + length));
    at += length;
  }
  return Math.max(0, granule - frames);
}

/** Decodes Ogg Opus; pre-skip, a cut start, end trimming and output gain as in RFC 7845 §4 and §5.1. */
export function decodeOpus(task: DecodeTask): Promise<void> {
  return guardCodec('Opus', task, async () => {
    // Identification header (RFC 7845 §5.1): "OpusHead", version, channels, pre-skip, rate, gain. The decoder drops the pre-skip.
    const header = await readIdentification(task, 19);
    const { lastGranule, firstSound } = await summariseOgg(task.source, task.start);
    const begin = firstSound === null || firstSound.isLast ? 0 : opusStart(firstSound);
    task.sink.begin({
      rate: OPUS_RATE,
      channels: header.getUint8(9),
      frames: Math.max(0, lastGranule - begin - header.getUint16(10, true)),
      kind: 'lossy',
      order: 'vorbis',
    });
    await run(task, new OggOpusDecoder(), exp(header.getInt16(16, true) * NEPERS_PER_STEP));
  });
}
