import { beforeAll, describe, expect, test } from '@jest/globals';
import { composeMusic, createNoise } from '../alignment/music.fixture.ts';
import type { StereoPcm } from '../types.ts';
import { decodeAudio } from './decode-audio.ts';
import { DecodeError } from './decode-error.ts';
import { addLameTag, encodeMp3, encodeVorbis, encodeWav, toInteger } from './encode.fixture.ts';
import { encodeFlac } from './encode-flac.fixture.ts';
import { OPUS_TONE } from './opus-tone.fixture.ts';

const music = composeMusic(1.5, 5);
/** 576 frames of LAME and 529 of every decoder. */
const MP3_DELAY = 1105;

function quantise({ left, right }: StereoPcm, scale: number): StereoPcm {
  const round = (channel: Float32Array): Float32Array =>
    channel.map((value) => toInteger(value, scale) / scale);
  return { left: round(left), right: round(right) };
}

/** Samples that differ, a length that differs counting as one more. */
function differences(a: StereoPcm, b: StereoPcm): number {
  let count = a.left.length === b.left.length && a.right.length === b.right.length ? 0 : 1;
  for (let i = 0; i < a.left.length; i++) if (a.left[i] !== b.left[i] || a.right[i] !== b.right[i]) count++;
  return count;
}

/** Ratio of the signal to its difference from the decoded copy, in dB, over the middle. */
function signalToNoise(original: Float32Array, decoded: Float32Array): number {
  let signal = 0;
  let noise = 0;
  for (let i = 4410; i < original.length - 4410; i++) {
    const difference = (original[i] ?? 0) - (decoded[i] ?? 0);
    signal += (original[i] ?? 0) ** 2;
    noise += difference ** 2;
  }
  return 10 * Math.log10(signal / noise);
}

async function failure(bytes: Uint8Array): Promise<DecodeError> {
  const error: unknown = await decodeAudio(bytes).catch((reason: unknown) => reason);
  if (error instanceof DecodeError) return error;
  throw new Error(`Expected a DecodeError, not ${String(error)}`);
}

describe('lossless formats', () => {
  test.each([
    [16, 32_768],
    [24, 8_388_608],
  ] as const)('FLAC of %i bits decodes to exactly the encoded integers', async (bits, scale) => {
    const flac = await encodeFlac([music.left, music.right], bits);
    expect(differences(await decodeAudio(flac), quantise(music, scale))).toBe(0);
  });

  test('the last block of a FLAC file is there, also when its end looks like the start of another one', async () => {
    const noise = createNoise(9);
    let [tried, found] = [0, 0];
    while (found < 3 && tried < 5000) {
      tried += 1;
      const side = (): Float32Array => Float32Array.from({ length: 24 }, () => 0.9 * noise());
      const piece = { left: side(), right: side() };
      const flac = await encodeFlac([piece.left, piece.right], 16);
      if (flac.at(-3) !== 0xff) continue;
      found += 1;
      expect(differences(await decodeAudio(flac), quantise(piece, 32_768))).toBe(0);
    }
    expect(found).toBe(3);
  });

  test('FLAC keeps both extremes of the range', async () => {
    const square = Float32Array.from({ length: 5000 }, (_, i) => (i % 100 < 50 ? -1 : 1));
    const { left } = await decodeAudio(await encodeFlac([square, square], 16));
    expect(Math.min(...left)).toBe(-1);
    expect(Math.max(...left)).toBe(32_767 / 32_768);
  });

  test('mono FLAC is carried on both sides', async () => {
    const { left, right } = await decodeAudio(await encodeFlac([music.left], 16));
    const once = quantise(music, 32_768).left;
    expect(differences({ left, right }, { left: once, right: once })).toBe(0);
    expect(right).not.toBe(left);
  });

  test.each([
    [{ rate: 44_100, bits: 8 }, 128],
    [{ rate: 44_100, bits: 16 }, 32_768],
    [{ rate: 44_100, bits: 24 }, 8_388_608],
    [{ rate: 44_100, bits: 32 }, 2_147_483_648],
    [{ rate: 44_100, bits: 16, isExtensible: true }, 32_768],
  ] as const)('WAV %j decodes exactly', async (spec, scale) => {
    const decoded = await decodeAudio(encodeWav([music.left, music.right], spec));
    expect(differences(decoded, quantise(music, scale))).toBe(0);
  });

  test.each([32, 64] as const)('float WAV of %i bits decodes exactly', async (bits) => {
    const wav = encodeWav([music.left, music.right], { rate: 44_100, bits, isFloat: true });
    expect(differences(await decodeAudio(wav), music)).toBe(0);
  });

  test('values that are not numbers become silence', async () => {
    const broken = Float32Array.from([0.5, Number.NaN, Infinity, 3e38, -0.5]);
    const { left } = await decodeAudio(
      encodeWav([broken, broken], { rate: 44_100, bits: 32, isFloat: true }),
    );
    expect(Array.from(left)).toEqual([0.5, 0, 0, 0, -0.5]);
  });

  test('six channels are mixed down without exceeding full scale', async () => {
    const one = new Float32Array(1000).fill(1);
    const zero = new Float32Array(1000);
    const centre = await decodeAudio(
      encodeWav([zero, zero, one, zero, zero, zero], { rate: 44_100, bits: 32, isFloat: true }),
    );
    expect(centre.left[500]).toBeCloseTo(0.7071 / 2.4142, 4);
    expect(centre.right[500]).toBe(centre.left[500]);
    const all = await decodeAudio(
      encodeWav(
        Array.from({ length: 6 }, () => one),
        { rate: 44_100, bits: 32, isFloat: true },
      ),
    );
    expect(all.left[500]).toBeCloseTo(1, 6);
    const effects = await decodeAudio(
      encodeWav([zero, zero, zero, one, zero, zero], { rate: 44_100, bits: 32, isFloat: true }),
    );
    expect(effects.left[500]).toBe(0);
  });
});

