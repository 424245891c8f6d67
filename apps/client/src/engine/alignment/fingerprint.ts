import { SAMPLE_RATE, type StereoPcm } from '../types.ts';
import { loadChromaprint } from './chromaprint.ts';
import { ALGORITHM, compressFingerprint } from './fingerprint-code.ts';

/** Bound once: looking a global up costs more than the call in some hosts. */
const { imul, max, min, round } = Math;

/** What is fingerprinted: the first two minutes, as AcoustID does. */
export const FINGERPRINT_SECONDS = 120;
/** Frames at 44.1 kHz from one item to the next: 1,365 at Chromaprint's 11,025 Hz. */
export const ITEM_FRAMES = 5460;
/** Bit error rate below which two fingerprints are of one recording; remasters reach 0.12, other recordings 0.5. */
export const SAME_RECORDING = 0.15;
/** Bit error rate from which they are not, whatever else agrees. */
export const OTHER_RECORDING = 0.35;
/** Bit error rate from which one that lies in place to the sample is no master of the same mix; remasters reach 0.174. */
export const OTHER_MASTER = 0.2;
/**
 * Rates of firm bits (`firm-bits.ts`) from which two that lie in place to the sample are different mixes: of all items, and of the worst
 * tenth of two-second windows, because a voice is missing where it sang.
 */
export const OTHER_MIX = { all: 0.045, windows: 0.065 } as const;

const FEED_FRAMES = 65_536;
/** Offsets tried, in items: 12 s either way. */
const MAX_OFFSET = 97;
/** Fewest items that must overlap for a rate to mean anything: about 5 s. */
const MIN_OVERLAP = 40;
/** Items of a window: 2 s. */
const WINDOW = 16;
/** Fewest windows of which a tenth means anything: 16 s. */
const MIN_WINDOWS = 8;

export interface Fingerprint {
  readonly raw: Uint32Array;
  /** Compressed, base64url: what a recipe carries. */
  readonly compressed: string;
}

function toInt16(sample: number): number {
  return round(max(-1, min(1, sample)) * 32_767);
}

/** Sound for Chromaprint: frames of whole numbers, the channels of each beside one another. */
interface PrintableSound {
  readonly rate: number;
  readonly channels: number;
  /** Frames to print. */
  readonly frames: number;
  /** Puts frames [from, from + count) into `out`. */
  readonly fill: (from: number, count: number, out: Int16Array) => void;
}

async function print({ rate, channels, frames, fill }: PrintableSound): Promise<Uint32Array> {
  const chromaprint = await loadChromaprint();
  const context = chromaprint.chromaprint_new(ALGORITHM);
  const buffer = chromaprint.malloc(FEED_FRAMES * 2 * channels);
  const result = chromaprint.malloc(8);
  try {
    chromaprint.chromaprint_start(context, rate, channels);
    for (let from = 0; from < frames; from += FEED_FRAMES) {
      const count = Math.min(FEED_FRAMES, frames - from);
      const samples = new Int16Array(chromaprint.memory.buffer, buffer, count * channels);
      fill(from, count, samples);
      chromaprint.chromaprint_feed(context, buffer, count * channels);
    }
    chromaprint.chromaprint_finish(context);
    chromaprint.chromaprint_get_raw_fingerprint(context, result, result + 4);
    const [items = 0, count = 0] = new Uint32Array(chromaprint.memory.buffer, result, 2);
    const raw =
      count === 0 ? new Uint32Array(0) : new Uint32Array(chromaprint.memory.buffer, items, count).slice();
    if (items !== 0) chromaprint.free(items);
    return raw;
  } finally {
    chromaprint.free(buffer);
    chromaprint.free(result);
    chromaprint.chromaprint_free(context);
  }
}

/**
 * Chromaprint of the first two minutes (algorithm TEST2), the same bits on every device.
 *
 * @param start frame to begin at; before the sound there is silence
 * @returns no items for less than about 3 s
 */
