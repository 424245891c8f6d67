import { execFile } from 'node:child_process';
import { mkdtemp, open, rm, writeFile, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { ByteSource } from '../engine/decode/byte-source.ts';
import { deinterleave, type PcmLayout, sampleReader } from '../engine/decode/pcm-samples.ts';
import { DecodeError, type PlatformDecoder, type PlatformSound } from '../engine/decode/index.ts';
import { readWavLayout } from '../engine/decode/wav.ts';

const run = promisify(execFile);
/** Four hours, the longest recording, take this long at ten times real time. */
const TIMEOUT_MS = 1_500_000;
const MOST_SECONDS = '14401';
/** Frames read from ffmpeg's file at a time: 1.5 s. */
const BLOCK_FRAMES = 65_536;
/**
 * What a listener's file may be. Playlists and concatenations are no recordings, and would make ffmpeg read other files or call
 * servers; `file` alone is spoken for the same reason.
 */
const READERS =
  'mov,mp4,m4a,3gp,3g2,mj2,aac,asf,matroska,webm,wv,ape,mpc,mpc8,tta,dsf,iff,caf,au,amr,rm,ac3,eac3,mp3,flac,ogg,wav';

function sourceOf(file: FileHandle, size: number): ByteSource {
  return {
    size,
    read: async (from, to) => {
      const bytes = new Uint8Array(Math.max(0, Math.min(to, size) - from));
      const { bytesRead } = await file.read(bytes, 0, bytes.length, from);
      return bytes.subarray(0, bytesRead);
    },
  };
}

async function* blocksOf(
  source: ByteSource,
  layout: PcmLayout,
  read: NonNullable<ReturnType<typeof sampleReader>>,
): AsyncGenerator<readonly Float32Array[]> {
  const stride = (layout.channels * layout.bits) / 8;
  const end = layout.start + layout.frames * stride;
  for (let at = layout.start; at < end; at += BLOCK_FRAMES * stride)
    yield deinterleave(await source.read(at, Math.min(end, at + BLOCK_FRAMES * stride)), layout, read);
}

/** The WAV file that ffmpeg wrote, read a stretch at a time: an hour's is larger than may be in memory. */
async function openSound(path: string, folder: string): Promise<PlatformSound | null> {
  const file = await open(path);
  const close = async (): Promise<void> => {
    await file.close();
    await rm(folder, { recursive: true });
  };
  try {
    const source = sourceOf(file, (await file.stat()).size);
    const layout = await readWavLayout(source, 0, 'riff');
    const read = sampleReader(layout);
    if (read !== null) {
      const { rate, channels, frames } = layout;
      const blocks = (): ReturnType<typeof blocksOf> => blocksOf(source, layout, read);
      return { rate, channels, frames, isStartCut: true, blocks, close };
    }
  } catch (error) {
    await close();
    throw error;
  }
  await close();
  return null;
}

/** Whether an error says that the file could not be decoded, and not that the work was stopped. */
function isRefusal(error: unknown): boolean {
  if (typeof error !== 'object' || error === null || !('code' in error)) return false;
  return typeof error.code === 'number' || error.code === 'ENOENT';
}

const isLate = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'killed' in error && error.killed === true;

/**
 * Decodes AAC, Apple Lossless and whatever else an ffmpeg on this machine knows, through files in a folder of its own.
 *
 * @param program name or path of ffmpeg
 * @returns null for a file that ffmpeg cannot decode, and where there is no ffmpeg
 */
export function ffmpegDecoder(program = 'ffmpeg'): PlatformDecoder {
  return async (file, signal) => {
    const folder = await mkdtemp(join(tmpdir(), 'flipside-decode-'));
    try {
      const input = join(folder, 'in');
      const output = join(folder, 'out.wav');
      await writeFile(input, file.stream());
      const only = ['-protocol_whitelist', 'file', '-format_whitelist', READERS];
      const sound = ['-map', '0:a:0', '-t', MOST_SECONDS, '-c:a', 'pcm_f32le', '-rf64', 'auto'];
      await run(program, ['-v', 'error', '-nostdin', ...only, '-i', input, ...sound, output], {
        timeout: TIMEOUT_MS,
        ...(signal === undefined ? {} : { signal }),
      });
      return await openSound(output, folder);
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      signal?.throwIfAborted();
      if (isRefusal(error)) return null;
      if (isLate(error))
        throw new DecodeError('too-long', 'ffmpeg took too long with this file.', { cause: error });
      throw error;
    }
  };
}
