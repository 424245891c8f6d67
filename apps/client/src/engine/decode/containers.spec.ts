import { describe, expect, test } from '@jest/globals';
import { composeMusic } from '../alignment/music.fixture.ts';
import type { StereoPcm } from '../types.ts';
import { encodeAiff, encodeDialect } from './containers.fixture.ts';
import { decodeAudio, decodeBlocks } from './decode-audio.ts';
import { addLameTag, encodeMp3, encodeVorbis, encodeWav, toInteger } from './encode.fixture.ts';
import { encodeFlac } from './encode-flac.fixture.ts';

const music = composeMusic(1, 9);

function quantised(scale: number): StereoPcm {
  const round = (channel: Float32Array): Float32Array =>
    channel.map((value) => toInteger(value, scale) / scale);
  return { left: round(music.left), right: round(music.right) };
}

const bytesOf = ({ buffer, byteOffset, byteLength }: Float32Array): Buffer =>
  Buffer.from(buffer, byteOffset, byteLength);

function expectSame(a: StereoPcm, b: StereoPcm): void {
  expect(a.left).toHaveLength(b.left.length);
  expect(bytesOf(a.left).equals(bytesOf(b.left))).toBe(true);
  expect(bytesOf(a.right).equals(bytesOf(b.right))).toBe(true);
}

describe('dialects of uncompressed sound decode exactly', () => {
  test.each(['rf64', 'bw64', 'w64', 'rifx', 'unknown-size'] as const)('WAV as %s', async (dialect) => {
    expectSame(await decodeAudio(encodeDialect([music.left, music.right], dialect)), quantised(32_768));
  });

  test.each([
    ['NONE', 8, 128],
    ['NONE', 16, 32_768],
    ['NONE', 24, 8_388_608],
    ['NONE', 32, 2_147_483_648],
    ['twos', 16, 32_768],
    ['sowt', 16, 32_768],
    ['sowt', 24, 8_388_608],
    ['raw ', 8, 128],
  ] as const)('AIFF %s of %i bits', async (type, bits, scale) => {
    expectSame(
      await decodeAudio(encodeAiff([music.left, music.right], { type, bits, rate: 44_100 })),
      quantised(scale),
    );
  });

  test.each([
    ['fl32', 32],
    ['FL64', 64],
  ] as const)('AIFF-C %s', async (type, bits) => {
    expectSame(await decodeAudio(encodeAiff([music.left, music.right], { type, bits, rate: 44_100 })), music);
  });

  test('twenty bits in three bytes, as an extensible header states them', async () => {
    const wav = encodeWav([music.left, music.right], { rate: 44_100, bits: 24, isExtensible: true });
    new DataView(wav.buffer).setUint16(34, 20, true);
    expectSame(await decodeAudio(wav), quantised(8_388_608));
  });
});

describe('a file read in slices', () => {
  const files = async (): Promise<Record<string, Uint8Array<ArrayBuffer>>> => ({
    wav: encodeWav([music.left, music.right], { rate: 48_000, bits: 24 }),
    flac: await encodeFlac([music.left, music.right], 16),
    mp3: addLameTag(await encodeMp3(music, 320), music.left.length),
    vorbis: await encodeVorbis(music, 6, 48_000),
  });

  test('gives the bytes that the whole gives, and never asks for the whole', async () => {
    for (const [name, bytes] of Object.entries(await files())) {
      const long = new Blob([bytes]);
      Object.defineProperty(long, 'arrayBuffer', { value: () => Promise.reject(new Error('all at once')) });
      const parts: StereoPcm[] = [];
      await decodeBlocks(long, (left, right) => {
        parts.push({ left: left.slice(), right: right.slice() });
      });
      const whole = await decodeAudio(bytes);
      let at = 0;
      for (const { left, right } of parts) {
        const there = whole.left.subarray(at, at + left.length);
        expect([name, at, bytesOf(left).equals(bytesOf(there))]).toEqual([name, at, true]);
        expect(bytesOf(right).equals(bytesOf(whole.right.subarray(at, at + right.length)))).toBe(true);
        at += left.length;
      }
      expect([name, at]).toEqual([name, whole.left.length]);
    }
  });

  test('the length is told before the first block where the file knows it', async () => {
    for (const name of ['wav', 'flac', 'vorbis']) {
      const file = (await files())[name]!;
      const told: (number | 'block')[] = [];
      await decodeBlocks(file, () => told.push('block'), { onLength: (frames) => told.push(frames) });
      const whole = await decodeAudio(file);
      expect(told.slice(0, 2)).toEqual([whole.left.length, 'block']);
    }
  });

  test('a disk that fails is no damaged file', async () => {
    const gone = new Blob([(await files())['flac']!]);
    const failing = { arrayBuffer: () => Promise.reject(new DOMException('unplugged', 'NotReadableError')) };
    Object.defineProperty(gone, 'slice', { value: () => failing });
    await expect(decodeAudio(gone)).rejects.toMatchObject({ name: 'NotReadableError' });
  });
});
