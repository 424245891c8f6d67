import { SAMPLE_RATE } from '../types.ts';
import { DecodeError } from './decode-error.ts';
import { type DecodeTask, guardCodec } from './decode-task.ts';
import { readMp4Sound, type Mp4Sound } from './mp4.ts';
import { assertOpenAsf, assertOpenWebm } from './other-containers.ts';
import { FREE_SECONDS, LEAST_BYTES_PER_SECOND, MAX_SECONDS } from './limits.ts';

/** Containers whose codecs are the platform's. */
export type PlatformContainer = 'mp4' | 'aac' | 'asf' | 'webm';

/** Sound as a platform gives it. */
export interface PlatformSound {
  readonly rate: number;
  readonly channels: readonly Float32Array[];
}

/**
 * Decodes what has no decoder of our own: AAC, Apple Lossless, Windows Media. `null` when the platform cannot decode this file.
 *
 * @param signal stops the work
 */
export type PlatformDecoder = (file: Blob, signal: AbortSignal | undefined) => Promise<PlatformSound | null>;

/** Largest file that is given to a platform, which holds all of it in memory. */
const MOST_BYTES = 1_073_741_824;
/** How near the platform's length must be to one that the file states, in seconds, to be it. */
const SAME_LENGTH = 0.004;

/** The page's decoder (Web Audio §1.2); absent in workers and in Node. */
export const webAudioDecoder: PlatformDecoder | null =
  typeof OfflineAudioContext === 'undefined'
    ? null
    : async (file) => {
        const context = new OfflineAudioContext(2, 1, SAMPLE_RATE);
        const audio = await context.decodeAudioData(await file.arrayBuffer()).catch(() => null);
        if (audio === null) return null;
        const channels = Array.from({ length: audio.numberOfChannels }, (_, index) =>
          audio.getChannelData(index),
        );
        return { rate: audio.sampleRate, channels };
      };

/** The names of what could not be decoded, and what to do about it. */
const UNDECODED: Readonly<Record<PlatformContainer, string>> = {
  mp4: 'MP4',
  aac: 'AAC',
  asf: 'Windows Media',
  webm: 'WebM and Matroska',
};

async function describe(task: DecodeTask, container: PlatformContainer): Promise<Mp4Sound | null> {
  if (container === 'mp4') return readMp4Sound(task.source, task.start);
  if (container === 'asf') await assertOpenAsf(task.source, task.start);
  if (container === 'webm') await assertOpenWebm(task.source, task.start);
  return null;
}

/**
 * Frames to drop from the start and frames that count. Platforms differ in whether they cut the encoder's delay off by themselves:
 * what came is compared with what the file states for both.
 */
export function gapOf(
  sound: Mp4Sound | null,
  frames: number,
  rate: number,
): { skip: number; frames: number } {
  const seconds = frames / rate;
  if (sound === null || sound.part === null || sound.trackSeconds === null) return { skip: 0, frames };
  const isWhole = Math.abs(seconds - sound.trackSeconds) <= SAME_LENGTH;
  const isPart = Math.abs(seconds - sound.part.seconds) <= SAME_LENGTH;
  if (!isWhole || isPart) return { skip: 0, frames };
  const skip = Math.min(frames - 1, Math.round(sound.part.from * rate));
  return { skip, frames: Math.min(frames - skip, Math.round(sound.part.seconds * rate)) };
}

function assertLength(sound: Mp4Sound | null, bytes: number): void {
  const seconds = sound?.trackSeconds ?? 0;
  if (seconds > MAX_SECONDS || seconds > FREE_SECONDS + bytes / LEAST_BYTES_PER_SECOND.lossy)
    throw new DecodeError('too-long', 'The file claims more sound than a recording of its size can hold.');
}

/**
 * Decodes by what the platform knows: the page's `decodeAudioData`, or a decoder that the caller brings (ffmpeg in Node).
 *
 * @throws {DecodeError} `protected` for encrypted files, `unsupported` where the platform has no decoder
 */
export function decodeByPlatform(
  task: DecodeTask,
  container: PlatformContainer,
  decoder: PlatformDecoder | null,
): Promise<void> {
  return guardCodec(UNDECODED[container], task, async () => {
    const sound = await describe(task, container);
    const name = sound?.codec ?? UNDECODED[container];
    assertLength(sound, task.source.size);
    if (task.source.size - task.start > MOST_BYTES)
      throw new DecodeError('too-long', 'The file is larger than 1 GiB.');
    if (decoder === null)
      throw new DecodeError('unsupported', `${name} cannot be decoded here. Convert the file to FLAC.`);
    const bytes = await task.source.read(task.start, task.source.size);
    const decoded = await decoder(new Blob([bytes.slice()]), task.signal);
    task.signal?.throwIfAborted();
    if (decoded === null)
      throw new DecodeError('unsupported', `This device cannot decode ${name}. Convert the file to FLAC.`);
    const { rate, channels } = decoded;
    const gap = gapOf(sound, channels[0]?.length ?? 0, rate);
    task.sink.begin({ rate, channels: channels.length, ...gap, kind: 'lossy', order: 'wave' });
    task.sink.add(channels, rate);
    task.onProgress?.(task.source.size, task.source.size);
  });
}
