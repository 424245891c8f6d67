// Taken from the global once: looking it up for each sample is slow where globals are intercepted.
const { max } = Math;

const FIRST_BYTES = 16_384;
/** Bits that can be written at once. */
const MOST_BITS = 24;

/** Writes bits, most significant first, into a buffer that grows. */
export class BitWriter {
  private bytes = new Uint8Array(FIRST_BYTES);
  private length = 0;
  /** Bits not yet in `bytes`: the lowest `pending` of `cell`. */
  private cell = 0;
  private pending = 0;

  /** Whole bytes written so far. */
  get byteLength(): number {
    return this.length;
  }

  /** What was written; valid until the next write. Call `align` first. */
  view(): Uint8Array {
    return this.bytes.subarray(0, this.length);
  }

  clear(): void {
    this.length = this.cell = this.pending = 0;
  }

  /** Writes the lowest `bits` of a whole number, 0 to 24 of them; negative values as two's complement. */
  write(value: number, bits: number): void {
    this.cell = (this.cell << bits) | (value & ((1 << bits) - 1));
    this.pending += bits;
    // At most seven bits were left and 24 came: three bytes.
    if (this.length + 3 > this.bytes.length) this.grow();
    while (this.pending >= 8) {
      this.pending -= 8;
      this.bytes[this.length++] = this.cell >>> this.pending;
    }
    this.cell &= (1 << this.pending) - 1;
  }

  /** The same for up to 32 bits. */
  writeLong(value: number, bits: number): void {
    if (bits > 16) this.write(value >> 16, bits - 16);
    this.write(value & 0xffff, bits > 16 ? 16 : bits);
  }

  /** So many zeros and then a one. */
  unary(zeros: number): void {
    for (let left = zeros; left > 0; left -= 24) this.write(0, left < 24 ? left : 24);
    this.write(1, 1);
  }

  /** A whole number in Rice's code: what is above `bits` as zeros and a one, then those bits. */
  rice(value: number, bits: number): void {
    const zeros = value >>> bits;
    if (zeros + 1 + bits <= MOST_BITS) {
      this.write((1 << bits) | (value & ((1 << bits) - 1)), zeros + 1 + bits);
      return;
    }
    this.unary(zeros);
    if (bits > 0) this.writeLong(value, bits);
  }

  /** Fills the last byte with zeros. */
  align(): void {
    if (this.pending > 0) this.write(0, 8 - this.pending);
  }

  private grow(): void {
    const grown = new Uint8Array(max(FIRST_BYTES, 2 * this.length));
    grown.set(this.bytes);
    this.bytes = grown;
  }
}
