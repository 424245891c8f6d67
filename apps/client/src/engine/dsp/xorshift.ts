/** Deterministic noise: Marsaglia's 32-bit xorshift with shifts 13, 17, 5. Period 2³² − 1. */
export class Xorshift {
  private state: number;

  /** @param seed any whole number; zero, the generator's fixed point, is replaced. */
  constructor(seed: number) {
    this.state = seed | 0 || 0x6d2b79f5;
  }

  /** The next value, uniform in [−1, 1). */
  next(): number {
    let x = this.state;
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    this.state = x;
    return x * 4.656612873077393e-10;
  }

  /** The next 32 random bits as an unsigned number. */
  nextUint32(): number {
    this.next();
    return this.state >>> 0;
  }
}
