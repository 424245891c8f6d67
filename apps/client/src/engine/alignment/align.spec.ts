import { beforeAll, describe, expect, test } from '@jest/globals';
import { onsetEnvelopeLayout } from '@flipside/recipe';
import { decodeAudio } from '../decode/decode-audio.ts';
import { encodeMp3, encodeVorbis, encodeWav, type Mp3Rate } from '../decode/encode.fixture.ts';
import type { StereoPcm } from '../types.ts';
import {
  alignPcm,
  alignToAnchors,
  type AlignmentAnchor,
  type AlignResult,
  describeRefusal,
  makeAnchors,
} from './align.ts';
import {
  addNoise,
  compress,
  gainDb,
  inAHall,
  invert,
  map,
  playFaster,
  remaster,
  throughRate,
  toMono,
} from './copies.fixture.ts';
import { composeMusic, shift, splice } from './music.fixture.ts';

/** Long enough for edits and for slow drifts. */
const SECONDS = 45;
const music = composeMusic(SECONDS, 1);
/** Two blocks: enough for what is the same at any length. */
const BRIEF = 24;
const brief = composeMusic(BRIEF, 1);
const other = composeMusic(BRIEF, 2);
/** 576 frames of LAME and 529 of every decoder, where no header tells a player to drop them. */
const MP3_DELAY = 1105;
let anchor: AlignmentAnchor;
let briefAnchor: AlignmentAnchor;

beforeAll(async () => {
  anchor = await makeAnchors(music);
  briefAnchor = await makeAnchors(brief);
});

const mp3 = async (pcm: StereoPcm, rate: Mp3Rate): Promise<StereoPcm> =>
  decodeAudio(await encodeMp3(pcm, rate));
const vorbis = async (pcm: StereoPcm, quality: number): Promise<StereoPcm> =>
  decodeAudio(await encodeVorbis(pcm, quality));

/** Through a file of 8 bits, in which a quiet recording has few of them. */
const inEightBits = (pcm: StereoPcm, decibels: number): Promise<StereoPcm> => {
  const { left, right } = gainDb(pcm, decibels);
  return decodeAudio(encodeWav([left, right], { rate: 44_100, bits: 8 }));
};

function offsetOf(result: AlignResult): number {
  if (result.kind === 'aligned') return result.exactOffset;
  throw new Error(`refused: ${describeRefusal(result)}`);
}

type Copy = readonly [name: string, offset: number, make: () => StereoPcm | Promise<StereoPcm>];

const COPIES: readonly Copy[] = [
  ['the same', 0, () => brief],
  ['MP3 delay', MP3_DELAY, () => shift(brief, MP3_DELAY)],
  ['AAC delay cut off', -1024, () => shift(brief, -1024)],
  ['1.2 s cut off', -52_920, () => shift(brief, -52_920)],
  ['7 s of silence before', 308_700, () => shift(brief, 308_700)],
  ['MP3 64, which LAME makes at 24 kHz', (MP3_DELAY * 44_100) / 24_000, () => mp3(brief, 64)],
  ['MP3 96, which LAME makes at 32 kHz', (MP3_DELAY * 44_100) / 32_000, () => mp3(brief, 96)],
  ['MP3 320', MP3_DELAY, () => mp3(brief, 320)],
  ['MP3 128 of a late copy', MP3_DELAY + 12_345, () => mp3(shift(brief, 12_345), 128)],
  ['Vorbis q1', 0, () => vorbis(brief, 1)],
  ['Vorbis q6, late', 777, () => vorbis(shift(brief, 777), 6)],
  ['48 kHz', 0, () => throughRate(brief, 48_000)],
  ['96 kHz', 0, () => throughRate(brief, 96_000)],
  ['22.05 kHz', 0, () => throughRate(brief, 22_050)],
  ['−24 dB', 0, () => map(brief, (value) => value * 0.063)],
  ['one side only', 0, () => ({ left: brief.left, right: new Float32Array(brief.right.length) })],
  ['mono', 0, () => toMono(brief)],
  ['inverted polarity', 0, () => invert(brief)],
  ['inverted, late, Vorbis q3', 321, () => vorbis(invert(shift(brief, 321)), 3)],
  ['compressed', 0, () => compress(brief)],
  ['remaster', 0, () => remaster(brief)],
  ['remaster, late, MP3 128', MP3_DELAY + 999, () => mp3(remaster(shift(brief, 999)), 128)],
  ['noise 20 dB below', 0, () => addNoise(brief, 0.02)],
  ['four bits of sound', 0, () => inEightBits(brief, -24)],
];

