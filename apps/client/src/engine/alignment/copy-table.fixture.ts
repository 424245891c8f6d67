import { decodeAudio } from '../decode/decode-audio.ts';
import { addLameTag, encodeMp3, encodeVorbis, encodeWav, type Mp3Rate } from '../decode/encode.fixture.ts';
import { encodeFlac } from '../decode/encode-flac.fixture.ts';
import type { StereoPcm } from '../types.ts';
import {
  addNoise,
  atRate,
  compress,
  equalise,
  gainDb,
  inAHall,
  invert,
  playFaster,
  remaster,
  toMono,
  widen,
  without,
} from './copies.fixture.ts';
import { composeMusic, shift, splice } from './music.fixture.ts';

/** A way from one master to the samples of a listener's copy. */
export interface Chain {
  readonly name: string;
  /** Frames at 44.1 kHz by which the way itself delays. */
  readonly delay: number;
  run(pcm: StereoPcm): Promise<StereoPcm>;
}

const MP3_DELAY = 1105;

/** LAME picks the sample rate itself: 24 kHz at 64 kbit/s, 32 kHz at 96. */
const LAME_RATES: Readonly<Record<Mp3Rate, number>> = {
  64: 24_000,
  96: 32_000,
  128: 44_100,
  192: 44_100,
  320: 44_100,
};

const bareMp3 = (rate: Mp3Rate): Chain => ({
  name: `MP3 ${rate}`,
  delay: (MP3_DELAY * 44_100) / LAME_RATES[rate],
  run: async (pcm) => decodeAudio(await encodeMp3(pcm, rate)),
});

const vorbis = (quality: number, rate = 44_100): Chain => ({
  name: `Vorbis q${quality}${rate === 44_100 ? '' : ` at ${rate / 1000} kHz`}`,
  delay: 0,
  run: async (pcm) => decodeAudio(await encodeVorbis(atRate(pcm, rate), quality, rate)),
});

const lossless = (name: string, encode: (pcm: StereoPcm) => Promise<Uint8Array> | Uint8Array): Chain => ({
  name,
  delay: 0,
  run: async (pcm) => decodeAudio(await encode(pcm)),
});

const wav = (rate: number, bits: 8 | 16 | 24): Chain =>
  lossless(`WAV ${bits} bit at ${rate / 1000} kHz`, (pcm) => {
    const { left, right } = atRate(pcm, rate);
    return encodeWav([left, right], { rate, bits });
  });

/** Encoders that are at hand everywhere. */
export const CHAINS: readonly Chain[] = [
  bareMp3(64),
  bareMp3(96),
  bareMp3(128),
  bareMp3(192),
  bareMp3(320),
  lossless('MP3 192 with a LAME tag', async (pcm) => addLameTag(await encodeMp3(pcm, 192), pcm.left.length)),
  vorbis(0),
  vorbis(3),
  vorbis(6),
  vorbis(6, 48_000),
  lossless('FLAC 16 bit', ({ left, right }) => encodeFlac([left, right], 16)),
  lossless('FLAC 24 bit at 96 kHz', (pcm) => {
    const { left, right } = atRate(pcm, 96_000);
    return encodeFlac([left, right], 24, 96_000);
  }),
  wav(44_100, 8),
  wav(22_050, 16),
  wav(32_000, 16),
  wav(192_000, 24),
];

/** What shops, masters and players do to a recording. */
export const TREATMENTS: readonly (readonly [name: string, treat: (pcm: StereoPcm) => StereoPcm])[] = [
  ['as it is', (pcm) => pcm],
  ['equalised', (pcm) => equalise(pcm)],
  ['compressed 4 : 1', compress],
  ['remaster', remaster],
  ['remaster, compressed', (pcm) => compress(remaster(pcm))],
  ['−24 dB', (pcm) => gainDb(pcm, -24)],
  ['+9 dB, clipped', (pcm) => gainDb(pcm, 9)],
  ['inverted polarity', invert],
  ['mono', toMono],
  ['twice as wide', (pcm) => widen(pcm, 2)],
  ['noise at −34 dB', (pcm) => addNoise(pcm, 0.02)],
];

/** Frames put before a copy, or cut off its start. */
export const DELAYS = [0, 1, -1024, 12_345, -52_920, 308_700] as const;

/** Other recordings, which must be refused, made from a master or in its likeness. */
export function wrongRecordings(
  seconds: number,
  seed: number,
): readonly (readonly [name: string, make: () => StereoPcm])[] {
  const master = (): StereoPcm => composeMusic(seconds, seed);
  return [
    ['other song, same key and tempo', () => composeMusic(seconds, seed + 7)],
    ['other song', () => composeMusic(seconds, seed + 1)],
    ['other take', () => composeMusic(seconds, seed, { take: 1 })],
    ['other take without a click', () => composeMusic(seconds, seed, { take: 2, drift: 0.004 })],
    ['live version', () => inAHall(composeMusic(seconds, seed, { take: 3, drift: 0.002 }))],
    ['live mix of the same performance', () => inAHall(master())],
    ['sped up 0.3 %', () => playFaster(master(), 1.003)],
    ['slowed down 0.3 %', () => playFaster(master(), 0.997)],
    ['sped up 0.01 %', () => playFaster(master(), 1.0001)],
    ['sped up 4 %', () => playFaster(master(), 1.04)],
    [
      'radio edit',
      () =>
        splice(master(), [
          [0, seconds / 3],
          [seconds / 2, seconds],
        ]),
    ],
    ['ends early', () => splice(master(), [[0, (2 * seconds) / 3]])],
  ];
}

/** Mixes without the voice, which shops sell as instrumentals. */
export const instrumentalOf = (mix: StereoPcm, vocals: StereoPcm): StereoPcm => without(mix, vocals);

/** One row of the table: a treatment, a way and a delay. */
export interface Row {
  readonly name: string;
  readonly offset: number;
  make(master: StereoPcm): Promise<StereoPcm>;
}

export function row(chain: Chain, treatment: (typeof TREATMENTS)[number], delay: number): Row {
  const [treated, treat] = treatment;
  return {
    name: [chain.name, treated, `${delay} frames`].join(' · '),
    offset: chain.delay + delay,
    make: (master) => chain.run(treat(shift(master, delay))),
  };
}
