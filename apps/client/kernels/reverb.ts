// Where things lie in the memory of one room.
const LEFT: usize = 0;
const RIGHT: usize = 512;
const MONO: usize = 1024;
/** Gains of the eight loops, then what the low-pass of each remembers. */
const GAINS: usize = 1536;
const DAMPED: usize = 1600;
const DIFFUSERS: usize = 2048;
const LOOPS: usize = DIFFUSERS + 4 * (512 << 3);
const PRE_DELAY: usize = LOOPS + 4 * (4096 << 4);

const QUANTUM: i32 = 64;
const SIZE_MASK: i32 = 4095;
const DIFFUSER_MASK: i32 = 511;
const PRE_DELAY_MASK: i32 = 16_383;
/** Too small to be heard: subnormal numbers would slow the loop down. */
const FLUSH: f64 = 1e-20;

/** Both channels as one, late by so many frames, which are kept as float32. */
function delayed(at: i32, frames: i32): void {
  for (let i = 0; i < QUANTUM; i++) {
    const sum = (load<f64>(LEFT + ((<usize>i) << 3)) + load<f64>(RIGHT + ((<usize>i) << 3))) * 0.5;
    store<f32>(PRE_DELAY + ((<usize>((at + i) & PRE_DELAY_MASK)) << 2), <f32>sum);
  }
  for (let i = 0; i < QUANTUM; i++) {
    const late = load<f32>(PRE_DELAY + ((<usize>((at + i - frames) & PRE_DELAY_MASK)) << 2));
    store<f64>(MONO + ((<usize>i) << 3), <f64>late);
  }
}

/** Two neighbouring samples of an all-pass, whose ring may end between them. */
function old(diffuser: usize, at: i32): v128 {
  const first = diffuser + ((<usize>(at & DIFFUSER_MASK)) << 3);
  const second = diffuser + ((<usize>((at + 1) & DIFFUSER_MASK)) << 3);
  return v128.load64_lane(second, v128.load64_zero(first), 1);
}

/** Schroeder all-passes in series, two samples at once: the shortest of them is longer. */
function diffuse(at: i32, amount: f64): void {
  const g = f64x2.splat(amount);
  const second = DIFFUSERS + (512 << 3);
  const third = second + (512 << 3);
  const fourth = third + (512 << 3);
  for (let i = 0; i < QUANTUM; i += 2) {
    const here = at + i;
    const x = v128.load(MONO + ((<usize>i) << 3));
    const old0 = old(DIFFUSERS, here - 113);
    const old1 = old(second, here - 162);
    const old2 = old(third, here - 241);
    const old3 = old(fourth, here - 399);
    const fed0 = f64x2.sub(x, f64x2.mul(g, old0));
    const fed1 = f64x2.sub(f64x2.add(old0, f64x2.mul(g, fed0)), f64x2.mul(g, old1));
    const fed2 = f64x2.sub(f64x2.add(old1, f64x2.mul(g, fed1)), f64x2.mul(g, old2));
    const fed3 = f64x2.sub(f64x2.add(old2, f64x2.mul(g, fed2)), f64x2.mul(g, old3));
    const to = (<usize>(here & DIFFUSER_MASK)) << 3;
    v128.store(DIFFUSERS + to, fed0);
    v128.store(second + to, fed1);
    v128.store(third + to, fed2);
    v128.store(fourth + to, fed3);
    v128.store(MONO + ((<usize>i) << 3), f64x2.add(old3, f64x2.mul(g, fed3)));
  }
}

/** Samples of two loops, which lie side by side, at their own distances. */
function tap(loops: usize, first: i32, second: i32): v128 {
  const a = loops + ((<usize>(first & SIZE_MASK)) << 4);
  const b = loops + ((<usize>(second & SIZE_MASK)) << 4) + 8;
  return v128.load64_lane(b, v128.load64_zero(a), 1);
}

/** Sum and difference of the two lanes. */
function butterfly(v: v128): v128 {
  const first = v128.shuffle<f64>(v, v, 0, 0);
  const second = v128.shuffle<f64>(v, v, 1, 1);
  return f64x2.add(first, v128.xor(second, i64x2(0, i64.MIN_VALUE)));
}