describe('lossy formats', () => {
  test.each([
    [128, 15],
    [320, 22],
  ] as const)('MP3 at %i kbit/s is gapless and close to the original', async (rate, decibels) => {
    const decoded = await decodeAudio(addLameTag(await encodeMp3(music, rate), music.left.length));
    expect(decoded.left).toHaveLength(music.left.length);
    expect(signalToNoise(music.left, decoded.left)).toBeGreaterThan(decibels);
    expect(signalToNoise(music.right, decoded.right)).toBeGreaterThan(decibels);
  });

  test('Ogg Vorbis keeps length and sound', async () => {
    const decoded = await decodeAudio(await encodeVorbis(music, 6));
    expect(decoded.left).toHaveLength(music.left.length);
    expect(signalToNoise(music.left, decoded.left)).toBeGreaterThan(15);
  });

  test('MP3 without a LAME header keeps the delay of encoder and decoder', async () => {
    const { left } = await decodeAudio(await encodeMp3(music, 320));
    expect(left.length % 1152).toBe(0);
    expect(signalToNoise(music.left, left.subarray(MP3_DELAY))).toBeGreaterThan(22);
  });

  test('Opus: pre-skip and padding are cut, 48 kHz becomes 44.1 kHz', async () => {
    const opus = Uint8Array.from(atob(OPUS_TONE), (letter) => letter.charCodeAt(0));
    const { left, right } = await decodeAudio(opus);
    expect(left).toHaveLength(22_050);
    expect(right).toHaveLength(22_050);
    let crossings = 0;
    for (let i = 4411; i < 17_641; i++) if ((left[i - 1] ?? 0) < 0 && (left[i] ?? 0) >= 0) crossings++;
    expect(crossings).toBe(300);
  });

  test.each([48_000, 32_000])('MP3 at %i Hz is brought to 44.1 kHz', async (rate) => {
    const decoded = await decodeAudio(await encodeMp3(music, 128, rate));
    const expected = (Math.ceil(music.left.length / 1152) * 1152 * 44_100) / rate;
    expect(Math.abs(decoded.left.length - expected)).toBeLessThan(4 * 1152);
  });

  test('junk before and after MP3 frames is stepped over', async () => {
    const mp3 = addLameTag(await encodeMp3(music, 128), music.left.length);
    const noise = createNoise(3);
    const junk = Uint8Array.from({ length: 3000 }, () => Math.floor((noise() + 1) * 120));
    const decoded = await decodeAudio(new Blob([junk, mp3, junk]));
    expect(signalToNoise(music.left, decoded.left)).toBeGreaterThan(15);
  });
});

