import { beforeAll, describe, expect, test } from '@jest/globals';
import { composeMusic } from '../alignment/music.fixture.ts';
import { encodeAiff } from './containers.fixture.ts';
import { decodeAudio } from './decode-audio.ts';
import { DecodeError } from './decode-error.ts';
import { encodeWav } from './encode.fixture.ts';
import { encodeFlac } from './encode-flac.fixture.ts';
import { mp4Box, mp4File } from './mp4.fixture.ts';

const music = composeMusic(0.5, 4);
const letters = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
const fromHex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text.replaceAll(' ', ''), 'hex'));

async function failure(file: Uint8Array | Blob): Promise<DecodeError> {
  const error: unknown = await decodeAudio(file).catch((reason: unknown) => reason);
  if (error instanceof DecodeError) return error;
  throw new Error(`Expected a DecodeError, not ${String(error)}`);
}

describe('what servers and people hand over in place of sound', () => {
  test.each([
    ['<!DOCTYPE html><html><body>Sign in</body></html>', /web page/],
    ['\n  <html lang="en">', /web page/],
    ['<?xml version="1.0"?><subsonic-response status="failed"/>', /XML answer/],
    ['{"subsonic-response":{"status":"failed","error":{"code":40}}}', /JSON answer/],
    ['#EXTM3U\nhttp://example.com/a.mp3', /playlist/],
    ['Bitte später noch einmal versuchen. '.repeat(80), /a text/],
    ['%PDF-1.7', /PDF/],
    ['PK\u0003\u0004rest', /zip/],
  ])('%j', async (text, words) => {
    expect(await failure(letters(text))).toMatchObject({
      code: 'not-audio',
      message: expect.stringMatching(words),
    });
  });

  test('pictures and programs', async () => {
    expect((await failure(fromHex('89504e47 0d0a1a0a 0000000d'))).message).toBe(
      'This is a picture, not sound.',
    );
    expect((await failure(fromHex('7f454c46 02010100'))).message).toBe('This is a program, not sound.');
  });
});

describe('copy protection', () => {
  const system = (hex: string): Uint8Array => fromHex(hex);
  test.each([
    ['drms', undefined, 'FairPlay'],
    ['drmi', undefined, 'FairPlay'],
    ['enca', system('edef8ba979d64acea3c827dcd51d21ed'), 'Widevine'],
    ['enca', system('9a04f07998404286ab92e65be0885f95'), 'PlayReady'],
  ] as const)('MP4 with %s names the system', async (entry, pssh, name) => {
    const error = await failure(mp4File({ entry, ...(pssh === undefined ? {} : { system: pssh }) }));
    expect(error.code).toBe('protected');
    expect(error.message).toContain(`(${name})`);
  });

  test('MP4 encrypted by a system without a name', async () => {
    expect((await failure(mp4File({ entry: 'enca' }))).message).toMatch(/^This file is copy-protected\. /);
  });

  test('Windows Media', async () => {
    const asf = fromHex('3026b2758e66cf11a6d900aa0062ce6c');
    const locked = fromHex('fbb31122 23bd d211 b4b7 00a0c955fc6e');
    expect(await failure(Buffer.concat([asf, Buffer.alloc(30), locked]))).toMatchObject({
      code: 'protected',
    });
    expect(await failure(Buffer.concat([asf, Buffer.alloc(60)]))).toMatchObject({
      code: 'unsupported',
      message: 'Windows Media cannot be decoded here. Convert the file to FLAC.',
    });
  });

  test('WebM', async () => {
    const webm = fromHex('1a45dfa3 9f4286810142f7 81 6d80 84 5035 80');
    expect(await failure(webm)).toMatchObject({ code: 'protected' });
  });
});