function flushed(v: v128): v128 {
  return v128.andnot(v, f64x2.lt(f64x2.abs(v), f64x2.splat(FLUSH)));
}

/**
 * One quantum through the room, in place at `LEFT` and `RIGHT`; `at` counts its frames. `same` and `other` are the shares
 * of a side that stay on it and go to the other one.
 */
export function reverberate(
  at: i32,
  preDelay: i32,
  diffusion: f64,
  damping: f64,
  mix: f64,
  same: f64,
  other: f64,
): void {
  delayed(at, preDelay);
  diffuse(at, diffusion);
  const loops1 = LOOPS + (4096 << 4);
  const loops2 = loops1 + (4096 << 4);
  const loops3 = loops2 + (4096 << 4);
  const damp = f64x2.splat(damping);
  const wet = f64x2.splat(mix);
  const stay = f64x2.splat(same);
  const cross = f64x2.splat(other);
  const half = f64x2.splat(0.5);
  const g0 = v128.load(GAINS);
  const g1 = v128.load(GAINS, 16);
  const g2 = v128.load(GAINS, 32);
  const g3 = v128.load(GAINS, 48);
  let d0 = v128.load(DAMPED);
  let d1 = v128.load(DAMPED, 16);
  let d2 = v128.load(DAMPED, 32);
  let d3 = v128.load(DAMPED, 48);
  // What adds nothing to a sum, whatever its sign: −0.
  const nothing = f64x2.splat(-0.0);
  for (let i = 0; i < QUANTUM; i++) {
    const here = at + i;
    const y0 = tap(LOOPS, here - 1151, here - 1327);
    const y1 = tap(loops1, here - 1523, here - 1741);
    const y2 = tap(loops2, here - 1951, here - 2203);
    const y3 = tap(loops3, here - 2467, here - 2741);
    d0 = f64x2.add(y0, f64x2.mul(damp, f64x2.sub(d0, y0)));
    d1 = f64x2.add(y1, f64x2.mul(damp, f64x2.sub(d1, y1)));
    d2 = f64x2.add(y2, f64x2.mul(damp, f64x2.sub(d2, y2)));
    d3 = f64x2.add(y3, f64x2.mul(damp, f64x2.sub(d3, y3)));
    const x = load<f64>(MONO + ((<usize>i) << 3));
    const b0 = butterfly(f64x2.add(f64x2.mul(d0, g0), f64x2.replace_lane(nothing, 0, x)));
    const b1 = butterfly(f64x2.mul(d1, g1));
    const b2 = butterfly(f64x2.add(f64x2.mul(d2, g2), f64x2.replace_lane(nothing, 1, -x)));
    const b3 = butterfly(f64x2.mul(d3, g3));
    const c0 = f64x2.add(b0, b1);
    const c1 = f64x2.sub(b0, b1);
    const c2 = f64x2.add(b2, b3);
    const c3 = f64x2.sub(b2, b3);
    const to = (<usize>(here & SIZE_MASK)) << 4;
    v128.store(LOOPS + to, f64x2.add(c0, c2));
    v128.store(loops1 + to, f64x2.add(c1, c3));
    v128.store(loops2 + to, f64x2.sub(c0, c2));
    v128.store(loops3 + to, f64x2.sub(c1, c3));
    const sides = f64x2.mul(half, f64x2.sub(f64x2.add(f64x2.sub(y0, y1), y2), y3));
    const swapped = v128.shuffle<f64>(sides, sides, 1, 0);
    const offset = (<usize>i) << 3;
    const dry = v128.load64_lane(RIGHT + offset, v128.load64_zero(LEFT + offset), 1);
    const room = f64x2.sub(f64x2.add(f64x2.mul(stay, sides), f64x2.mul(cross, swapped)), dry);
    const out = f64x2.add(dry, f64x2.mul(wet, room));
    v128.store64_lane(LEFT + offset, out, 0);
    v128.store64_lane(RIGHT + offset, out, 1);
  }
  v128.store(DAMPED, flushed(d0));
  v128.store(DAMPED, flushed(d1), 16);
  v128.store(DAMPED, flushed(d2), 32);
  v128.store(DAMPED, flushed(d3), 48);
}
