import { SAMPLE_RATE } from '../types.ts';
import { DecodeError } from './decode-error.ts';
import { type DecodeTask, guardCodec } from './decode-task.ts';
import { readMp4Sound, type Mp4Sound } from './mp4.ts';
import { assertOpenAsf, assertOpenWebm } from './other-containers.ts';
import { FREE_SECONDS, LEAST_BYTES_PER_SECOND, MAX_SECONDS } from './limits.ts';

/** Containers whose codecs are the platform's. */
export type PlatformContainer = 'mp4' | 'aac' | 'asf' | 'webm' | 'other';

/** Sound as a platform gives it. */
export interface PlatformSound {
  readonly rate: number;
  readonly channels: number;
  readonly frames: number;
  /** Whether the encoder's delay is certainly cut off, as ffmpeg always does; how long a sound is does not always tell. */
  readonly isStartCut?: boolean;
  /** The sound in order, one array for each channel; read once. */
  blocks(): AsyncIterable<readonly Float32Array[]> | Iterable<readonly Float32Array[]>;
  /** Gives back what it holds; called once, whatever happened. */
  close(): Promise<void>;
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
/** Sound that may be missing of what the file states, in seconds: more than a codec's last frames is damage. */
const MOST_MISSING = 0.5;

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
        return {
          rate: audio.sampleRate,
          channels: channels.length,
          frames: audio.length,
          blocks: () => [channels],
          close: () => Promise.resolve(),
        };
      };

/** The names of what could not be decoded, and what to do about it. */
const UNDECODED: Readonly<Record<PlatformContainer, string>> = {
  mp4: 'MP4',
  aac: 'AAC',
  asf: 'Windows Media',
  webm: 'WebM and Matroska',
  other: 'This format',
};

async function describe(task: DecodeTask, container: PlatformContainer): Promise<Mp4Sound | null> {
  if (container === 'mp4') return readMp4Sound(task.source, task.start);
  if (container === 'asf') await assertOpenAsf(task.source, task.start);
  if (container === 'webm') await assertOpenWebm(task.source, task.start);
  return null;
}

/**
 * Frames to drop from the start and frames that count. Platforms differ in whether they cut the encoder's delay off by themselves:
 * where they do not say, what came is compared with what the file states for both. A sound without its delay that kept as much padding
 * is as long as the whole track.
 */
export function gapOf(
  sound: Mp4Sound | null,
  { frames, rate, isStartCut = false }: Pick<PlatformSound, 'frames' | 'rate' | 'isStartCut'>,
): { skip: number; frames: number } {
  const seconds = frames / rate;
  if (sound === null || sound.part === null || sound.trackSeconds === null) return { skip: 0, frames };
  if (isStartCut) return { skip: 0, frames: Math.min(frames, Math.round(sound.part.seconds * rate)) };
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

/** Platforms decode what there is of a damaged file and say nothing: less sound than the index promises is told here. */
function assertWhole(name: string, sound: Mp4Sound | null, seconds: number): void {
  const promised = sound?.part?.seconds ?? sound?.trackSeconds ?? 0;
  if (seconds < promised - MOST_MISSING)
    throw new DecodeError(
      'truncated',
      `The ${name} file is damaged: it promises ${promised.toFixed(1)} s of sound and holds ${seconds.toFixed(1)}.`,
    );
}

async function takeSound(
  task: DecodeTask,
  decoded: PlatformSound,
  gap: ReturnType<typeof gapOf>,
): Promise<void> {
  const { rate, channels } = decoded;
  task.sink.begin({ rate, channels, ...gap, kind: 'lossy', order: 'wave' });
  for await (const block of decoded.blocks()) {
    task.signal?.throwIfAborted();
    task.sink.add(block, rate);
  }
}

/**
 * Decodes by what the platform knows: the page's `decodeAudioData`, or a decoder that the caller brings (ffmpeg in Node).
 *
 * @param format the name of an `other` format
 * @throws {DecodeError} `protected` for encrypted files, `unsupported` where the platform has no decoder, `truncated` when less sound comes
 *   than the file states
 */
export function decodeByPlatform(
  task: DecodeTask,
  container: PlatformContainer,
  decoder: PlatformDecoder | null,
  format: string = UNDECODED[container],
): Promise<void> {
  return guardCodec(format, task, async () => {
    const sound = await describe(task, container);
    const name = sound?.codec ?? format;
    assertLength(sound, task.source.size);
    if (task.source.size - task.start > MOST_BYTES)
      throw new DecodeError('too-long', 'The file is larger than 1 GiB.');
    if (decoder === null)
      throw new DecodeError('unsupported', `${name} cannot be decoded here. Convert the file to FLAC.`);
    const bytes = await task.source.read(task.start, task.source.size);
    const decoded = await decoder(new Blob([bytes.slice()]), task.signal);
    if (decoded === null)
      throw new DecodeError('unsupported', `This device cannot decode ${name}. Convert the file to FLAC.`);
    try {
      task.signal?.throwIfAborted();
      assertWhole(name, sound, decoded.frames / decoded.rate);
      await takeSound(task, decoded, gapOf(sound, decoded));
    } finally {
      await decoded.close();
    }
    task.onProgress?.(task.source.size, task.source.size);
  });
}
