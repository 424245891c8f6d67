import { describe, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { pcmHash, PcmHasher } from './pcm-hash.ts';
import { encodeWav, wavCapacity, wavHeader, type WavFormat } from './wav.ts';

const values = [0, 1, -1, 0.5, -0.25, 1.5, -1.5, 2 ** -15];
const pcm = { left: Float32Array.from(values), right: Float32Array.from(values, (value) => -value) };

function parse(bytes: Uint8Array): { format: number; bits: number; data: DataView; riffSize: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const tag = (at: number): string => String.fromCharCode(...bytes.subarray(at, at + 4));
  expect(tag(0)).toBe('RIFF');
  expect(tag(8)).toBe('WAVE');
  let at = 12;
  while (tag(at) !== 'data') at += 8 + view.getUint32(at + 4, true);
  expect([view.getUint16(22, true), view.getUint32(24, true)]).toEqual([2, 44_100]);
  return {
    format: view.getUint16(20, true),
    bits: view.getUint16(34, true),
    riffSize: view.getUint32(4, true),
    data: new DataView(bytes.buffer, at + 8, view.getUint32(at + 4, true)),
  };
}

describe('WAV', () => {
  test.each([
    ['int16', 1, 16],
    ['int24', 1, 24],
    ['float32', 3, 32],
  ] as [WavFormat, number, number][])('%s: sizes and format', (format, code, bits) => {
    const file = encodeWav(pcm, format);
    const read = parse(file);
    expect(read.format).toBe(code);
    expect(read.bits).toBe(bits);
    expect(read.data.byteLength).toBe((values.length * 2 * bits) / 8);
    expect(read.riffSize).toBe(file.length - 8);
  });

  test('16 bits are rounded and held within range', () => {
    const { data } = parse(encodeWav(pcm, 'int16'));
    const left = values.map((_, i) => data.getInt16(i * 4, true));
    expect(left).toEqual([0, 32_767, -32_768, 16_384, -8192, 32_767, -32_768, 1]);
    expect(data.getInt16(6, true)).toBe(-32_768);
  });

  test('24 bits are little-endian', () => {
    const { data } = parse(encodeWav(pcm, 'int24'));
    const at = (frame: number): number =>
      data.getUint16(frame * 6, true) + data.getInt8(frame * 6 + 2) * 65_536;
    expect(values.map((_, i) => at(i))).toEqual([
      0, 8_388_607, -8_388_608, 4_194_304, -2_097_152, 8_388_607, -8_388_608, 256,
    ]);
  });

  test('floats are kept as they are', () => {
    const { data } = parse(encodeWav(pcm, 'float32'));
    expect(values.map((_, i) => data.getFloat32(i * 8, true))).toEqual([...pcm.left]);
  });

  test('what does not fit is refused', () => {
    expect(() => wavHeader(wavCapacity('int16') + 1, 'int16')).toThrow(RangeError);
    expect(wavHeader(wavCapacity('int16'), 'int16')).toHaveLength(44);
  });
});

describe('PCM hash', () => {
  test('is SHA-256 of the interleaved little-endian floats, however it is fed', () => {
    const frames = 20_000;
    const left = Float32Array.from({ length: frames }, (_, i) => Math.sin(i));
    const right = Float32Array.from({ length: frames }, (_, i) => Math.cos(i));
    const bytes = Buffer.alloc(frames * 8);
    left.forEach((value, i) => bytes.writeFloatLE(value, i * 8));
    right.forEach((value, i) => bytes.writeFloatLE(value, i * 8 + 4));
    const expected = createHash('sha256').update(bytes).digest('hex');
    expect(pcmHash({ left, right })).toBe(expected);
    const hasher = new PcmHasher();
    hasher.update({ left, right }, 7);
    hasher.update({ left: left.subarray(7), right: right.subarray(7) }, frames - 7);
    expect(hasher.digest()).toBe(expected);
  });
});
