import type { BitWriter } from './bit-writer.ts';
import { crc16, crc8 } from './flac-crc.ts';
import { planSubframe, type Subframe } from './flac-subframe.ts';
import { FLAC_BLOCK } from './linear-prediction.ts';

const SYNC_FIXED_BLOCKS = 0xfff8;
const BLOCK_4096 = 12;
const BLOCK_16_BITS = 7;
const RATE_44100 = 9;
const DEPTH_CODE = { 16: 4, 24: 6 } as const;
/** Channel assignments (RFC 9639 §9.1.3). */
const STEREO = { plain: 1, leftSide: 8, sideRight: 9, midSide: 10 } as const;

/** Integer samples of one block. */
export interface IntegerBlock {
  readonly left: Int32Array;
  readonly right: Int32Array;
  readonly frames: number;
}

interface StereoPlan {
  readonly assignment: number;
  readonly first: Subframe;
  readonly second: Subframe;
}

/** Written anew for every block. */
const [mid, side] = [new Int32Array(FLAC_BLOCK), new Int32Array(FLAC_BLOCK)];

/** The pair with the fewest bits out of left, right, their mean and their difference. */
function planStereo({ left, right, frames }: IntegerBlock, depth: number): StereoPlan {
  for (let i = 0; i < frames; i++) {
    const l = left[i] as number;
    const r = right[i] as number;
    mid[i] = (l + r) >> 1;
    side[i] = l - r;
  }
  const l = planSubframe(left, frames, depth);
  const r = planSubframe(right, frames, depth);
  const m = planSubframe(mid, frames, depth);
  const s = planSubframe(side, frames, depth + 1);
  const plans: StereoPlan[] = [
    { assignment: STEREO.plain, first: l, second: r },
    { assignment: STEREO.leftSide, first: l, second: s },
    { assignment: STEREO.sideRight, first: s, second: r },
    { assignment: STEREO.midSide, first: m, second: s },
  ];
  const bits = ({ first, second }: StereoPlan): number => first.bits + second.bits;
  return plans.reduce((best, plan) => (bits(plan) < bits(best) ? plan : best));
}

/** The number of a frame in the extended UTF-8 of RFC 9639 §9.1.5. */
function writeNumber(out: BitWriter, value: number): void {
  if (value < 0x80) {
    out.write(value, 8);
    return;
  }
  let continuations = 1;
  while (value >= 1 << (6 * continuations + 6 - continuations)) continuations++;
  const lead = (0xff00 >> (continuations + 1)) & 0xff;
  out.write(lead | (value >>> (6 * continuations)), 8);
  for (let i = continuations - 1; i >= 0; i--) out.write(0x80 | ((value >>> (6 * i)) & 0x3f), 8);
}

/** Writes one frame into an empty writer (RFC 9639 §9). */
export function writeFrame(out: BitWriter, block: IntegerBlock, number: number, depth: 16 | 24): void {
  const { assignment, first, second } = planStereo(block, depth);
  const whole = block.frames === FLAC_BLOCK;
  out.write(SYNC_FIXED_BLOCKS, 16);
  out.write(whole ? BLOCK_4096 : BLOCK_16_BITS, 4);
  out.write(RATE_44100, 4);
  out.write(assignment, 4);
  out.write(DEPTH_CODE[depth] << 1, 4);
  writeNumber(out, number);
  if (!whole) out.write(block.frames - 1, 16);
  out.write(crc8(out.view()), 8);
  first.write(out);
  second.write(out);
  out.align();
  out.write(crc16(out.view()), 16);
}
