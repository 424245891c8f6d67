import { TAU, cos, sin } from './math.ts';

const { max, min } = Math;

/** Samples of either precision; the transform itself always runs in float64. */
export type Samples = Float32Array | Float64Array;

/** A transform of one fixed length. It owns its scratch memory, so one instance serves one caller at a time. */
export interface RealFft {
  /** Real samples per transform: a power of two, at least 4. */
  readonly size: number;
  /** Complex bins per spectrum: `size / 2 + 1`, from 0 Hz to half the sample rate inclusive. */
  readonly bins: number;
  /** Unscaled transform `X[k] = Σ x[n]·e^(−2πikn/size)` of `input[offset … offset + size)` into `re` and `im`. */
  forward(input: Samples, re: Samples, im: Samples, offset?: number): void;
  /** Scaled by `1 / size`, so that it undoes `forward`. The imaginary parts of the first and last bin are ignored. */
  inverse(re: Samples, im: Samples, output: Samples): void;
}

/** One radix-4 stage of the transform: groups, distance between its elements, and three twiddles per group. */
interface Stage {
  readonly groups: number;
  readonly stride: number;
  readonly twiddles: Float64Array;
}

function planStages(size: number): Stage[] {
  const stages: Stage[] = [];
  let stride = 1;
  for (let length = size; length >= 4; length /= 4) {
    const groups = length / 4;
    const twiddles = new Float64Array(6 * groups);
    for (let p = 0; p < groups; p++) {
      for (let power = 1; power <= 3; power++) {
        const angle = (TAU * p * power) / length;
        twiddles[6 * p + 2 * power - 2] = cos(angle);
        twiddles[6 * p + 2 * power - 1] = -sin(angle);
      }
    }
    stages.push({ groups, stride, twiddles });
    stride *= 4;
  }
  return stages;
}

/** Decimation in frequency, self-sorting (Stockham): reads one pair of arrays, writes the other. */
function runStage(
  { groups, stride, twiddles }: Stage,
  xr: Float64Array,
  xi: Float64Array,
  yr: Float64Array,
  yi: Float64Array,
): void {
  const quarter = groups * stride;
  for (let p = 0; p < groups; p++) {
    const w1r = twiddles[6 * p] as number;
    const w1i = twiddles[6 * p + 1] as number;
    const w2r = twiddles[6 * p + 2] as number;
    const w2i = twiddles[6 * p + 3] as number;
    const w3r = twiddles[6 * p + 4] as number;
    const w3i = twiddles[6 * p + 5] as number;
    const source = p * stride;
    const target = 4 * source;
    for (let q = 0; q < stride; q++) {
      const i0 = source + q;
      const i1 = i0 + quarter;
      const i2 = i1 + quarter;
      const i3 = i2 + quarter;
      const ar = xr[i0] as number;
      const ai = xi[i0] as number;
      const br = xr[i1] as number;
      const bi = xi[i1] as number;
      const cr = xr[i2] as number;
      const ci = xi[i2] as number;
      const dr = xr[i3] as number;
      const di = xi[i3] as number;
      const acr = ar + cr;
      const aci = ai + ci;
      const bdr = br + dr;
      const bdi = bi + di;
      const er = ar - cr + bi - di;
      const ei = ai - ci - br + dr;
      const fr = acr - bdr;
      const fi = aci - bdi;
      const gr = ar - cr - bi + di;
      const gi = ai - ci + br - dr;
      const o = target + q;
      yr[o] = acr + bdr;
      yi[o] = aci + bdi;
      yr[o + stride] = er * w1r - ei * w1i;
      yi[o + stride] = er * w1i + ei * w1r;
      yr[o + 2 * stride] = fr * w2r - fi * w2i;
      yi[o + 2 * stride] = fr * w2i + fi * w2r;
      yr[o + 3 * stride] = gr * w3r - gi * w3i;
      yi[o + 3 * stride] = gr * w3i + gi * w3r;
    }
  }
}

/** The last stage of a size that is an odd power of two. */
function runHalvingStage(xr: Float64Array, xi: Float64Array, yr: Float64Array, yi: Float64Array): void {
  const half = xr.length / 2;
  for (let q = 0; q < half; q++) {
    const ar = xr[q] as number;
    const ai = xi[q] as number;
    const br = xr[q + half] as number;
    const bi = xi[q + half] as number;
    yr[q] = ar + br;
    yi[q] = ai + bi;
    yr[q + half] = ar - br;
    yi[q + half] = ai - bi;
  }
}

