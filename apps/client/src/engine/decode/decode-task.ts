import type { ByteSource } from './byte-source.ts';
import { DecodeError } from './decode-error.ts';
import type { PcmSink } from './pcm-sink.ts';

/** Told how many bytes of the file are decoded. */
export type DecodeProgress = (doneBytes: number, totalBytes: number) => void;

/** What every codec is given: the file, where its stream starts, where sound goes, and a way to stop. */
export interface DecodeTask {
  readonly source: ByteSource;
  /** Byte at which the stream itself starts, after an ID3v2 tag. */
  readonly start: number;
  readonly sink: PcmSink;
  readonly signal: AbortSignal | undefined;
  readonly onProgress: DecodeProgress | undefined;
}

/** Bytes read from the file at a time, and between two turns of the event loop. */
export const STEP_BYTES = 524_288;

function turn(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
}

/** Tells progress and lets the event loop turn every half megabyte, so that an abort can arrive and be obeyed. */
export class Pace {
  readonly #task: Pick<DecodeTask, 'source' | 'signal' | 'onProgress'>;
  #turnedAt: number;

  constructor(task: Pick<DecodeTask, 'source' | 'start' | 'signal' | 'onProgress'>) {
    this.#task = task;
    this.#turnedAt = task.start;
  }

  /** @param done byte of the file up to which sound was decoded */
  async reached(done: number): Promise<void> {
    this.#task.signal?.throwIfAborted();
    if (done - this.#turnedAt < STEP_BYTES) return;
    this.#turnedAt = done;
    this.#task.onProgress?.(done, this.#task.source.size);
    await turn();
    this.#task.signal?.throwIfAborted();
  }

  /** The last word: all of the file is done. */
  finish(): void {
    this.#task.onProgress?.(this.#task.source.size, this.#task.source.size);
    this.#task.signal?.throwIfAborted();
  }
}

/** Runs a codec so that whatever it throws on damaged data comes out as one clear `DecodeError`. */
export async function guardCodec<T>(format: string, task: DecodeTask, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof DecodeError || task.signal?.aborted === true || isReadFailure(error)) throw error;
    if (error instanceof RangeError)
      throw new DecodeError('too-long', 'The recording does not fit into memory.', { cause: error });
    throw new DecodeError('truncated', `The ${format} data is damaged.`, { cause: error });
  }
}

/** Errors of reading a Blob (File API §6.4), as opposed to errors of parsing what was read. */
export function isReadFailure(error: unknown): boolean {
  const name: unknown = typeof error === 'object' && error !== null && 'name' in error ? error.name : null;
  return (
    name === 'NotReadableError' ||
    name === 'NotFoundError' ||
    name === 'SecurityError' ||
    name === 'NotAllowedError'
  );
}
