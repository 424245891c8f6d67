/** Largest magnitude of an even count of samples of two channels. */
export function largestOf(left: usize, right: usize, frames: i32): f64 {
  let most = f64x2.splat(0);
  const end = left + ((<usize>frames) << 3);
  while (left < end) {
    most = f64x2.pmax(most, f64x2.abs(v128.load(left)));
    most = f64x2.pmax(most, f64x2.abs(v128.load(right)));
    left += 16;
    right += 16;
  }
  return max(f64x2.extract_lane(most, 0), f64x2.extract_lane(most, 1));
}

/** Multiplies an even count of frames by a gain that grows by `step` before each. */
export function rampBoth(left: usize, right: usize, frames: i32, start: f64, step: f64): void {
  let gain = start;
  const end = left + ((<usize>frames) << 3);
  while (left < end) {
    const first = gain + step;
    gain = first + step;
    const both = f64x2.replace_lane(f64x2.splat(first), 1, gain);
    v128.store(left, f64x2.mul(v128.load(left), both));
    v128.store(right, f64x2.mul(v128.load(right), both));
    left += 16;
    right += 16;
  }
}
