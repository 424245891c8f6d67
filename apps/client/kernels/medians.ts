/**
 * Slides windows down columns by one row. Values are float32 and finite, and at least zero; four columns are worked on at
 * once. A group of four columns keeps its window in ascending order, rank after rank.
 *
 * @param windows `groups` windows of `width` vectors
 * @param entering, leaving rows of values that come and go, `groups` vectors each; what leaves is in the window
 * @param medians the middle ranks afterwards, `groups` vectors
 */
export function slideColumns(
  windows: usize,
  width: i32,
  groups: i32,
  entering: usize,
  leaving: usize,
  medians: usize,
): void {
  const last = (<usize>(width - 1)) << 4;
  const middle = (<usize>(width >> 1)) << 4;
  for (let group = 0; group < groups; group++) {
    replaceRank(windows, last, v128.load(leaving), v128.load(entering));
    v128.store(medians, v128.load(windows + middle));
    windows += last + 16;
    entering += 16;
    leaving += 16;
    medians += 16;
  }
}

/**
 * Takes one value of each lane out of an ascending window and puts another in. Without what leaves, rank r is t[r]; with
 * what enters it is max(t[r − 1], min(v, t[r])).
 */
function replaceRank(window: usize, last: usize, old: v128, value: v128): void {
  let here = v128.load(window);
  let below = f32x4.splat(-1);
  for (let rank: usize = 0; rank < last; rank += 16) {
    const next = v128.load(window + rank, 16);
    const kept = v128.bitselect(here, next, f32x4.lt(here, old));
    v128.store(window + rank, f32x4.pmax(below, f32x4.pmin(value, kept)));
    below = kept;
    here = next;
  }
  v128.store(window + last, f32x4.pmax(below, value));
}

/** Four values that lie `stride` bytes apart. */
function gather(at: usize, stride: usize): v128 {
  let lanes = v128.load32_zero(at);
  lanes = v128.load32_lane(at + stride, lanes, 1);
  lanes = v128.load32_lane(at + 2 * stride, lanes, 2);
  return v128.load32_lane(at + 3 * stride, lanes, 3);
}

/**
 * Medians along a row that is padded by `width >> 1` values on both sides. Its four quarters are worked on at once.
 *
 * @param padded four quarters and `width` values more
 * @param window scratch of `width` vectors
 */
export function medianOfRow(padded: usize, quarter: i32, width: i32, window: usize, output: usize): void {
  const stride = (<usize>quarter) << 2;
  const last = (<usize>(width - 1)) << 4;
  const middle = (<usize>(width >> 1)) << 4;
  for (let i = 0; i < width; i++) {
    let value = gather(padded + ((<usize>i) << 2), stride);
    for (let rank: usize = 0; rank < (<usize>i) << 4; rank += 16) {
      const here = v128.load(window + rank);
      v128.store(window + rank, f32x4.pmin(here, value));
      value = f32x4.pmax(here, value);
    }
    v128.store(window + ((<usize>i) << 4), value);
  }
  for (let i = 0; ; i++) {
    const median = v128.load(window + middle);
    v128.store32_lane(output, median, 0);
    v128.store32_lane(output + stride, median, 1);
    v128.store32_lane(output + 2 * stride, median, 2);
    v128.store32_lane(output + 3 * stride, median, 3);
    if (i + 1 >= quarter) return;
    replaceRank(window, last, gather(padded, stride), gather(padded + ((<usize>width) << 2), stride));
    padded += 4;
    output += 4;
  }
}

/**
 * Share of each value that the median of rows explains, 0 to 1.
 *
 * @param rows addresses of `count` rows
 * @param scratch `count` vectors
 */
export function explainedBy(
  rows: usize,
  count: i32,
  own: usize,
  groups: i32,
  scratch: usize,
  output: usize,
): void {
  const middle = (count - 1) >> 1;
  const one = f32x4.splat(1);
  for (let group = 0; group < groups; group++) {
    const offset = (<usize>group) << 4;
    for (let i = 0; i < count; i++) {
      let value = v128.load(<usize>load<u32>(rows + ((<usize>i) << 2)) + offset);
      const sorted = (<usize>min(i, middle + 1)) << 4;
      for (let rank: usize = 0; rank < sorted; rank += 16) {
        const here = v128.load(scratch + rank);
        v128.store(scratch + rank, f32x4.pmin(here, value));
        value = f32x4.pmax(here, value);
      }
      if (i <= middle) v128.store(scratch + ((<usize>i) << 4), value);
    }
    const background = v128.load(scratch + ((<usize>middle) << 4));
    const level = v128.load(own + offset);
    const share = v128.bitselect(f32x4.div(background, level), one, f32x4.lt(background, level));
    v128.store(output + offset, share);
  }
}
