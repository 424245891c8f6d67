import { setTimeout as sleep } from 'node:timers/promises';
import { composeMusic } from '../../../apps/client/src/engine/alignment/music.fixture.ts';
import { alignToAnchors, fingerprint, makeAnchors } from '../../../apps/client/src/engine/alignment/align.ts';
import { encodeAiff } from '../../../apps/client/src/engine/decode/containers.fixture.ts';
import { decodeAudio, decodeBlocks } from '../../../apps/client/src/engine/decode/index.ts';
import {
  addLameTag,
  encodeMp3,
  encodeVorbis,
  encodeWav,
} from '../../../apps/client/src/engine/decode/encode.fixture.ts';
import { encodeFlac } from '../../../apps/client/src/engine/decode/encode-flac.fixture.ts';
import { OPUS_TONE } from '../../../apps/client/src/engine/decode/opus-tone.fixture.ts';
import { SAMPLE_RATE, type StereoPcm } from '../../../apps/client/src/engine/types.ts';
import { forgetPeak, peakBytes } from './peak.ts';

/** What one piece of work took, in a process that does nothing else. */
export interface Taken {
  /** Seconds of sound that were worked on. */
  readonly soundSeconds: number;
  readonly cpuSeconds: number;
  /** Largest resident size while it worked, above what the process had before it. */
  readonly peakMb: number;
}

const MEGABYTE = 1_048_576;
const SONG_SECONDS = 180;

type Work = () => Promise<number>;

/** A tone that is repeated, because no Opus encoder is at hand. */
const OPUS_TIMES = 60;

const ENCODERS: Readonly<Record<string, (pcm: StereoPcm) => Promise<Uint8Array<ArrayBuffer>>>> = {
  flac: ({ left, right }) => encodeFlac([left, right], 16),
  mp3: async (pcm) => addLameTag(await encodeMp3(pcm, 192), pcm.left.length),
  vorbis: (pcm) => encodeVorbis(pcm, 5),
  wav: async ({ left, right }) => encodeWav([left, right], { rate: SAMPLE_RATE, bits: 16 }),
  wav96: async ({ left, right }) => encodeWav([left, right], { rate: 96_000, bits: 24 }),
  aiff: async ({ left, right }) => encodeAiff([left, right], { type: 'NONE', bits: 16, rate: SAMPLE_RATE }),
};

async function decodeOpusOften(): Promise<number> {
  const tone = Uint8Array.from(Buffer.from(OPUS_TONE, 'base64'));
  let frames = 0;
  for (let i = 0; i < OPUS_TIMES; i++) frames += (await decodeAudio(tone)).left.length;
  return frames / SAMPLE_RATE;
}

async function prepareDecoding(format: string, isStreamed: boolean): Promise<Work> {
  if (format === 'opus') return decodeOpusOften;
  const encode = ENCODERS[format];
  if (encode === undefined) throw new RangeError(`There is no format ${format}.`);
  const file = new Blob([await encode(composeMusic(SONG_SECONDS, 1))]);
  return async () => {
    if (!isStreamed) return (await decodeAudio(file)).left.length / SAMPLE_RATE;
    let frames = 0;
    await decodeBlocks(file, (left) => {
      frames += left.length;
    });
    return frames / SAMPLE_RATE;
  };
}

/** An hour: one piece after another, both sides the same array, so that the sound itself takes 635 MB. */
function composeHour(): StereoPcm {
  const pieces = [1, 2, 3, 4, 5, 6].map((seed) => composeMusic(60, seed).left);
  const left = new Float32Array(3600 * SAMPLE_RATE);
  // In an order that does not come back.
  for (let minute = 0; minute < 60; minute++) {
    const piece = pieces[(minute * minute + Math.floor(minute / 6)) % pieces.length] ?? left;
    left.set(piece, minute * 60 * SAMPLE_RATE);
  }
  return { left, right: left };
}

async function prepareAligning(isHour: boolean): Promise<Work> {
  const pcm = isHour ? composeHour() : composeMusic(SONG_SECONDS, 1);
  const anchor = await makeAnchors(pcm);
  return async () => {
    const result = await alignToAnchors(anchor, pcm);
    if (result.kind !== 'aligned') throw new Error(`refused: ${result.detail}`);
    return pcm.left.length / SAMPLE_RATE;
  };
}

async function prepare(kind: string, what: string): Promise<Work> {
  if (kind === 'decode') return prepareDecoding(what, false);
  if (kind === 'stream') return prepareDecoding(what, true);
  if (kind === 'align') return prepareAligning(what === 'hour');
  const pcm = composeMusic(SONG_SECONDS, 1);
  const work = what === 'fingerprint' ? fingerprint : makeAnchors;
  return async () => {
    await work(pcm);
    return SONG_SECONDS;
  };
}

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000_000;
}

async function main(): Promise<void> {
  const [kind = '', what = ''] = process.argv.slice(2);
  const work = await prepare(kind, what);
  // What was thrown away while the sound was made is given back first: the work would only fill it again.
  // Arrays are let go of beside the program, after the collection that found them.
  for (let round = 0; round < 3; round++) {
    globalThis.gc?.();
    await sleep(50);
  }
  const before = forgetPeak();
  const started = cpuSeconds();
  const soundSeconds = await work();
  const taken: Taken = {
    soundSeconds,
    cpuSeconds: cpuSeconds() - started,
    peakMb: (peakBytes() - before) / MEGABYTE,
  };
  console.log(JSON.stringify(taken));
}

await main();