describe('progress and abort', () => {
  test('progress reaches the end', async () => {
    const calls: [number, number][] = [];
    const flac = await encodeFlac([music.left, music.right], 16);
    await decodeAudio(flac, undefined, (done, total) => calls.push([done, total]));
    expect(calls.at(-1)).toEqual([flac.length, flac.length]);
  });

  test('an abort stops the work with its reason', async () => {
    const controller = new AbortController();
    const work = decodeAudio(await encodeFlac([music.left, music.right], 24), controller.signal);
    controller.abort(new Error('enough'));
    await expect(work).rejects.toThrow('enough');
  });

  test('an abort in the middle of a codec keeps its reason', async () => {
    const controller = new AbortController();
    const flac = await encodeFlac([music.left, music.right], 24);
    const work = decodeAudio(new Blob([flac]), controller.signal, () =>
      controller.abort(new Error('midway')),
    );
    await expect(work).rejects.toThrow('midway');
  });
});

describe('refusals', () => {
  const files: Record<string, Uint8Array> = {};

  beforeAll(async () => {
    files['flac'] = await encodeFlac([music.left, music.right], 16);
    files['vorbis'] = await encodeVorbis(music, 3);
    files['mp3'] = addLameTag(await encodeMp3(music, 128), music.left.length);
    files['wav'] = encodeWav([music.left, music.right], { rate: 44_100, bits: 16 });
  });

  test('an empty file', async () => {
    expect(await failure(new Uint8Array(0))).toMatchObject({ code: 'not-audio' });
  });

  test('text and random bytes', async () => {
    const noise = createNoise(11);
    for (let round = 0; round < 20; round++) {
      const bytes = Uint8Array.from({ length: 5000 }, () => Math.floor((noise() + 1) * 128));
      expect(['not-audio', 'unsupported', 'truncated']).toContain((await failure(bytes)).code);
    }
    expect(await failure(new TextEncoder().encode('hello '.repeat(500)))).toMatchObject({
      code: 'not-audio',
    });
  });

  test.each(['flac', 'vorbis', 'mp3', 'wav'])('%s cut off at every eighth', async (name) => {
    const bytes = files[name] ?? new Uint8Array(0);
    for (let eighth = 1; eighth < 8; eighth++) {
      const error = await failure(bytes.subarray(0, Math.floor((bytes.length * eighth) / 8)));
      expect([name, eighth, error.code]).toEqual([name, eighth, 'truncated']);
    }
  });

  test.each(['flac', 'vorbis', 'mp3', 'wav'])(
    '%s with flipped bytes ends in sound or a clear error',
    async (name) => {
      const noise = createNoise(17);
      for (let round = 0; round < 24; round++) {
        const bytes = (files[name] ?? new Uint8Array(0)).slice();
        for (let flip = 0; flip < 10; flip++) {
          const span = round % 2 === 0 ? 200 : bytes.length;
          bytes[Math.floor(((noise() + 1) / 2) * span)] = Math.floor((noise() + 1) * 128);
        }
        const result: unknown = await decodeAudio(bytes).catch((reason: unknown) => reason);
        if (result instanceof Error) expect(result).toBeInstanceOf(DecodeError);
        else expect((result as StereoPcm).left.length).toBeGreaterThan(0);
      }
    },
  );

  test('a header that claims more than four hours', async () => {
    const flac = (files['flac'] ?? new Uint8Array(0)).slice();
    flac.fill(0xff, 22, 26);
    expect(await failure(flac)).toMatchObject({ code: 'too-long' });
  });

  test('formats that are named but not decoded', async () => {
    expect(await failure(new TextEncoder().encode('MAC ' + 'x'.repeat(100)))).toMatchObject({
      code: 'unsupported',
    });
    expect(await failure(new TextEncoder().encode('wvpk' + 'x'.repeat(100)))).toMatchObject({
      code: 'unsupported',
    });
  });
});
