import { DecodeError } from './decode-error.ts';

/** Told how many bytes of the file are decoded. */
export type DecodeProgress = (doneBytes: number, totalBytes: number) => void;

/** What every codec is given: the bytes of the stream, a way to stop it and a way to say how far it is. */
export interface DecodeTask {
  readonly bytes: Uint8Array;
  readonly signal: AbortSignal | undefined;
  readonly onProgress: DecodeProgress | undefined;
}

/** Bytes handed to a codec at a time. */
const STEP_BYTES = 524_288;

function turn(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
}

/** Walks `bytes` in steps; between steps the event loop turns, so that an abort can arrive and be obeyed. */
export async function forEachStep(
  task: DecodeTask,
  step: (chunk: Uint8Array) => void | Promise<void>,
  ranges: readonly (readonly [start: number, end: number])[] = [[0, task.bytes.length]],
): Promise<void> {
  let sinceTurn = 0;
  for (const [start, end] of ranges) {
    for (let at = start; at < end; at += STEP_BYTES) {
      const stop = Math.min(end, at + STEP_BYTES);
      await step(task.bytes.subarray(at, stop));
      sinceTurn += stop - at;
      if (sinceTurn < STEP_BYTES) continue;
      sinceTurn = 0;
      task.onProgress?.(stop, task.bytes.length);
      await turn();
      task.signal?.throwIfAborted();
    }
  }
  task.onProgress?.(task.bytes.length, task.bytes.length);
  task.signal?.throwIfAborted();
}

/** Runs a codec so that whatever it throws on damaged data comes out as one clear `DecodeError`. */
export async function guardCodec<T>(format: string, task: DecodeTask, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof DecodeError || task.signal?.aborted === true) throw error;
    if (error instanceof RangeError)
      throw new DecodeError('too-long', 'The recording does not fit into memory.', { cause: error });
    throw new DecodeError('truncated', `The ${format} data is damaged.`, { cause: error });
  }
}
