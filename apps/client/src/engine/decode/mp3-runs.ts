import { type ByteSource, readWindows } from './byte-source.ts';
import { type Mp3Frame, readFrame } from './mp3-frames.ts';

/** Neighbouring whole frames of an MP3 stream. */
export interface Mp3Run {
  readonly bytes: Uint8Array;
  readonly frames: number;
  readonly isMono: boolean;
  /** Where in the file the run ends. */
  readonly end: number;
}

/** Bytes read at a time: what the smallest frames among them unpack to stays below 30 MB. */
const WINDOW_BYTES = 131_072;

/** Finds whole frames in bytes that arrive in pieces. */
class FrameWalker {
  readonly #rate: number;
  #rest: Uint8Array = new Uint8Array(0);
  /** Whether the bytes before were a frame, so that the next one needs no second witness. */
  #isInStep = true;

  constructor(rate: number) {
    this.#rate = rate;
  }

  /** @param end where in the file `piece` ends */
  *push(piece: Uint8Array, end: number, isLast: boolean): Generator<Mp3Run> {
    const bytes = new Uint8Array(this.#rest.length + piece.length);
    bytes.set(this.#rest);
    bytes.set(piece, this.#rest.length);
    const origin = end - bytes.length;
    let at = 0;
    let from = 0;
    let frames = 0;
    let isMono = true;
    const take = (): Mp3Run => ({ bytes: bytes.subarray(from, at), frames, isMono, end: origin + at });
    while (at < bytes.length) {
      const frame = this.#frameAt(bytes, at);
      const needed = frame === null ? at + 4 : at + frame.bytes + (this.#isInStep ? 0 : 4);
      if (needed > bytes.length && !isLast) break;
      if (frame !== null && at + frame.bytes <= bytes.length && this.#isTrusted(bytes, at + frame.bytes)) {
        at += frame.bytes;
        frames++;
        isMono &&= frame.channels === 1;
        this.#isInStep = true;
        continue;
      }
      if (frames > 0) yield take();
      this.#isInStep = false;
      at++;
      [from, frames, isMono] = [at, 0, true];
    }
    if (frames > 0) yield take();
    this.#rest = bytes.slice(at);
  }

  #frameAt(bytes: Uint8Array, at: number): Mp3Frame | null {
    const frame = bytes[at] === 0xff ? readFrame(bytes, at) : null;
    return frame?.rate === this.#rate ? frame : null;
  }

  /** After junk, bytes that look like a frame are one when another follows them, or the file's end. */
  #isTrusted(bytes: Uint8Array, next: number): boolean {
    return this.#isInStep || next === bytes.length || this.#frameAt(bytes, next) !== null;
  }
}

/**
 * Runs of whole frames of a stream. Junk between frames is stepped over; frames of another sample rate count as junk, and
 * a frame cut off by the end of the file is left out, so a decoder only ever sees whole frames.
 *
 * @param start offset of the first frame, from `findFirstFrame`
 */
export async function* readMp3Runs(source: ByteSource, start: number, rate: number): AsyncGenerator<Mp3Run> {
  const walker = new FrameWalker(rate);
  for await (const { at, bytes } of readWindows(source, start, source.size, WINDOW_BYTES)) {
    const end = at + bytes.length;
    yield* walker.push(bytes, end, end >= source.size);
  }
}