/** In-order complex transform with its own ping-pong memory; `re` and `im` are both input and scratch. */
class ComplexFft {
  re: Float64Array;
  im: Float64Array;
  #spareRe: Float64Array;
  #spareIm: Float64Array;
  readonly #stages: Stage[];
  readonly #odd: boolean;

  constructor(size: number) {
    this.re = new Float64Array(size);
    this.im = new Float64Array(size);
    this.#spareRe = new Float64Array(size);
    this.#spareIm = new Float64Array(size);
    this.#stages = planStages(size);
    this.#odd = size !== 1 << (2 * this.#stages.length);
  }

  /** Transforms `re` and `im`; afterwards the properties name the arrays that hold the result. */
  run(): void {
    for (const stage of this.#stages) {
      runStage(stage, this.re, this.im, this.#spareRe, this.#spareIm);
      this.#swap();
    }
    if (this.#odd) {
      runHalvingStage(this.re, this.im, this.#spareRe, this.#spareIm);
      this.#swap();
    }
  }

  #swap(): void {
    const { re, im } = this;
    this.re = this.#spareRe;
    this.im = this.#spareIm;
    this.#spareRe = re;
    this.#spareIm = im;
  }
}

/** Real transform through a complex one of half the length, and the twiddles that untangle it. */
class PackedRealFft implements RealFft {
  readonly size: number;
  readonly bins: number;
  readonly #core: ComplexFft;
  readonly #cos: Float64Array;
  readonly #sin: Float64Array;

  constructor(size: number) {
    this.size = size;
    this.bins = size / 2 + 1;
    this.#core = new ComplexFft(size / 2);
    this.#cos = new Float64Array(size / 4 + 1);
    this.#sin = new Float64Array(size / 4 + 1);
    for (let k = 0; k <= size / 4; k++) {
      this.#cos[k] = cos((TAU * k) / size);
      this.#sin[k] = sin((TAU * k) / size);
    }
  }

  forward(input: Samples, re: Samples, im: Samples, offset = 0): void {
    const core = this.#core;
    const half = this.size / 2;
    const { re: zr, im: zi } = core;
    for (let k = 0; k < half; k++) {
      zr[k] = input[offset + 2 * k] as number;
      zi[k] = input[offset + 2 * k + 1] as number;
    }
    core.run();
    const { re: yr, im: yi } = core;
    const first = yr[0] as number;
    const firstIm = yi[0] as number;
    re[0] = first + firstIm;
    im[0] = 0;
    re[half] = first - firstIm;
    im[half] = 0;
    for (let k = 1; 2 * k <= half; k++) {
      const j = half - k;
      const c = this.#cos[k] as number;
      const s = this.#sin[k] as number;
      const evenRe = 0.5 * ((yr[k] as number) + (yr[j] as number));
      const evenIm = 0.5 * ((yi[k] as number) - (yi[j] as number));
      const oddRe = 0.5 * ((yi[k] as number) + (yi[j] as number));
      const oddIm = 0.5 * ((yr[j] as number) - (yr[k] as number));
      const turnedRe = c * oddRe + s * oddIm;
      const turnedIm = c * oddIm - s * oddRe;
      re[k] = evenRe + turnedRe;
      im[k] = evenIm + turnedIm;
      re[j] = evenRe - turnedRe;
      im[j] = turnedIm - evenIm;
    }
  }