describe('MP4 without protection', () => {
  test.each([
    ['mp4a', 'AAC'],
    ['alac', 'Apple Lossless'],
    ['ec-3', 'Dolby Digital Plus'],
  ])('%s is named where no decoder is at hand', async (entry, name) => {
    expect(await failure(mp4File({ entry }))).toMatchObject({
      code: 'unsupported',
      message: `${name} cannot be decoded here. Convert the file to FLAC.`,
    });
  });

  test('a video without sound, and a file without an index', async () => {
    expect(await failure(mp4File({ entry: 'avc1', handler: 'vide' }))).toMatchObject({ code: 'not-audio' });
    expect(await failure(mp4Box('ftyp', letters('M4A ')))).toMatchObject({ code: 'truncated' });
  });

  test('claims of days of sound', async () => {
    expect(await failure(mp4File({ entry: 'mp4a', frames: 4_000_000_000 }))).toMatchObject({
      code: 'too-long',
    });
  });
});

describe('absurd files', () => {
  const wav = (change: (view: DataView) => void): Uint8Array => {
    const bytes = encodeWav([music.left, music.right], { rate: 44_100, bits: 16 });
    change(new DataView(bytes.buffer));
    return bytes;
  };

  test.each([
    ['0 Hz', (view: DataView) => view.setUint32(24, 0, true), 'unsupported'],
    ['4 GHz', (view: DataView) => view.setUint32(24, 4_000_000_000, true), 'unsupported'],
    [
      '255 channels',
      (view: DataView) => {
        view.setUint16(22, 255, true);
        view.setUint16(32, 510, true);
      },
      'unsupported',
    ],
    ['no channel', (view: DataView) => view.setUint16(22, 0, true), 'not-audio'],
    ['1 bit', (view: DataView) => view.setUint16(34, 0, true), 'unsupported'],
    ['more sound than bytes', (view: DataView) => view.setUint32(40, 0xfffffff0, true), 'truncated'],
    ['compressed', (view: DataView) => view.setUint16(20, 0x55, true), 'unsupported'],
  ] as const)('WAV of %s', async (_, change, code) => {
    expect(await failure(wav(change))).toMatchObject({ code });
  });

  test.each([
    [0, 'unsupported'],
    [44_101, 'unsupported'],
  ] as const)('AIFF of %i Hz', async (rate, code) => {
    const aiff = encodeAiff([music.left], { type: 'NONE', bits: 16, rate: 44_100 });
    const view = new DataView(aiff.buffer);
    view.setUint16(28, rate === 0 ? 0 : 16_383 + 15);
    if (rate > 0) view.setBigUint64(30, BigInt(rate) << 48n);
    expect(await failure(aiff)).toMatchObject({ code });
  });

  test('AIFF that ends early', async () => {
    const aiff = encodeAiff([music.left], { type: 'NONE', bits: 16, rate: 44_100 });
    expect(await failure(aiff.subarray(0, aiff.length - 10))).toMatchObject({ code: 'truncated' });
  });
});

describe('decompression bombs', () => {
  let silence = new Uint8Array(0);
  const FRAMES_START = 86;

  beforeAll(async () => {
    const quiet = new Float32Array(60 * 44_100);
    silence = await encodeFlac([quiet, quiet], 16);
  });

  /** Hours of digital silence in a few hundred kilobytes. */
  function bomb(minutes: number, statedFrames: number): Blob {
    const head = silence.slice(0, 42);
    head[4] = 0x80;
    head[21] = (head[21]! & 0xf0) | Math.floor(statedFrames / 2 ** 32);
    new DataView(head.buffer).setUint32(22, statedFrames % 2 ** 32);
    const first = silence.findIndex(
      (byte, at) => at >= 42 && byte === 0xff && (silence[at + 1]! & 0xfc) === 0xf8,
    );
    const frames = silence.slice(first);
    expect(first).toBeGreaterThan(FRAMES_START - 50);
    return new Blob([head, ...Array.from({ length: minutes }, () => frames)]);
  }

  test('a FLAC that states ten hours of silence is refused before it is decoded', async () => {
    const file = bomb(10, 10 * 3600 * 44_100);
    expect(file.size).toBeLessThan(200_000);
    expect(await failure(file)).toMatchObject({ code: 'too-long' });
  });

  test('one that does not state its length is refused on the way', async () => {
    expect(await failure(bomb(40, 0))).toMatchObject({
      code: 'too-long',
      message: expect.stringContaining('no recording is that small'),
    });
  });

  test('a minute of silence is a recording', async () => {
    expect((await decodeAudio(bomb(1, 60 * 44_100))).left).toHaveLength(60 * 44_100);
  });
});