export async function fingerprint({ left, right }: StereoPcm, start = 0): Promise<Fingerprint> {
  const raw = await print({
    rate: SAMPLE_RATE,
    channels: 2,
    frames: Math.min(left.length - start, FINGERPRINT_SECONDS * SAMPLE_RATE),
    fill: (from, count, out) => {
      for (let i = 0; i < count; i++) {
        out[2 * i] = toInt16(left[start + from + i] ?? 0);
        out[2 * i + 1] = toInt16(right[start + from + i] ?? 0);
      }
    },
  });
  return { raw, compressed: compressFingerprint(raw) };
}

/** The raw fingerprint of mono sound at the low rate: what Chromaprint itself would bring the sound to. */
export function monoFingerprint(mono: Float64Array, rate: number): Promise<Uint32Array> {
  return print({
    rate,
    channels: 1,
    frames: mono.length,
    fill: (from, count, out) => {
      for (let i = 0; i < count; i++) out[i] = toInt16(mono[from + i] as number);
    },
  });
}

function setBits(value: number): number {
  let x = value - ((value >>> 1) & 0x55555555);
  x = (x & 0x33333333) + ((x >>> 2) & 0x33333333);
  return imul((x + (x >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

export interface FingerprintMatch {
  /** Share of differing bits at the best offset: 0 for the same sound, about 0.5 for unrelated sound. */
  readonly bitErrorRate: number;
  /** Item of `b` minus item of `a` at the best offset, 0.1238 s each. */
  readonly offsetItems: number;
}

/** Compares two raw fingerprints at every offset up to 12 s; a rate of 1 when they are too short to compare. */
export function compareFingerprints(a: Uint32Array, b: Uint32Array): FingerprintMatch {
  const needed = Math.max(MIN_OVERLAP, Math.min(a.length, b.length) / 2);
  let best: FingerprintMatch = { bitErrorRate: 1, offsetItems: 0 };
  for (let offset = -MAX_OFFSET; offset <= MAX_OFFSET; offset++) {
    const from = Math.max(0, -offset);
    const to = Math.min(a.length, b.length - offset);
    if (to - from < needed) continue;
    let errors = 0;
    for (let i = from; i < to; i++) errors += setBits((a[i] ?? 0) ^ (b[i + offset] ?? 0));
    const bitErrorRate = errors / (32 * (to - from));
    if (bitErrorRate < best.bitErrorRate) best = { bitErrorRate, offsetItems: offset };
  }
  return best;
}

/** How two fingerprints differ that lie in place. */
export interface FingerprintDifference {
  readonly all: number;
  /** Rate of the worst tenth of the windows: the same as `all` where there are too few for that to mean anything. */
  readonly windows: number;
}

const EVERY_BIT = 0xffffffff;
/** Items on which an instant of sound has an influence: 2.6 s. */
const INFLUENCE = 21;

/**
 * Compares two raw fingerprints that begin at the same instant; null when they are too short.
 *
 * @param lacking frames at the start that one of them has not: what they make different is not counted
 * @param firm bits of each item that count; all of them when absent
 */
export function fingerprintDifference(
  a: Uint32Array,
  b: Uint32Array,
  lacking = 0,
  firm?: Uint32Array,
): FingerprintDifference | null {
  const first = lacking > 0 ? Math.ceil(lacking / ITEM_FRAMES) + INFLUENCE : 0;
  const length = Math.min(a.length, b.length) - first;
  if (length < MIN_OVERLAP) return null;
  const rates: number[] = [];
  const sum = { errors: 0, bits: 0 };
  let [errors, bits] = [0, 0];
  for (let i = 0; i < length; i++) {
    const counted = firm?.[first + i] ?? EVERY_BIT;
    errors += setBits(((a[first + i] ?? 0) ^ (b[first + i] ?? 0)) & counted);
    bits += setBits(counted);
    const isLast = i === length - 1;
    if ((i + 1) % WINDOW !== 0 && !isLast) continue;
    sum.errors += errors;
    sum.bits += bits;
    if ((i + 1) % WINDOW === 0 && bits > 0) rates.push(errors / bits);
    [errors, bits] = [0, 0];
  }
  const all = sum.bits === 0 ? 0 : sum.errors / sum.bits;
  const worst = rates.toSorted((x, y) => x - y)[Math.floor(0.9 * rates.length)] ?? all;
  return { all, windows: rates.length < MIN_WINDOWS ? all : worst };
}
