import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { byteSource } from '../engine/decode/byte-source.ts';
import { deinterleave, sampleReader } from '../engine/decode/pcm-samples.ts';
import type { PlatformDecoder, PlatformSound } from '../engine/decode/index.ts';
import { readWavLayout } from '../engine/decode/wav.ts';

const run = promisify(execFile);
/** Four hours, the longest recording, take this long at ten times real time. */
const TIMEOUT_MS = 1_500_000;
const MOST_SECONDS = '14401';

async function readWav(path: string): Promise<PlatformSound | null> {
  const bytes = await readFile(path);
  const layout = await readWavLayout(byteSource(bytes), 0, 'riff');
  const read = sampleReader(layout);
  if (read === null) return null;
  const end = layout.start + (layout.frames * layout.channels * layout.bits) / 8;
  return { rate: layout.rate, channels: deinterleave(bytes.subarray(layout.start, end), layout, read) };
}

/** Whether an error says that the file could not be decoded, and not that the work was stopped. */
function isRefusal(error: unknown): boolean {
  return (
    error instanceof Error && 'code' in error && (typeof error.code === 'number' || error.code === 'ENOENT')
  );
}

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
      const sound = ['-map', '0:a:0', '-t', MOST_SECONDS, '-c:a', 'pcm_f32le', '-rf64', 'auto'];
      await run(program, ['-v', 'error', '-nostdin', '-i', input, ...sound, output], {
        timeout: TIMEOUT_MS,
        ...(signal === undefined ? {} : { signal }),
      });
      return await readWav(output);
    } catch (error) {
      signal?.throwIfAborted();
      if (isRefusal(error)) return null;
      throw error;
    } finally {
      await rm(folder, { recursive: true });
    }
  };
}
