/**
 * Ring buffer of float32 samples, read at whole delays. Its memory is a power of two so that wrapping is a mask, and half of
 * what doubles would take: long echoes are slow when they do not fit into the cache.
 */
export class DelayLine {
  private readonly samples: Float32Array;
  private readonly mask: number;
  private head = 0;

  /** @param longest the longest delay, in samples, that will be read. */
  constructor(longest: number) {
    let size = 2;
    while (size <= longest) size *= 2;
    this.samples = new Float32Array(size);
    this.mask = size - 1;
  }

  /** Longest delay that can be read. */
  get capacity(): number {
    return this.mask;
  }

  write(value: number): void {
    this.head = (this.head + 1) & this.mask;
    this.samples[this.head] = value;
  }

  /** The value written `delay` writes ago; 0 is the last one written. */
  read(delay: number): number {
    return this.samples[(this.head - delay) & this.mask] ?? 0;
  }

  /** Writes a whole block. */
  writeBlock(values: Float64Array): void {
    const { samples, mask, head } = this;
    for (let i = 0; i < values.length; i++) samples[(head + 1 + i) & mask] = values[i] ?? 0;
    this.head = (head + values.length) & mask;
  }

  /** Writes a whole block of `values` + `factor` · `more`. */
  writeSum(values: Float64Array, factor: number, more: Float64Array): void {
    const { samples, mask, head } = this;
    for (let i = 0; i < values.length; i++)
      samples[(head + 1 + i) & mask] = (values[i] ?? 0) + factor * (more[i] ?? 0);
    this.head = (head + values.length) & mask;
  }

  /** Reads a block whose last value is the one written `delay` writes ago. */
  readBlock(delay: number, out: Float64Array): void {
    const { samples, mask } = this;
    const start = this.head - delay - (out.length - 1);
    for (let i = 0; i < out.length; i++) out[i] = samples[(start + i) & mask] ?? 0;
  }

  /**
   * An echo of a whole block, in place: what was written `delay` writes ago is mixed in, and goes in again with what comes.
   *
   * @param delay at least the block's length
   */
  echo(block: Float64Array, delay: number, feedback: number, mix: number): void {
    const { samples, mask } = this;
    const to = this.head + 1;
    const from = to - delay;
    for (let i = 0; i < block.length; i++) {
      const x = block[i] as number;
      const wet = samples[(from + i) & mask] as number;
      samples[(to + i) & mask] = x + feedback * wet;
      block[i] = x + mix * (wet - x);
    }
    this.head = (this.head + block.length) & mask;
  }

  /** Linear interpolation between two whole delays. */
  readBetween(delay: number): number {
    const whole = delay | 0;
    const a = this.read(whole);
    return a + (this.read(whole + 1) - a) * (delay - whole);
  }

  /** A line with room for a longer delay that holds the same past. */
  grown(longest: number): DelayLine {
    const line = new DelayLine(longest);
    for (let delay = this.mask; delay >= 0; delay--) line.write(this.read(delay));
    return line;
  }

  clear(): void {
    this.samples.fill(0);
  }
}
