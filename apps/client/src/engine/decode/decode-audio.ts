import type { StereoPcm } from '../types.ts';
import { type Sniffed, sniffContainer } from './container.ts';
import { DecodeError } from './decode-error.ts';
import type { DecodeProgress, DecodeTask } from './decode-task.ts';
import { decodeFlac } from './flac.ts';
import { MAX_BYTES } from './limits.ts';
import { decodeMp3 } from './mp3.ts';
import { decodeOpus, decodeVorbis } from './ogg.ts';
import { assertDuration, assertFormat, PcmSink } from './pcm-sink.ts';
import { decodeByPlatform } from './platform-audio.ts';
import { readWavFrames, readWavLayout } from './wav.ts';

const WAV_STEP_FRAMES = 1_048_576;

function decodeWav({ bytes, signal, onProgress }: DecodeTask): StereoPcm {
  const layout = readWavLayout(bytes);
  assertFormat(layout.rate, layout.channels);
  assertDuration(layout.frames, layout.rate);
  const sink = new PcmSink('wave');
  for (let from = 0; from < layout.frames; from += WAV_STEP_FRAMES) {
    signal?.throwIfAborted();
    const to = Math.min(layout.frames, from + WAV_STEP_FRAMES);
    sink.add(readWavFrames(bytes, layout, from, to), layout.rate);
    onProgress?.(to * layout.channels * (layout.bits / 8), bytes.length);
  }
  return sink.finish();
}

async function decodeSniffed(task: DecodeTask, { container }: Sniffed): Promise<StereoPcm> {
  switch (container) {
    case 'wav':
      return decodeWav(task);
    case 'flac':
      return decodeFlac(task, 0);
    case 'mp3':
      return decodeMp3(task, 0);
    case 'ogg-vorbis':
      return decodeVorbis(task);
    case 'ogg-opus':
      return decodeOpus(task);
    case 'ogg-flac':
      // After the page header: 0x7F "FLAC", two version bytes, two of packet count, then "fLaC" (RFC 9639 §10.1).
      return decodeFlac(task, 27 + (task.bytes[26] ?? 0) + 9);
    case 'mp4':
    case 'aac':
      return decodeByPlatform(task, container);
  }
}

async function readBytes(file: Blob | Uint8Array): Promise<Uint8Array> {
  const size = file instanceof Uint8Array ? file.byteLength : file.size;
  if (size > MAX_BYTES) throw new DecodeError('too-long', 'The file is larger than 2 GiB.');
  return file instanceof Uint8Array ? file : new Uint8Array(await file.arrayBuffer());
}

/**
 * Decodes a recording to 44.1 kHz stereo float32, full scale ±1, the same bytes on every device for FLAC, MP3, Ogg Vorbis,
 * Ogg Opus and WAV. The format is told from the bytes. Mono is carried twice; more than two channels are mixed down by
 * ITU-R BS.775; other sample rates pass the polyphase filter of `resample.ts`.
 *
 * @param signal stops the work at the next half megabyte
 * @throws {DecodeError} with a code and words for people
 * @throws the signal's reason once aborted
 */
export async function decodeAudio(
  file: Blob | Uint8Array,
  signal?: AbortSignal,
  onProgress?: DecodeProgress,
): Promise<StereoPcm> {
  signal?.throwIfAborted();
  const bytes = await readBytes(file);
  signal?.throwIfAborted();
  const sniffed = sniffContainer(bytes);
  return decodeSniffed({ bytes: bytes.subarray(sniffed.offset), signal, onProgress }, sniffed);
}
