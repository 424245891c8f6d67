import type { StereoPcm } from '../types.ts';
import { readAiffLayout } from './aiff.ts';
import { byteSource } from './byte-source.ts';
import { type Sniffed, sniffContainer } from './container.ts';
import type { DecodeProgress, DecodeTask } from './decode-task.ts';
import { decodeFlac, decodeOggFlac } from './flac.ts';
import { decodeMp3 } from './mp3.ts';
import { decodeOpus, decodeVorbis } from './ogg.ts';
import { PcmCollector } from './pcm-collector.ts';
import { PcmSink, type TakeBlock } from './pcm-sink.ts';
import { decodeByPlatform, type PlatformDecoder, webAudioDecoder } from './platform-audio.ts';
import { decodeRawPcm } from './raw-pcm.ts';
import { readWavLayout } from './wav.ts';

/** What a caller may bring to a decoding. */
export interface DecodeOptions {
  /** Stops the work at the next half megabyte. */
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: DecodeProgress | undefined;
  /** Decodes what has no decoder of our own; the page's by default. */
  readonly platform?: PlatformDecoder | null | undefined;
  /** Told how many frames will come at most, before the first block, where the file says. */
  readonly onLength?: ((frames: number) => void) | undefined;
}

function decodeContainer(
  task: DecodeTask,
  { container, name }: Sniffed,
  platform: PlatformDecoder | null,
): Promise<void> {
  switch (container) {
    case 'wav':
      return decodeRawPcm(task, () => readWavLayout(task.source, task.start, 'riff'));
    case 'rifx':
    case 'w64':
      return decodeRawPcm(task, () => readWavLayout(task.source, task.start, container));
    case 'aiff':
      return decodeRawPcm(task, () => readAiffLayout(task.source, task.start));
    case 'flac':
      return decodeFlac(task);
    case 'ogg-flac':
      return decodeOggFlac(task);
    case 'mp3':
      return decodeMp3(task);
    case 'ogg-vorbis':
      return decodeVorbis(task);
    case 'ogg-opus':
      return decodeOpus(task);
    case 'mp4':
    case 'aac':
    case 'asf':
    case 'webm':
    case 'other':
      return decodeByPlatform(task, container, platform, name);
  }
}

/**
 * Decodes a recording block by block to 44.1 kHz stereo float32, full scale ±1: the blocks that `decodeAudio` puts together. Memory stays
 * bounded whatever the length: the file is read in slices, and a block is a few hundred kilobytes.
 *
 * @param take is given every block in order; mono comes as one array twice
 * @throws {DecodeError} with a code and words for people; blocks may have been given before damage is found
 */
export async function decodeBlocks(
  file: Blob | Uint8Array,
  take: TakeBlock,
  options: DecodeOptions = {},
): Promise<void> {
  const { signal, onProgress, platform = webAudioDecoder, onLength } = options;
  signal?.throwIfAborted();
  const source = byteSource(file);
  const sniffed = await sniffContainer(source);
  signal?.throwIfAborted();
  const sink = new PcmSink(source.size, take, (frames) => onLength?.(frames));
  await decodeContainer({ source, start: sniffed.offset, sink, signal, onProgress }, sniffed, platform);
  sink.end();
}

/**
 * Decodes a recording to 44.1 kHz stereo float32, full scale ±1, the same bytes on every device for FLAC, MP3, Ogg Vorbis,
 * Ogg Opus, WAV (RF64, RIFX and Wave64 among them) and AIFF; AAC and Apple Lossless by the platform. The format is told from the
 * bytes. Mono is carried twice; more than two channels are mixed down by ITU-R BS.775; other sample rates pass the polyphase
 * filter of `resample.ts`.
 *
 * @param signal stops the work at the next half megabyte
 * @throws {DecodeError} with a code and words for people
 * @throws the signal's reason once aborted
 */
export async function decodeAudio(
  file: Blob | Uint8Array,
  signal?: AbortSignal,
  onProgress?: DecodeProgress,
  platform?: PlatformDecoder | null,
): Promise<StereoPcm> {
  const collector = new PcmCollector();
  await decodeBlocks(file, (left, right) => collector.take(left, right), {
    signal,
    onProgress,
    platform,
    onLength: (frames) => collector.expect(frames),
  });
  return collector.finish();
}