describe('alignToAnchors', () => {
  test('the anchor has the length that recipes require', () => {
    const bytes = Buffer.from(anchor.onsetEnvelope ?? '', 'base64');
    expect(bytes).toHaveLength(onsetEnvelopeLayout(anchor.durationMs).bytes);
    expect(bytes.length).toBeLessThanOrEqual(4096);
  });

  const table: string[] = [];
  test.each(COPIES)('%s: within a millisecond', async (name, offset, make) => {
    const result = await alignToAnchors(briefAnchor, await make());
    const error = offsetOf(result) - offset;
    table.push(`${name.padEnd(36)} ${error.toFixed(2).padStart(7)} frames`);
    expect(Math.abs(error)).toBeLessThan(44.1);
    // The aim is the frame itself; minimum-phase equalisation moves sound by a few frames by its nature.
    expect(Math.abs(error)).toBeLessThan(name.includes('remaster') ? 12 : 1);
    expect(result).toMatchObject({
      method: 'anchors',
      offsetFrames: Math.round(offset + error),
      isInverted: name.startsWith('inverted'),
    });
  });

  test('the measured errors are printed', () => {
    expect(table).toHaveLength(COPIES.length);
    console.info(`Alignment by anchors, error against the truth:\n${table.join('\n')}`);
  });

  test('other recordings are refused, also at the same tempo and key', async () => {
    for (const recording of [other, composeMusic(BRIEF, 8)])
      expect(await alignToAnchors(briefAnchor, recording)).toMatchObject({
        kind: 'refused',
        reason: 'other-recording',
      });
  });

  test('another take of the same piece is refused, also with a few bits of sound', async () => {
    const take = composeMusic(BRIEF, 1, { take: 1 });
    for (const copy of [
      take,
      await inEightBits(take, -24),
      composeMusic(BRIEF, 1, { take: 2, drift: 0.004 }),
    ])
      expect(await alignToAnchors(briefAnchor, copy)).toMatchObject({ kind: 'refused' });
  });

  test('few bits do not hide the hall of a concert', async () => {
    const concert = await inEightBits(inAHall(brief), -12);
    expect(await alignToAnchors(briefAnchor, concert)).toMatchObject({
      kind: 'refused',
      reason: 'other-recording',
    });
  });

  test.each([1.003, 0.997, 1.0005, 1.0001])(
    'a copy at %f times the speed is refused, with the speed',
    async (ratio) => {
      // A drift as slow as the last one shows over a while only.
      const [own, recording] = ratio === 1.0001 ? [anchor, music] : [briefAnchor, brief];
      const result = await alignToAnchors(own, playFaster(recording, ratio));
      expect(result).toMatchObject({ kind: 'refused', reason: 'speed' });
      if (result.kind !== 'refused' || result.speedPercent === null) throw new Error('no speed');
      expect(Math.abs(result.speedPercent - 100 * (ratio - 1))).toBeLessThan(0.012);
    },
  );

  test('a radio edit is refused and says what is missing', async () => {
    const result = await alignToAnchors(
      anchor,
      splice(music, [
        [0, 22],
        [31, 45],
      ]),
    );
    if (result.kind !== 'refused') throw new Error('aligned');
    expect(result.reason).toBe('edit');
    expect(result.regions).toHaveLength(1);
    const [region] = result.regions;
    expect(region?.kind).toBe('missing');
    expect((region?.to ?? 0) - (region?.from ?? 0)).toBeCloseTo(9, 2);
    expect(Math.abs((region?.from ?? 0) - 22)).toBeLessThan(3);
    expect(describeRefusal(result)).toMatch(
      /^This copy is an edit: 0:\d\d–0:\d\d of the original is missing\.$/,
    );
  });

  test('a copy that ends early or starts late is an edit', async () => {
    const early = await alignToAnchors(briefAnchor, splice(brief, [[0, 17]]));
    if (early.kind !== 'refused') throw new Error('aligned');
    expect(describeRefusal(early)).toBe('This copy is an edit: 0:17–0:24 of the original is missing.');
    const late = await alignToAnchors(briefAnchor, splice(brief, [[6, 24]]));
    if (late.kind !== 'refused') throw new Error('aligned');
    expect(describeRefusal(late)).toBe('This copy is an edit: 0:00–0:06 of the original is missing.');
  });

  test('a longer version is an edit with something extra', async () => {
    const result = await alignToAnchors(
      briefAnchor,
      splice(brief, [
        [0, 16],
        [9, 24],
      ]),
    );
    if (result.kind !== 'refused') throw new Error('aligned');
    expect(result.reason).toBe('edit');
    expect(result.regions.map(({ kind }) => kind)).toEqual(['extra']);
  });

  test('a radio edit of inverted polarity says what is missing, and a fast one its speed', async () => {
    const edit = splice(brief, [
      [0, 11],
      [17, 24],
    ]);
    const refused = await alignToAnchors(briefAnchor, invert(edit));
    expect(refused).toMatchObject({ reason: 'edit', regions: [{ kind: 'missing' }] });
    expect(await alignToAnchors(briefAnchor, invert(playFaster(brief, 1.003)))).toMatchObject({
      reason: 'speed',
    });
  });

  test('too little sound cannot be placed', async () => {
    const result = await alignToAnchors(anchor, splice(music, [[0, 2]]));
    expect(result).toMatchObject({ kind: 'refused', reason: 'too-short' });
  });

  test('without anchors the fingerprint decides alone, and without both nothing is claimed', async () => {
    const { durationMs, fingerprint } = briefAnchor;
    const copy = shift(brief, 300);
    expect(await alignToAnchors({ durationMs, fingerprint }, copy)).toMatchObject({
      kind: 'aligned',
      method: 'fingerprint',
      offsetFrames: 0,
    });
    expect(await alignToAnchors({ durationMs }, copy)).toMatchObject({
      kind: 'aligned',
      method: 'none',
      confidence: 0,
    });
  });
});

