import { describe, expect, test } from '@jest/globals';
import { ID3Writer } from 'browser-id3-writer';
import { composeMusic } from '../alignment/music.fixture.ts';
import { byteSource } from './byte-source.ts';
import { decodeAudio } from './decode-audio.ts';
import { countFrames, encodeMp3 } from './encode.fixture.ts';
import { mp4File } from './mp4.fixture.ts';
import { readMp4Sound } from './mp4.ts';
import { pageChecksum } from './ogg-pages.ts';
import { OPUS_TONE } from './opus-tone.fixture.ts';
import { gapOf } from './platform-audio.ts';

const music = composeMusic(1.2, 6);

/** Frame at which a copy fits the original best, looked for within a few frames. */
function bestShift(original: Float32Array, copy: Float32Array): number {
  let best = 0;
  let most = -Infinity;
  for (let shift = -8; shift <= 8; shift++) {
    let sum = 0;
    for (let i = 2000; i < original.length - 2000; i++) sum += original[i]! * (copy[i + shift] ?? 0);
    if (sum > most) [best, most] = [shift, sum];
  }
  return best;
}

describe('iTunes gap comments', () => {
  test('in an MP3 without a LAME tag, delay and padding go and the instants stay', async () => {
    const mp3 = await encodeMp3(music, 192);
    const { first, count } = countFrames(mp3);
    const padding = count * first.samples - 576 - music.left.length;
    const hex = (value: number, digits: number): string =>
      value.toString(16).toUpperCase().padStart(digits, '0');
    const text = ` 00000000 ${hex(576, 8)} ${hex(padding, 8)} ${hex(music.left.length, 16)} 00000000`;
    const tagged = new ID3Writer(mp3.buffer);
    tagged.setFrame('COMM', { description: 'iTunSMPB', text, language: 'eng' });
    const { left } = await decodeAudio(new Uint8Array(tagged.addTag()));
    expect(left).toHaveLength(music.left.length);
    expect(bestShift(music.left, left)).toBe(0);
  });

  test('nonsense in the comment changes nothing', async () => {
    const mp3 = await encodeMp3(music, 192);
    const tagged = new ID3Writer(mp3.buffer);
    const text = ' 00000000 00000210 00000A2C 00000000FFFFFFFF 00000000';
    tagged.setFrame('COMM', { description: 'iTunSMPB', text, language: 'eng' });
    expect((await decodeAudio(new Uint8Array(tagged.addTag()))).left.length % 1152).toBe(0);
  });
});

describe('edit lists and comments of MP4', () => {
  const soundOf = (spec: Parameters<typeof mp4File>[0]) => readMp4Sound(byteSource(mp4File(spec)), 0);

  test('an edit list names the part that counts', async () => {
    const sound = await soundOf({ entry: 'mp4a', frames: 100_000, edit: [1024, 98_000] });
    expect(sound.part!.from * 44_100).toBeCloseTo(1024, 6);
    expect(sound.part!.seconds * 44_100).toBeCloseTo(98_000, 6);
    // A platform that keeps the delay: cut. One that cut it already: leave.
    expect(gapOf(sound, { frames: 100_000, rate: 44_100 })).toEqual({ skip: 1024, frames: 98_000 });
    expect(gapOf(sound, { frames: 98_000, rate: 44_100 })).toEqual({ skip: 0, frames: 98_000 });
    // One that resampled, and one that gave something else altogether.
    expect(gapOf(sound, { frames: 108_844, rate: 48_000 })).toEqual({ skip: 1115, frames: 106_667 });
    expect(gapOf(sound, { frames: 99_000, rate: 44_100 })).toEqual({ skip: 0, frames: 99_000 });
  });

  test('a platform that says that it cut the delay is believed, however long its padding makes the sound', async () => {
    const sound = await soundOf({ entry: 'mp4a', frames: 99_024, edit: [1024, 98_000] });
    const given = { frames: 99_000, rate: 44_100 };
    expect(gapOf(sound, { ...given, isStartCut: true })).toEqual({ skip: 0, frames: 98_000 });
    expect(gapOf(sound, given)).toEqual({ skip: 1024, frames: 97_976 });
  });

  test('an edit to the end of the track ends there, whatever its length is rounded to', async () => {
    const sound = await soundOf({ entry: 'mp4a', frames: 99_000, edit: [1024, 2222], movieRate: 1000 });
    expect(sound.part!.seconds * 44_100).toBeCloseTo(97_976, 6);
  });

  test('without an edit list iTunes’ comment does', async () => {
    const sound = await soundOf({ entry: 'mp4a', frames: 100_000, smpb: [2112, 888, 97_000] });
    expect(gapOf(sound, { frames: 100_000, rate: 44_100 })).toEqual({ skip: 2112, frames: 97_000 });
  });

  test('without either all of it counts', async () => {
    const sound = await soundOf({ entry: 'alac', frames: 100_000 });
    expect(gapOf(sound, { frames: 100_000, rate: 44_100 })).toEqual({ skip: 0, frames: 100_000 });
  });
});

describe('Opus', () => {
  const tone = (): Uint8Array => Uint8Array.from(Buffer.from(OPUS_TONE, 'base64'));
  const seal = (file: Uint8Array, from: number, to: number): void =>
    new DataView(file.buffer).setUint32(from + 22, pageChecksum(file.subarray(from, to)), true);
  const peak = (samples: Float32Array): number => Math.max(...samples.subarray(4000, 18_000));

  test('the output gain of its header is applied', async () => {
    const plain = await decodeAudio(tone());
    const quiet = tone();
    // Byte 16 of the identification header, after a page header of 28 bytes: −6 dB in 1/256 dB.
    new DataView(quiet.buffer).setInt16(28 + 16, -6 * 256, true);
    seal(quiet, 0, 47);
    const { left } = await decodeAudio(quiet);
    expect(20 * Math.log10(peak(left) / peak(plain.left))).toBeCloseTo(-6, 2);
  });

  test('a damaged page is refused whatever it holds', async () => {
    const broken = tone();
    broken[broken.length - 40]! ^= 1;
    await expect(decodeAudio(broken)).rejects.toMatchObject({ code: 'truncated' });
  });
});
