import { stat } from 'node:fs/promises';
import { openAsBlob } from 'node:fs';
import { decodeAudio, DecodeError } from '../../engine/decode/index.ts';
import type { StereoPcm } from '../../engine/types.ts';
import type { World } from '../context.ts';
import { ffmpegDecoder } from '../ffmpeg-decoder.ts';
import { CommandError, EXIT, usageError } from '../exit-codes.ts';
import type { Progress } from '../progress.ts';

/** A file on this machine as a blob. @throws {CommandError} when it cannot be read */
export async function fileBlob(path: string): Promise<Blob> {
  try {
    if (!(await stat(path)).isFile()) throw new Error('it is no file');
    return await openAsBlob(path);
  } catch (error) {
    throw usageError(
      'FILE_UNREADABLE',
      `${path} cannot be read: ${error instanceof Error ? error.message : ''}`,
    );
  }
}

/** Decodes a file. @throws {CommandError} with the decoder's code and words */
export async function decodeFile(path: string, world: World, progress: Progress): Promise<StereoPcm> {
  const blob = await fileBlob(path);
  try {
    const onProgress = (done: number, total: number): void =>
      progress.report(`decoding ${path}`, done, total);
    return await decodeAudio(blob, world.signal, onProgress, ffmpegDecoder());
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    throw new CommandError(
      EXIT.fault,
      `DECODE_${error.code.toUpperCase().replaceAll('-', '_')}`,
      `${path}: ${error.message}`,
    );
  }
}