  inverse(re: Samples, im: Samples, output: Samples): void {
    const core = this.#core;
    const half = this.size / 2;
    const { re: zr, im: zi } = core;
    const scale = 1 / this.size;
    // The core only runs forwards: real and imaginary parts change places before and after it.
    zi[0] = scale * ((re[0] as number) + (re[half] as number));
    zr[0] = scale * ((re[0] as number) - (re[half] as number));
    for (let k = 1; 2 * k <= half; k++) {
      const j = half - k;
      const c = this.#cos[k] as number;
      const s = this.#sin[k] as number;
      const evenRe = (re[k] as number) + (re[j] as number);
      const evenIm = (im[k] as number) - (im[j] as number);
      const turnedRe = (re[k] as number) - (re[j] as number);
      const turnedIm = (im[k] as number) + (im[j] as number);
      const oddRe = c * turnedRe - s * turnedIm;
      const oddIm = c * turnedIm + s * turnedRe;
      zi[k] = scale * (evenRe - oddIm);
      zr[k] = scale * (evenIm + oddRe);
      zi[j] = scale * (evenRe + oddIm);
      zr[j] = scale * (oddRe - evenIm);
    }
    core.run();
    const { re: yr, im: yi } = core;
    for (let k = 0; k < half; k++) {
      output[2 * k] = yi[k] as number;
      output[2 * k + 1] = yr[k] as number;
    }
  }
}

/**
 * Plans a real fast Fourier transform: radix-4 self-sorting complex core (Stockham; see Van Loan, "Computational
 * Frameworks for the Fast Fourier Transform", §1.7) on half the length, float64 tables.
 *
 * @param size real samples per transform, a power of two from 8 to 2^22
 * @throws RangeError for any other size
 */
export function createRealFft(size: number): RealFft {
  if (!Number.isInteger(size) || size < 8 || size > 1 << 22 || (size & (size - 1)) !== 0) {
    throw new RangeError(`A transform needs a power of two from 8 to 2^22 samples, not ${String(size)}`);
  }
  return new PackedRealFft(size);
}

export type WindowShape = 'hann' | 'sine';

/** Periodic window of `size` samples; the sine is the square root of the Hann window, a half sample further on. */
export function createWindow(shape: WindowShape, size: number): Float64Array {
  const window = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    window[i] = shape === 'hann' ? 0.5 - 0.5 * cos((TAU * i) / size) : sin((TAU * (i + 0.5)) / (2 * size));
  }
  return window;
}

/**
 * Short-time Fourier transform with the same window on both sides. Frame `t` starts at sample `t · hop + origin`
 * of the caller's choice; adding all frames that touch a sample gives it back to rounding.
 */
export class Stft {
  readonly size: number;
  readonly hop: number;
  readonly bins: number;
  readonly #fft: RealFft;
  readonly #window: Float64Array;
  readonly #synthesis: Float64Array;
  readonly #frame: Float64Array;

  /** @throws RangeError when the hop does not tile the window, so that no constant gain could undo it */
  constructor(size: number, hop: number, shape: WindowShape) {
    const overlaps = size / hop;
    if (!Number.isInteger(overlaps) || overlaps < (shape === 'hann' ? 3 : 2)) {
      throw new RangeError(
        `A ${shape} window of ${String(size)} cannot be rebuilt with a hop of ${String(hop)}`,
      );
    }
    this.#fft = createRealFft(size);
    this.size = size;
    this.hop = hop;
    this.bins = this.#fft.bins;
    this.#window = createWindow(shape, size);
    // Σ over frames of sin² is overlaps/2, and of Hann² is 3·overlaps/8, at every sample.
    const gain = shape === 'hann' ? 8 / (3 * overlaps) : 2 / overlaps;
    this.#synthesis = this.#window.map((w) => w * gain);
    this.#frame = new Float64Array(size);
  }

  /** Spectrum of the frame that starts at `start`; samples outside `input` count as zero. */
  analyse(input: Samples, start: number, re: Samples, im: Samples): void {
    const frame = this.#frame;
    const window = this.#window;
    const from = min(this.size, max(0, -start));
    const to = max(from, min(this.size, input.length - start));
    frame.fill(0, 0, from);
    for (let i = from; i < to; i++) frame[i] = (input[start + i] as number) * (window[i] as number);
    frame.fill(0, to);
    this.#fft.forward(frame, re, im);
  }

  /** Adds the frame of a spectrum to `output` from `start` on; what lies outside `output` is dropped. */
  synthesise(re: Samples, im: Samples, output: Samples, start: number): void {
    const frame = this.#frame;
    const window = this.#synthesis;
    this.#fft.inverse(re, im, frame);
    const from = max(0, -start);
    const to = min(this.size, output.length - start);
    for (let i = from; i < to; i++) {
      output[start + i] = (output[start + i] as number) + (frame[i] as number) * (window[i] as number);
    }
  }
}
