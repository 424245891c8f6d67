import type { StereoPcm } from '../types.ts';
import { SAMPLE_RATE } from '../types.ts';
import { DecodeError } from './decode-error.ts';
import type { DecodeTask } from './decode-task.ts';
import { PcmSink } from './pcm-sink.ts';

/** Sample entries of encrypted tracks (ISO/IEC 14496-12 §8.12, and the older FairPlay `drms`). */
const PROTECTED = ['enca', 'drms', 'drmi'];

function includes(bytes: Uint8Array, word: string): boolean {
  const [a = 0, b = 0, c = 0, d = 0] = Array.from(word, (letter) => letter.charCodeAt(0));
  for (let at = bytes.indexOf(a); at !== -1; at = bytes.indexOf(a, at + 1))
    if (bytes[at + 1] === b && bytes[at + 2] === c && bytes[at + 3] === d) return true;
  return false;
}

/** Where the sample descriptions stand: a `moov` box at the front or at the end; media data lies between. */
function readMovie(bytes: Uint8Array): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at + 8 <= bytes.length;) {
    const size = view.getUint32(at);
    const name = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (name === 'moov')
      return bytes.subarray(at, size < 8 ? bytes.length : Math.min(bytes.length, at + size));
    const large = size === 1 && at + 16 <= bytes.length ? Number(view.getBigUint64(at + 8)) : size;
    if (large < 8) break;
    at += large;
  }
  throw new DecodeError('truncated', 'The MP4 file is cut off: its index is missing.');
}

/**
 * Decodes AAC and whatever else the platform knows by `decodeAudioData`, where the page has it (not in workers, not in Node).
 *
 * @throws {DecodeError} `protected` for encrypted MP4, `unsupported` where the platform has no decoder
 */
export async function decodeByPlatform(task: DecodeTask, container: 'mp4' | 'aac'): Promise<StereoPcm> {
  if (container === 'mp4') {
    const movie = readMovie(task.bytes);
    if (PROTECTED.some((entry) => includes(movie, entry)))
      throw new DecodeError('protected', 'This file is copy-protected. Only your music service can play it.');
  }
  if (typeof OfflineAudioContext === 'undefined')
    throw new DecodeError('unsupported', 'AAC cannot be decoded here. Convert the file to FLAC.');
  const context = new OfflineAudioContext(2, 1, SAMPLE_RATE);
  const audio = await context.decodeAudioData(task.bytes.slice().buffer).catch((cause: unknown) => {
    throw new DecodeError('unsupported', 'This browser cannot decode the file. Convert it to FLAC.', {
      cause,
    });
  });
  task.signal?.throwIfAborted();
  const sink = new PcmSink('wave');
  const channels = Array.from({ length: audio.numberOfChannels }, (_, index) => audio.getChannelData(index));
  sink.add(channels, audio.sampleRate);
  return sink.finish();
}
