import { beforeAll, describe, expect, test } from '@jest/globals';
import { onsetEnvelopeLayout } from '@flipside/recipe';
import { decodeAudio } from '../decode/decode-audio.ts';
import { encodeMp3, encodeVorbis, encodeWav, type Mp3Rate } from '../decode/encode.fixture.ts';
import { designBiquad, StereoBiquad } from '../dsp/biquad.ts';
import { SAMPLE_RATE, type StereoPcm } from '../types.ts';
import {
  alignPcm,
  alignToAnchors,
  type AlignmentAnchor,
  type AlignResult,
  describeRefusal,
  makeAnchors,
} from './align.ts';
import { composeMusic, createNoise, shift, splice } from './music.fixture.ts';

const { floor, tanh } = Math;
const SECONDS = 45;
const music = composeMusic(SECONDS, 1);
/** 576 frames of LAME and 529 of every decoder, where no header tells a player to drop them. */
const MP3_DELAY = 1105;
let anchor: AlignmentAnchor;

beforeAll(async () => {
  anchor = await makeAnchors(music);
});

function map(pcm: StereoPcm, change: (value: number) => number): StereoPcm {
  return { left: pcm.left.map(change), right: pcm.right.map(change) };
}

/** Linear interpolation is enough to play faster: the sound only has to move. */
function playFaster({ left, right }: StereoPcm, ratio: number): StereoPcm {
  const stretch = (channel: Float32Array): Float32Array =>
    Float32Array.from({ length: Math.floor(channel.length / ratio) }, (_, i) => {
      const at = floor(i * ratio);
      const rest = i * ratio - at;
      return (channel[at] ?? 0) * (1 - rest) + (channel[at + 1] ?? 0) * rest;
    });
  return { left: stretch(left), right: stretch(right) };
}

/** A remaster: more bass and treble, squeezed peaks, louder. */
function remaster(pcm: StereoPcm): StereoPcm {
  const left = Float64Array.from(pcm.left);
  const right = Float64Array.from(pcm.right);
  for (const [type, hz, gainDb] of [
    ['lowShelf', 150, 4],
    ['peaking', 2500, -3],
    ['highShelf', 6000, 5],
  ] as const) {
    new StereoBiquad(designBiquad(type, hz, 0.8, gainDb, SAMPLE_RATE)).process(left, right);
  }
  const squeeze = (value: number): number => tanh(2 * value) * 0.9;
  return { left: Float32Array.from(left, squeeze), right: Float32Array.from(right, squeeze) };
}

function addNoise(pcm: StereoPcm, gain: number): StereoPcm {
  const noise = createNoise(77);
  return map(pcm, (value) => value + gain * noise());
}

const KERNEL = 32;

/** Kernels of a windowed sinc for every phase that occurs between 44.1 kHz and `rate`; `up` of them. */
function kernels(rate: number): { up: number; down: number; table: Float64Array } {
  const divisor =
    [22_050, 4410, 300, 100].find((number) => rate % number === 0 && SAMPLE_RATE % number === 0) ?? 1;
  const up = rate / divisor;
  const table = new Float64Array(up * KERNEL);
  const band = Math.min(1, rate / SAMPLE_RATE);
  for (let phase = 0; phase < up; phase++)
    for (let k = 0; k < KERNEL; k++) {
      const x = Math.PI * (phase / up - (k - KERNEL / 2 + 1));
      const sinc = Math.abs(x) < 1e-9 ? band : Math.sin(band * x) / x;
      table[phase * KERNEL + k] = sinc * (0.5 + 0.5 * Math.cos(x / (KERNEL / 2)));
    }
  return { up, down: SAMPLE_RATE / divisor, table };
}

/** Plays the recording at another sample rate into a WAV file, as a shop that sells 48 kHz does. */
async function throughRate(pcm: StereoPcm, rate: number): Promise<StereoPcm> {
  const { up, down, table } = kernels(rate);
  const channels = [pcm.left, pcm.right].map((channel) =>
    Float32Array.from({ length: Math.floor((channel.length * up) / down) }, (_, i) => {
      const whole = floor((i * down) / up);
      const row = ((i * down) % up) * KERNEL;
      let sum = 0;
      for (let k = 0; k < KERNEL; k++)
        sum += (table[row + k] ?? 0) * (channel[whole + k - KERNEL / 2 + 1] ?? 0);
      return sum;
    }),
  );
  return decodeAudio(encodeWav(channels, { rate, bits: 24 }));
}

const mp3 = async (pcm: StereoPcm, rate: Mp3Rate): Promise<StereoPcm> =>
  decodeAudio(await encodeMp3(pcm, rate));
const vorbis = async (pcm: StereoPcm, quality: number): Promise<StereoPcm> =>
  decodeAudio(await encodeVorbis(pcm, quality));

function offsetOf(result: AlignResult): number {
  if (result.kind === 'aligned') return result.exactOffset;
  throw new Error(`refused: ${describeRefusal(result)}`);
}

type Copy = readonly [name: string, offset: number, make: () => StereoPcm | Promise<StereoPcm>];

