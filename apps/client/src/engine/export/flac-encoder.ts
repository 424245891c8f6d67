import { md5 } from '@noble/hashes/legacy.js';
import { SAMPLE_RATE, type StereoPcm } from '../types.ts';
import type { AudioEncoder, AudioTags } from './audio-encoder.ts';
import { BitWriter } from './bit-writer.ts';
import { writeFrame } from './flac-frame.ts';
import { IntegerSamples } from './integer-samples.ts';
import { FLAC_BLOCK } from './linear-prediction.ts';

const MARKER = 0x664c6143;
const STREAMINFO_BYTES = 34;
const VORBIS_COMMENT = 4;
const LAST_BLOCK = 0x80;
const MOST_FRAMES = 0xfffffffff;
const VENDOR = 'flipside';

export interface FlacOptions {
  readonly depth: 16 | 24;
  /** Length of the whole stream, 0 when it is not known. */
  readonly frames: number;
  readonly dither: boolean;
  readonly tags: AudioTags;
}

/**
 * Own FLAC encoder (RFC 9639): blocks of 4,096 frames, stereo decorrelation, fixed and linear prediction up to order 8,
 * partitioned Rice codes. Memory does not grow with the length.
 */
export class FlacEncoder implements AudioEncoder {
  private readonly out = new BitWriter();
  private readonly left = new Int32Array(FLAC_BLOCK);
  private readonly right = new Int32Array(FLAC_BLOCK);
  private readonly interleaved = new Uint8Array(FLAC_BLOCK * 2 * 3);
  private readonly digest = md5.create();
  private readonly checksum = new Uint8Array(16);
  private readonly samples: readonly [IntegerSamples, IntegerSamples];
  private filled = 0;
  private number = 0;
  private total = 0;
  private smallest = 0;
  private largest = 0;

  private readonly options: FlacOptions;

  /** @throws RangeError when the stream is longer than the format can say. */
  constructor(options: FlacOptions) {
    if (options.frames > MOST_FRAMES) throw new RangeError('too long for a FLAC file');
    this.options = options;
    const { depth, dither } = options;
    this.samples = [new IntegerSamples(depth, dither), new IntegerSamples(depth, dither)];
  }

  head(): Uint8Array {
    return this.metadata(this.options.frames);
  }

  encode(pcm: StereoPcm, frames: number): Uint8Array {
    const parts: Uint8Array[] = [];
    for (let from = 0; from < frames;) {
      const count = Math.min(frames - from, FLAC_BLOCK - this.filled);
      this.samples[0].convert(pcm.left, from, count, this.left, this.filled);
      this.samples[1].convert(pcm.right, from, count, this.right, this.filled);
      this.filled += count;
      from += count;
      if (this.filled === FLAC_BLOCK) parts.push(this.frame());
    }
    return joined(parts);
  }

  finish(): Uint8Array {
    const rest = this.filled > 0 ? this.frame() : new Uint8Array(0);
    this.checksum.set(this.digest.digest());
    return rest;
  }

  finalHead(): Uint8Array {
    return this.metadata(this.total);
  }

  private frame(): Uint8Array {
    const { left, right, filled: frames, out } = this;
    this.account(frames);
    out.clear();
    writeFrame(out, { left, right, frames }, this.number, this.options.depth);
    this.number++;
    this.total += frames;
    this.filled = 0;
    const bytes = out.view().slice();
    this.smallest = this.smallest === 0 ? bytes.length : Math.min(this.smallest, bytes.length);
    this.largest = Math.max(this.largest, bytes.length);
    return bytes;
  }

  /** The checksum is over interleaved little-endian samples (RFC 9639 §8.2). */
  private account(frames: number): void {
    const { left, right, interleaved: bytes } = this;
    const isLong = this.options.depth === 24;
    let at = 0;
    for (let i = 0; i < frames; i++) {
      const l = left[i] as number;
      const r = right[i] as number;
      bytes[at++] = l;
      bytes[at++] = l >> 8;
      if (isLong) bytes[at++] = l >> 16;
      bytes[at++] = r;
      bytes[at++] = r >> 8;
      if (isLong) bytes[at++] = r >> 16;
    }
    this.digest.update(bytes.subarray(0, at));
  }

  private metadata(frames: number): Uint8Array {
    const comments = vorbisComments(this.options.tags);
    const out = new BitWriter();
    out.writeLong(MARKER, 32);
    out.write(0, 8);
    out.write(STREAMINFO_BYTES, 24);
    out.write(FLAC_BLOCK, 16);
    out.write(FLAC_BLOCK, 16);
    out.write(this.smallest, 24);
    out.write(this.largest, 24);
    out.write(SAMPLE_RATE, 20);
    out.write(1, 3);
    out.write(this.options.depth - 1, 5);
    out.write(Math.floor(frames / 0x100000000), 4);
    out.writeLong(frames | 0, 32);
    for (const byte of this.checksum) out.write(byte, 8);
    out.write(LAST_BLOCK | VORBIS_COMMENT, 8);
    out.write(comments.length, 24);
    return joined([out.view(), comments]);
  }
}

/** Body of a Vorbis comment block (RFC 9639 §8.6): lengths are little-endian. */
function vorbisComments(tags: AudioTags): Uint8Array {
  const encoder = new TextEncoder();
  const lines = Object.entries(tags).map(([name, value]) => encoder.encode(`${name}=${value}`));
  const count = (value: number): Uint8Array => {
    const bytes = new Uint8Array(4);
    new DataView(bytes.buffer).setUint32(0, value, true);
    return bytes;
  };
  const vendor = encoder.encode(VENDOR);
  return joined([
    count(vendor.length),
    vendor,
    count(lines.length),
    ...lines.flatMap((line) => [count(line.length), line]),
  ]);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