describe('alignPcm', () => {
  test.each([1, -1105, 100_000])('finds %i frames of shift to the frame', (offset) => {
    expect(alignPcm(brief, shift(brief, offset))).toMatchObject({
      kind: 'aligned',
      offsetFrames: offset,
      method: 'correlation',
    });
  });

  test('finds a copy of inverted polarity', () => {
    expect(alignPcm(brief, invert(shift(brief, 777)))).toMatchObject({
      kind: 'aligned',
      offsetFrames: 777,
      isInverted: true,
    });
  });

  test('finds the delay of MP3 to the frame', async () => {
    expect(alignPcm(brief, await mp3(brief, 128))).toMatchObject({
      kind: 'aligned',
      offsetFrames: MP3_DELAY,
    });
  });

  test('refuses another recording, a drift and an edit', () => {
    expect(alignPcm(brief, other)).toMatchObject({
      kind: 'refused',
      reason: 'other-recording',
    });
    expect(alignPcm(music, playFaster(music, 1.0001))).toMatchObject({ kind: 'refused', reason: 'speed' });
    expect(
      alignPcm(
        music,
        splice(music, [
          [0, 30],
          [38, 45],
        ]),
      ),
    ).toMatchObject({ kind: 'refused', reason: 'edit' });
  });
});
