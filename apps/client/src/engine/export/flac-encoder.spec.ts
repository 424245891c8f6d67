import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decodeAudio } from '../decode/index.ts';
import { sin, TAU } from '../dsp/math.ts';
import { Xorshift } from '../dsp/xorshift.ts';
import type { StereoPcm } from '../types.ts';
import { FlacEncoder } from './flac-encoder.ts';

/** Encodes in pieces of the given sizes; the head is the final one. */
function encode(pcm: StereoPcm, depth: 16 | 24, piece = 4096): Uint8Array<ArrayBuffer> {
  const frames = pcm.left.length;
  const encoder = new FlacEncoder({ depth, frames, dither: false, tags: { TITLE: 'Tïtle', ARTIST: 'A' } });
  const parts: Uint8Array[] = [encoder.head()];
  for (let from = 0; from < frames; from += piece) {
    const part = { left: pcm.left.subarray(from), right: pcm.right.subarray(from) };
    parts.push(encoder.encode(part, Math.min(piece, frames - from)));
  }
  parts.push(encoder.finish());
  expect(encoder.finalHead()).toHaveLength(encoder.head().length);
  parts[0] = encoder.finalHead();
  return new Uint8Array(Buffer.concat(parts));
}

const whole = (value: number, depth: 16 | 24): number => {
  const scale = 2 ** (depth - 1);
  return Math.max(-scale, Math.min(scale - 1, Math.floor(Math.fround(value) * scale + 0.5)));
};

/** Decodes as the player does; float32 holds the integers exactly. */
async function decode(file: Uint8Array<ArrayBuffer>, depth: 16 | 24): Promise<readonly Int32Array[]> {
  const { left, right } = await decodeAudio(file);
  return [left, right].map((channel) => Int32Array.from(channel, (value) => value * 2 ** (depth - 1)));
}

async function expectRoundTrip(pcm: StereoPcm, depth: 16 | 24, piece?: number): Promise<void> {
  const decoded = await decode(encode(pcm, depth, piece), depth);
  for (const [index, channel] of [pcm.left, pcm.right].entries()) {
    expect(decoded[index]).toHaveLength(channel.length);
    const wrong = decoded[index]!.findIndex((value, i) => value !== whole(channel[i]!, depth));
    expect([index, wrong]).toEqual([index, -1]);
  }
}

const make = (frames: number, value: (i: number, side: number) => number): StereoPcm => ({
  left: Float32Array.from({ length: frames }, (_, i) => value(i, 0)),
  right: Float32Array.from({ length: frames }, (_, i) => value(i, 1)),
});

const noise = new Xorshift(7);
const SIGNALS: Record<string, StereoPcm> = {
  silence: make(9000, () => 0),
  'one value': make(5000, (_, side) => 0.25 - side / 2),
  'a chord': make(
    20_000,
    (i, side) => 0.4 * sin((TAU * 220 * i) / 44_100) + 0.2 * sin(i * (0.1 + side / 50)),
  ),
  noise: make(9000, () => 0.9 * noise.next()),
  'full scale, alternating': make(9000, (i) => (i % 2 === 0 ? 1 : -1)),
  'opposite sides at full scale': make(9000, (i, side) => ((i % 3 === 0) === (side === 0) ? 1 : -1)),
  'one loud sample in quiet noise': make(8192, (i) => (i === 5000 ? 1 : 1e-4 * noise.next())),
  'steps that no predictor likes': make(8192, (i) => (Math.floor(i / 7) % 5) / 5 - 0.4),
};

describe('FLAC', () => {
  test.each(Object.keys(SIGNALS))('%s comes back bit by bit, at 16 and 24 bits', async (name) => {
    await expectRoundTrip(SIGNALS[name]!, 16);
    await expectRoundTrip(SIGNALS[name]!, 24, 1000);
  });

  test('lengths around the size of a block, down to one frame', async () => {
    for (const frames of [1, 2, 5, 33, 4095, 4096, 4097, 8200])
      await expectRoundTrip(
        make(frames, (i, side) => 0.5 * sin(0.05 * i + side)),
        16,
        777,
      );
  });

  test('any samples come back, however the input is cut', async () => {
    const samples = fc.array(
      fc.tuple(
        fc.double({ min: -1.2, max: 1.2, noNaN: true }),
        fc.double({ min: -1.2, max: 1.2, noNaN: true }),
      ),
      { minLength: 1, maxLength: 300 },
    );
    await fc.assert(
      fc.asyncProperty(
        samples,
        fc.constantFrom(16 as const, 24 as const),
        fc.integer({ min: 1, max: 400 }),
        async (frames, depth, piece) => {
          const pcm = make(frames.length, (i, side) => frames[i]![side as 0 | 1]);
          await expectRoundTrip(pcm, depth, piece);
        },
      ),
      { numRuns: 40 },
    );
  });

  test('the head holds length, sizes and the checksum of the samples (RFC 9639 §8.2)', () => {
    const pcm = SIGNALS['a chord']!;
    const file = Buffer.from(encode(pcm, 16));
    const integers = Buffer.alloc(pcm.left.length * 4);
    pcm.left.forEach((value, i) => integers.writeInt16LE(whole(value, 16), i * 4));
    pcm.right.forEach((value, i) => integers.writeInt16LE(whole(value, 16), i * 4 + 2));
    expect(file.subarray(26, 42).toString('hex')).toBe(createHash('md5').update(integers).digest('hex'));
    expect(file.readUInt32BE(22)).toBe(pcm.left.length);
    expect(file.readUIntBE(12, 3)).toBeGreaterThan(0);
    expect(file.readUIntBE(15, 3)).toBeGreaterThanOrEqual(file.readUIntBE(12, 3));
    expect(file.includes('TITLE=Tïtle')).toBe(true);
  });

  test('tones shrink to less than half, noise grows by next to nothing', () => {
    const tone = SIGNALS['a chord']!;
    expect(encode(tone, 16).length).toBeLessThan(tone.left.length * 2);
    expect(encode(SIGNALS['noise']!, 16).length).toBeLessThan(9000 * 4 * 1.005);
  });

  test('what does not fit is refused', () => {
    expect(() => new FlacEncoder({ depth: 16, frames: 2 ** 36, dither: false, tags: {} })).toThrow(
      RangeError,
    );
  });
});
