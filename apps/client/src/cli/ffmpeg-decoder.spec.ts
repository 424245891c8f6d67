import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { composeMusic } from '../engine/alignment/music.fixture.ts';
import { decodeAudio, DecodeError } from '../engine/decode/index.ts';
import { encodeWav } from '../engine/decode/encode.fixture.ts';
import { mp4File } from '../engine/decode/mp4.fixture.ts';
import { ffmpegDecoder } from './ffmpeg-decoder.ts';

const FFMPEG = 'ffmpeg';
const hasFfmpeg = spawnSync(FFMPEG, ['-version']).error === undefined;
const music = composeMusic(4, 31);
const folder = mkdtempSync(join(tmpdir(), 'flipside-ffmpeg-spec-'));
const path = (name: string): string => join(folder, name);
const decode = (bytes: Uint8Array, decoder = ffmpegDecoder()) =>
  decodeAudio(bytes, undefined, undefined, decoder);

async function refusalOf(bytes: Uint8Array, decoder = ffmpegDecoder()): Promise<DecodeError> {
  const error: unknown = await decode(bytes, decoder).catch((reason: unknown) => reason);
  if (error instanceof DecodeError) return error;
  throw new Error(`Expected a DecodeError, not ${String(error)}`);
}

/** By how many frames a copy lies beside where it should: one second of it is held against the original. */
function bestShift(copy: Float32Array, offset: number): number {
  let [best, most] = [0, -Infinity];
  for (let shift = -30; shift <= 30; shift++) {
    let sum = 0;
    for (let i = 44_100; i < 88_200; i++) sum += music.left[i]! * (copy[i + offset + shift] ?? 0);
    if (sum > most) [best, most] = [shift, sum];
  }
  return best;
}

beforeAll(() =>
  writeFileSync(path('in.wav'), encodeWav([music.left, music.right], { rate: 44_100, bits: 24 })),
);
afterAll(() => rmSync(folder, { recursive: true }));

/** Files of real encoders: extension, arguments, and the frames by which the way delays. */
const ENCODED: readonly (readonly [name: string, offset: number, ...args: string[]])[] = [
  ['a.m4a', 0, '-c:a', 'aac', '-b:a', '128k'],
  ['a48.m4a', 0, '-c:a', 'aac', '-ar', '48000'],
  // 956 frames of padding, which ffmpeg keeps: as long as the track with its delay of 1,024.
  ['padded.m4a', 0, '-c:a', 'aac', '-af', 'atrim=end_sample=176196'],
  ['lossless.m4a', 0, '-c:a', 'alac'],
  ['a.aac', 1024, '-c:a', 'aac'],
  ['a.wma', -2048, '-c:a', 'wmav2', '-b:a', '192k'],
  ['a.wv', 0, '-c:a', 'wavpack'],
  ['a.caf', 0, '-c:a', 'pcm_s16le'],
  ['a.mka', 0, '-c:a', 'libvorbis'],
];

function encode(name: string, args: readonly string[]): Uint8Array {
  execFileSync(FFMPEG, ['-v', 'error', '-y', '-i', path('in.wav'), ...args, path(name)]);
  return new Uint8Array(readFileSync(path(name)));
}

describe(hasFfmpeg ? 'with the ffmpeg of this machine' : 'on a machine without ffmpeg', () => {
  const formats = hasFfmpeg ? ENCODED : [];
  test.each([...formats, ['no encoder', 0] as const])(
    '%s comes to its place',
    async (name, offset, ...args) => {
      if (name === 'no encoder') {
        const nowhere = await refusalOf(mp4File({ entry: 'mp4a' }), ffmpegDecoder(path('no-such-program')));
        expect([nowhere.code, nowhere.message]).toEqual(['unsupported', expect.stringContaining('AAC')]);
        return;
      }
      const { left: sound } = await decode(encode(name, args));
      expect(Math.abs(bestShift(sound, offset))).toBeLessThan(2);
    },
  );

  test('a file that is cut off is refused and not taken for an edit', async () => {
    if (!hasFfmpeg) {
      expect((await refusalOf(mp4File({ entry: 'mp4a' }))).code).toBe('unsupported');
      return;
    }
    const whole = encode('front.m4a', ['-c:a', 'aac', '-movflags', '+faststart']);
    const refused = await refusalOf(whole.subarray(0, whole.length / 2));
    expect(refused.code).toBe('truncated');
    expect(refused.message).toMatch(/promises 4\.0 s of sound and holds [12]\.\d/);
    const media = encode('cut.wma', ['-c:a', 'wmav2']);
    expect((await refusalOf(media.subarray(0, media.length - 2000))).message).toMatch(/cut off/);
  });
});

describe('what ffmpeg is given and gives', () => {
  /** A program in ffmpeg's place: writes down how it was called and leaves a file. */
  function standIn(lines: string): string {
    const program = path('stand-in');
    writeFileSync(
      program,
      `#!/bin/sh\nprintf '%s\\n' "$@" > '${path('args')}'\nfor last; do :; done\n${lines}\n`,
    );
    chmodSync(program, 0o700);
    return program;
  }
  const left = (): string[] => readdirSync(tmpdir()).filter((name) => name.startsWith('flipside-decode-'));

  test('its file is read block by block, to the last frame, and nothing stays behind', async () => {
    const before = left();
    const decoder = ffmpegDecoder(standIn(`cp '${path('in.wav')}' "$last"`));
    const { left: sound } = await decode(mp4File({ entry: 'mp4a', frames: music.left.length }), decoder);
    expect(sound).toHaveLength(music.left.length);
    expect(Math.abs(sound[100_000]! - music.left[100_000]!)).toBeLessThan(1e-6);
    expect(left()).toEqual(before);
  });

  test('it may read sound files alone, and nothing that names other files or servers', async () => {
    await refusalOf(mp4File({ entry: 'mp4a' }), ffmpegDecoder(standIn('exit 1')));
    const args = readFileSync(path('args'), 'utf8').split('\n');
    expect(args[args.indexOf('-protocol_whitelist') + 1]).toBe('file');
    const formats = args[args.indexOf('-format_whitelist') + 1]?.split(',') ?? [];
    expect(formats).toContain('mov');
    for (const other of ['hls', 'concat', 'dash', 'sdp', 'rtsp', 'image2'])
      expect(formats).not.toContain(other);
  });

  test('less sound than the file promises is damage', async () => {
    const decoder = ffmpegDecoder(standIn(`cp '${path('in.wav')}' "$last"`));
    const refused = await refusalOf(mp4File({ entry: 'mp4a', frames: 44_100 * 6 }), decoder);
    expect([refused.code, refused.message]).toEqual(['truncated', expect.stringContaining('promises 6.0 s')]);
    expect(left()).toEqual([]);
  });
});
