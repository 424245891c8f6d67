// AssemblyScript: compiled to WebAssembly, not run by a JavaScript engine. The lanes of a vector are the two channels, so
// that every number comes from the same operations in the same order as for one channel alone.

/** Bytes of one filter: b0 b1 b2 a1 a2, then the state l1 r1 l2 r2. */
const BAND: usize = 9 << 3;
const STATE: usize = 5 << 3;

function pair(left: usize, right: usize): v128 {
  return v128.load64_lane(right, v128.load64_zero(left), 1);
}

/** One filter over `frames` frames of two channels, in place. */
export function filterOnce(left: usize, right: usize, frames: i32, band: usize): void {
  const b0 = v128.load64_splat(band);
  const b1 = v128.load64_splat(band, 8);
  const b2 = v128.load64_splat(band, 16);
  const a1 = v128.load64_splat(band, 24);
  const a2 = v128.load64_splat(band, 32);
  let s1 = v128.load(band, STATE);
  let s2 = v128.load(band, STATE + 16);
  const end = left + ((<usize>frames) << 3);
  while (left < end) {
    const x = pair(left, right);
    const y = f64x2.add(f64x2.mul(b0, x), s1);
    s1 = f64x2.sub(f64x2.add(f64x2.mul(b1, x), s2), f64x2.mul(a1, y));
    s2 = f64x2.sub(f64x2.mul(b2, x), f64x2.mul(a2, y));
    v128.store64_lane(left, y, 0);
    v128.store64_lane(right, y, 1);
    left += 8;
    right += 8;
  }
  v128.store(band, s1, STATE);
  v128.store(band, s2, STATE + 16);
}

/** Three filters, one after the other, which lie one behind the other. They take hardly longer than one: each mostly waits for itself. */
export function filterThrice(left: usize, right: usize, frames: i32, band: usize): void {
  const next = band + BAND;
  const last = next + BAND;
  const b0 = v128.load64_splat(band);
  const b1 = v128.load64_splat(band, 8);
  const b2 = v128.load64_splat(band, 16);
  const a1 = v128.load64_splat(band, 24);
  const a2 = v128.load64_splat(band, 32);
  const d0 = v128.load64_splat(next);
  const d1 = v128.load64_splat(next, 8);
  const d2 = v128.load64_splat(next, 16);
  const c1 = v128.load64_splat(next, 24);
  const c2 = v128.load64_splat(next, 32);
  const f0 = v128.load64_splat(last);
  const f1 = v128.load64_splat(last, 8);
  const f2 = v128.load64_splat(last, 16);
  const e1 = v128.load64_splat(last, 24);
  const e2 = v128.load64_splat(last, 32);
  let s1 = v128.load(band, STATE);
  let s2 = v128.load(band, STATE + 16);
  let t1 = v128.load(next, STATE);
  let t2 = v128.load(next, STATE + 16);
  let u1 = v128.load(last, STATE);
  let u2 = v128.load(last, STATE + 16);
  const end = left + ((<usize>frames) << 3);
  while (left < end) {
    const x = pair(left, right);
    const y = f64x2.add(f64x2.mul(b0, x), s1);
    s1 = f64x2.sub(f64x2.add(f64x2.mul(b1, x), s2), f64x2.mul(a1, y));
    s2 = f64x2.sub(f64x2.mul(b2, x), f64x2.mul(a2, y));
    const z = f64x2.add(f64x2.mul(d0, y), t1);
    t1 = f64x2.sub(f64x2.add(f64x2.mul(d1, y), t2), f64x2.mul(c1, z));
    t2 = f64x2.sub(f64x2.mul(d2, y), f64x2.mul(c2, z));
    const w = f64x2.add(f64x2.mul(f0, z), u1);
    u1 = f64x2.sub(f64x2.add(f64x2.mul(f1, z), u2), f64x2.mul(e1, w));
    u2 = f64x2.sub(f64x2.mul(f2, z), f64x2.mul(e2, w));
    v128.store64_lane(left, w, 0);
    v128.store64_lane(right, w, 1);
    left += 8;
    right += 8;
  }
  v128.store(band, s1, STATE);
  v128.store(band, s2, STATE + 16);
  v128.store(next, t1, STATE);
  v128.store(next, t2, STATE + 16);
  v128.store(last, u1, STATE);
  v128.store(last, u2, STATE + 16);
}

/** The state variable filter: at `filter` lie a1 a2 a3, the shares of input, band and low output, and the state l1 r1 l2 r2. */
export function filterSwept(left: usize, right: usize, frames: i32, filter: usize): void {
  const a1 = v128.load64_splat(filter);
  const a2 = v128.load64_splat(filter, 8);
  const a3 = v128.load64_splat(filter, 16);
  const direct = v128.load64_splat(filter, 24);
  const band = v128.load64_splat(filter, 32);
  const low = v128.load64_splat(filter, 40);
  let s1 = v128.load(filter, 48);
  let s2 = v128.load(filter, 64);
  const two = f64x2.splat(2);
  const end = left + ((<usize>frames) << 3);
  while (left < end) {
    const x = pair(left, right);
    const e = f64x2.sub(x, s2);
    const v1 = f64x2.add(f64x2.mul(a1, s1), f64x2.mul(a2, e));
    const v2 = f64x2.add(f64x2.add(s2, f64x2.mul(a2, s1)), f64x2.mul(a3, e));
    s1 = f64x2.sub(f64x2.mul(two, v1), s1);
    s2 = f64x2.sub(f64x2.mul(two, v2), s2);
    const y = f64x2.add(f64x2.add(f64x2.mul(direct, x), f64x2.mul(band, v1)), f64x2.mul(low, v2));
    v128.store64_lane(left, y, 0);
    v128.store64_lane(right, y, 1);
    left += 8;
    right += 8;
  }
  v128.store(filter, s1, 48);
  v128.store(filter, s2, 64);
}
