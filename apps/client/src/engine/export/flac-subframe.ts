import type { BitWriter } from './bit-writer.ts';
import {
  findPredictor,
  fixedResidual,
  MOST_TAPS,
  predictionResidual,
  TAP_BITS,
  type Predictor,
} from './linear-prediction.ts';
import { planRice, writeRice, type RicePlan } from './rice.ts';

// Taken from the global once: looking it up for each sample is slow where globals are intercepted.
const { abs, min } = Math;

const HEADER_BITS = 8;
const FIXED_ORDERS = 5;
const CONSTANT = 0;
const VERBATIM = 1;
const FIXED = 8;
const LPC = 32;

/** One channel of one frame, ready to be written (RFC 9639 §9.2). */
export interface Subframe {
  /** Size when written, at most. */
  readonly bits: number;
  write(out: BitWriter): void;
}

interface Coded {
  readonly type: number;
  readonly order: number;
  readonly residual: Int32Array;
  readonly rice: RicePlan;
  readonly predictor: Predictor | null;
  readonly bits: number;
}

function isConstant(samples: Int32Array, frames: number): boolean {
  for (let i = 1; i < frames; i++) if (samples[i] !== samples[0]) return false;
  return true;
}

function header(out: BitWriter, type: number): void {
  out.write(type << 1, HEADER_BITS);
}

/** The order of difference that leaves the smallest values. */
function bestFixedOrder(samples: Int32Array, frames: number): number {
  let [s0, s1, s2, s3, s4] = [0, 0, 0, 0, 0];
  let [d0, d1, d2, d3] = [0, 0, 0, 0];
  for (let i = 0; i < frames; i++) {
    const e0 = samples[i] as number;
    const e1 = e0 - d0;
    const e2 = e1 - d1;
    const e3 = e2 - d2;
    const e4 = e3 - d3;
    if (i >= FIXED_ORDERS) {
      s0 += abs(e0);
      s1 += abs(e1);
      s2 += abs(e2);
      s3 += abs(e3);
      s4 += abs(e4);
    }
    d0 = e0;
    d1 = e1;
    d2 = e2;
    d3 = e3;
  }
  const sums = [s0, s1, s2, s3, s4];
  return sums.indexOf(min(...sums));
}

function fixed(samples: Int32Array, frames: number, depth: number): Coded {
  const order = min(bestFixedOrder(samples, frames), frames - 1);
  const residual = new Int32Array(frames);
  fixedResidual(samples, frames, order, residual);
  const rice = planRice(residual, frames, order);
  const bits = HEADER_BITS + order * depth + rice.bits;
  return { type: FIXED + order, order, residual, rice, predictor: null, bits };
}

function predicted(samples: Int32Array, frames: number, depth: number): Coded | null {
  const predictor = frames > 4 * MOST_TAPS ? findPredictor(samples, frames) : null;
  if (predictor === null) return null;
  const residual = new Int32Array(frames);
  if (!predictionResidual(samples, frames, predictor, residual)) return null;
  const order = predictor.taps.length;
  const rice = planRice(residual, frames, order);
  const bits = HEADER_BITS + order * (depth + TAP_BITS) + 4 + 5 + rice.bits;
  return { type: LPC + order - 1, order, residual, rice, predictor, bits };
}

function verbatim(samples: Int32Array, frames: number, depth: number): Subframe {
  return {
    bits: HEADER_BITS + frames * depth,
    write: (out) => {
      header(out, VERBATIM);
      for (let i = 0; i < frames; i++) out.writeLong(samples[i] ?? 0, depth);
    },
  };
}

/** The smallest of: one value, the samples as they are, a fixed predictor, a predictor of their own. */
export function planSubframe(samples: Int32Array, frames: number, depth: number): Subframe {
  if (isConstant(samples, frames)) {
    return {
      bits: HEADER_BITS + depth,
      write: (out) => {
        header(out, CONSTANT);
        out.writeLong(samples[0] ?? 0, depth);
      },
    };
  }
  const plain = fixed(samples, frames, depth);
  const own = predicted(samples, frames, depth);
  const coded = own !== null && own.bits < plain.bits ? own : plain;
  if (coded.bits >= HEADER_BITS + frames * depth) return verbatim(samples, frames, depth);
  return {
    bits: coded.bits,
    write: (out) => {
      const { order, predictor } = coded;
      header(out, coded.type);
      for (let i = 0; i < order; i++) out.writeLong(samples[i] ?? 0, depth);
      if (predictor !== null) {
        out.write(TAP_BITS - 1, 4);
        out.write(predictor.shift, 5);
        for (const tap of predictor.taps) out.write(tap, TAP_BITS);
      }
      writeRice(out, coded.residual, frames, order, coded.rice);
    },
  };
}
