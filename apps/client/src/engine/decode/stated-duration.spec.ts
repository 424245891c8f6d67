import { describe, expect, test } from '@jest/globals';
import { composeMusic } from '../alignment/music.fixture.ts';
import { encodeVorbis } from './encode.fixture.ts';
import { mp4File } from './mp4.fixture.ts';
import { OPUS_TONE } from './opus-tone.fixture.ts';
import { decodeAudio } from './decode-audio.ts';
import { statedDurationMs } from './stated-duration.ts';

const stated = (bytes: Uint8Array): Promise<number | null> => statedDurationMs(new Blob([bytes.slice()]));

describe('what a file says of its length', () => {
  test('MP4: the part that counts, by its edit list, by iTunes’ comment, or all', async () => {
    const frames = 100_000;
    expect(await stated(mp4File({ entry: 'mp4a', frames }))).toBe(2268);
    expect(await stated(mp4File({ entry: 'mp4a', frames, edit: [1024, 88_200] }))).toBe(2000);
    expect(await stated(mp4File({ entry: 'mp4a', frames, smpb: [2112, 900, 88_200] }))).toBe(2000);
  });

  test('Ogg: by its last page, which is what decoding gives', async () => {
    const vorbis = await encodeVorbis(composeMusic(1.5, 3), 3);
    expect(await stated(vorbis)).toBe(1500);
    const tone = Uint8Array.from(Buffer.from(OPUS_TONE, 'base64'));
    const opus = await decodeAudio(tone);
    expect(Math.abs(((await stated(tone)) ?? 0) - (opus.left.length * 1000) / 44_100)).toBeLessThan(1);
  });

  test('nothing where nothing is said, and where it is damaged', async () => {
    expect(await stated(mp4File({ entry: 'mp4a' }).subarray(0, 40))).toBeNull();
    expect(await stated((await encodeVorbis(composeMusic(0.5, 3), 3)).subarray(0, 200))).toBeNull();
    expect(await stated(new TextEncoder().encode('no sound'))).toBeNull();
    expect(await stated(new Uint8Array(0))).toBeNull();
  });
});