const COPIES: readonly Copy[] = [
  ['the same', 0, () => music],
  ['MP3 delay', MP3_DELAY, () => shift(music, MP3_DELAY)],
  ['AAC delay cut off', -1024, () => shift(music, -1024)],
  ['1.2 s cut off', -52_920, () => shift(music, -52_920)],
  ['7 s of silence before', 308_700, () => shift(music, 308_700)],
  ['MP3 64, which LAME makes at 24 kHz', (MP3_DELAY * 44_100) / 24_000, () => mp3(music, 64)],
  ['MP3 96, which LAME makes at 32 kHz', (MP3_DELAY * 44_100) / 32_000, () => mp3(music, 96)],
  ['MP3 128', MP3_DELAY, () => mp3(music, 128)],
  ['MP3 320', MP3_DELAY, () => mp3(music, 320)],
  ['MP3 128 of a late copy', MP3_DELAY + 12_345, () => mp3(shift(music, 12_345), 128)],
  ['Vorbis q1', 0, () => vorbis(music, 1)],
  ['Vorbis q6, late', 777, () => vorbis(shift(music, 777), 6)],
  ['48 kHz', 0, () => throughRate(music, 48_000)],
  ['96 kHz', 0, () => throughRate(music, 96_000)],
  ['22.05 kHz', 0, () => throughRate(music, 22_050)],
  ['−24 dB', 0, () => map(music, (value) => value * 0.063)],
  ['one side only', 0, () => ({ left: music.left, right: new Float32Array(music.right.length) })],
  ['remaster', 0, () => remaster(music)],
  ['remaster, late, MP3 128', MP3_DELAY + 999, () => mp3(remaster(shift(music, 999)), 128)],
  ['noise 20 dB below', 0, () => addNoise(music, 0.02)],
];

describe('alignToAnchors', () => {
  test('the anchor has the length that recipes require', () => {
    const bytes = Buffer.from(anchor.onsetEnvelope ?? '', 'base64');
    expect(bytes).toHaveLength(onsetEnvelopeLayout(anchor.durationMs).bytes);
    expect(bytes.length).toBeLessThanOrEqual(4096);
  });

  const table: string[] = [];
  test.each(COPIES)('%s: within a millisecond', async (name, offset, make) => {
    const result = await alignToAnchors(anchor, await make());
    const error = offsetOf(result) - offset;
    table.push(`${name.padEnd(36)} ${error.toFixed(2).padStart(7)} frames`);
    expect(Math.abs(error)).toBeLessThan(44.1);
    // The aim is the frame itself; minimum-phase equalisation moves sound by a few frames by its nature.
    expect(Math.abs(error)).toBeLessThan(name.includes('remaster') ? 12 : 1);
    expect(result).toMatchObject({ method: 'anchors', offsetFrames: Math.round(offset + error) });
  });

  test('the measured errors are printed', () => {
    expect(table).toHaveLength(COPIES.length);
    console.info(`Alignment by anchors, error against the truth:\n${table.join('\n')}`);
  });

  test('other recordings are refused, also at the same tempo and key', async () => {
    for (const seed of [2, 8, 15]) {
      const result = await alignToAnchors(anchor, composeMusic(SECONDS, seed));
      expect(result).toMatchObject({ kind: 'refused', reason: 'other-recording' });
    }
  });

  test.each([1.003, 0.997, 1.0005, 1.0001])(
    'a copy at %f times the speed is refused, with the speed',
    async (ratio) => {
      const result = await alignToAnchors(anchor, playFaster(music, ratio));
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
    const early = await alignToAnchors(anchor, splice(music, [[0, 30]]));
    if (early.kind !== 'refused') throw new Error('aligned');
    expect(describeRefusal(early)).toBe('This copy is an edit: 0:30–0:45 of the original is missing.');
    const late = await alignToAnchors(anchor, splice(music, [[9, 45]]));
    if (late.kind !== 'refused') throw new Error('aligned');
    expect(describeRefusal(late)).toBe('This copy is an edit: 0:00–0:09 of the original is missing.');
  });

  test('a longer version is an edit with something extra', async () => {
    const result = await alignToAnchors(
      anchor,
      splice(music, [
        [0, 30],
        [17, 45],
      ]),
    );
    if (result.kind !== 'refused') throw new Error('aligned');
    expect(result.reason).toBe('edit');
    expect(result.regions.map(({ kind }) => kind)).toEqual(['extra']);
  });

  test('too little sound cannot be placed', async () => {
    const result = await alignToAnchors(anchor, splice(music, [[0, 2]]));
    expect(result).toMatchObject({ kind: 'refused', reason: 'too-short' });
  });

  test('without anchors the fingerprint decides alone, and without both nothing is claimed', async () => {
    const { durationMs, fingerprint } = anchor;
    const copy = shift(music, 300);
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
  test.each([0, 1, 1105, -1105, 100_000])('finds %i frames of shift to the frame', (offset) => {
    expect(alignPcm(music, shift(music, offset))).toMatchObject({
      kind: 'aligned',
      offsetFrames: offset,
      method: 'correlation',
    });
  });

  test('finds the delay of MP3 to the frame', async () => {
    expect(alignPcm(music, await mp3(music, 128))).toMatchObject({
      kind: 'aligned',
      offsetFrames: MP3_DELAY,
    });
  });

  test('refuses another recording, a drift and an edit', () => {
    expect(alignPcm(music, composeMusic(SECONDS, 2))).toMatchObject({
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
