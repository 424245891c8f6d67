import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { fingerprintFault } from '@flipside/recipe';
import { decodeAudio } from '../decode/decode-audio.ts';
import { encodeMp3 } from '../decode/encode.fixture.ts';
import { CHROMAPRINT_WASM } from './generated/chromaprint-wasm.ts';
import { compareFingerprints, fingerprint, OTHER_RECORDING, SAME_RECORDING } from './fingerprint.ts';
import { compressFingerprint, decompressFingerprint } from './fingerprint-code.ts';
import { composeMusic, createNoise, shift } from './music.fixture.ts';

const music = composeMusic(20, 1);
let reference: Uint32Array = new Uint32Array(0);

beforeAll(async () => {
  reference = (await fingerprint(music)).raw;
});

function randomItems(count: number, seed: number): Uint32Array {
  const noise = createNoise(seed);
  return Uint32Array.from({ length: count }, () => Math.floor((noise() + 1) * 2_147_483_648));
}

describe('fingerprint', () => {
  test('the inlined module is the one of the installed package', () => {
    const path = new URL(import.meta.resolve('@unimusic/chromaprint/dist/chromaprint.wasm'));
    expect(CHROMAPRINT_WASM).toBe(readFileSync(path).toString('base64'));
  });

  test('twenty seconds give an item every 0.124 s less the filters, and always the same ones', async () => {
    expect(reference.length).toBeGreaterThan(135);
    expect(reference.length).toBeLessThan(162);
    expect((await fingerprint(music)).raw).toEqual(reference);
  });

  test('what a recipe carries is a plausible Chromaprint and reads back', async () => {
    const { raw, compressed } = await fingerprint(music);
    expect(decompressFingerprint(compressed)).toEqual(raw);
    const bytes = Uint8Array.from(Buffer.from(compressed, 'base64url'));
    expect(fingerprintFault(bytes, 20_000)).toBeNull();
  });

  test('too little sound gives no items', async () => {
    expect((await fingerprint(composeMusic(1, 1))).raw).toHaveLength(0);
  });

  test('MP3 and a late start are still the same recording', async () => {
    const mp3 = await decodeAudio(await encodeMp3(music, 96));
    expect(compareFingerprints(reference, (await fingerprint(mp3)).raw).bitErrorRate).toBeLessThan(
      SAME_RECORDING,
    );
    const late = compareFingerprints(reference, (await fingerprint(shift(music, 5 * 44_100))).raw);
    expect(late.bitErrorRate).toBeLessThan(SAME_RECORDING);
    expect(Math.abs(late.offsetItems - (5 * 44_100) / 5460)).toBeLessThan(1.5);
  });

  test('another recording is another one', async () => {
    const other = compareFingerprints(reference, (await fingerprint(composeMusic(20, 2))).raw);
    expect(other.bitErrorRate).toBeGreaterThan(SAME_RECORDING);
    const noise = compareFingerprints(reference, randomItems(150, 4));
    expect(noise.bitErrorRate).toBeGreaterThan(OTHER_RECORDING);
  });
});

describe('compressed form', () => {
  test('the example of Chromaprint’s own tests', () => {
    // test_fingerprint_compressor.cpp: {1} and {7} with algorithm 0 are bytes 00 00 00 01 01 and 00 00 00 01 49 00.
    expect(Array.from(Buffer.from(compressFingerprint(Uint32Array.of(1)), 'base64url'))).toEqual([
      1, 0, 0, 1, 1,
    ]);
    expect(Array.from(Buffer.from(compressFingerprint(Uint32Array.of(7)), 'base64url'))).toEqual([
      1, 0, 0, 1, 73, 0,
    ]);
    const far = compressFingerprint(Uint32Array.of(0x40));
    expect(Array.from(Buffer.from(far, 'base64url'))).toEqual([1, 0, 0, 1, 7, 0]);
  });

  test('any items come back', () => {
    for (let seed = 0; seed < 20; seed++) {
      const raw = randomItems(50 + seed, seed);
      expect(decompressFingerprint(compressFingerprint(raw))).toEqual(raw);
    }
  });

  test('damaged text is refused', () => {
    const text = compressFingerprint(randomItems(40, 3));
    expect(decompressFingerprint(text.slice(0, text.length / 2))).toBeNull();
    expect(decompressFingerprint('')).toBeNull();
    expect(decompressFingerprint('!!!')).toBeNull();
    expect(decompressFingerprint('Af___w')).toBeNull();
  });
});
