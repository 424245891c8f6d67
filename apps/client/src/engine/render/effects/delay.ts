import type { Effect } from '@flipside/recipe';
import { SAMPLE_RATE } from '../../types.ts';
import { DelayLine } from '../../dsp/delay-line.ts';
import { exp, log, TAU } from '../../dsp/math.ts';
import { QUANTUM, type QuantumBuffer, type QuantumTime } from '../quantum.ts';
import { clamp, type EffectProcessor } from './effect-processor.ts';

type DelaySettings = Extract<Effect, { type: 'delay' }>;

/** When the time changes, the old and the new echo are crossfaded over this many frames. */
const FADE_FRAMES = 1024;
/** Longest echo: 8 beats at the slowest tempo that still fits is cut off here. */
const LONGEST_SECONDS = 24;
const SILENCE = new Float64Array(QUANTUM);

/** Echo in time with the beat. `highCutHz` darkens each repeat; `pingPong` makes repeats change sides. */
export class Delay implements EffectProcessor {
  readonly latency = 0;
  private left: DelayLine;
  private right: DelayLine;
  private beats: number;
  private feedback: number;
  private mix: number;
  private readonly pingPong: boolean;
  private cut = 1;
  private lowLeft = 0;
  private lowRight = 0;
  private frames = 0;
  private earlier = 0;
  private fade = 0;
  private readonly wetLeft = new Float64Array(QUANTUM);
  private readonly wetRight = new Float64Array(QUANTUM);
  private readonly before = new Float64Array(QUANTUM);
  private readonly both = new Float64Array(QUANTUM);

  constructor(settings: DelaySettings) {
    this.beats = settings.beats;
    this.feedback = settings.feedback;
    this.mix = settings.mix;
    this.pingPong = settings.pingPong ?? false;
    if (settings.highCutHz !== undefined) this.set('highCutHz', settings.highCutHz);
    this.left = new DelayLine(QUANTUM);
    this.right = new DelayLine(QUANTUM);
  }

  process({ left, right }: QuantumBuffer, time: QuantumTime): void {
    this.follow(time.bpm);
    if (!this.pingPong && this.fade === 0 && this.cut === 1) {
      this.left.echo(left, this.frames, this.feedback, this.mix);
      this.right.echo(right, this.frames, this.feedback, this.mix);
      return;
    }
    this.tap(this.left, this.wetLeft);
    this.tap(this.right, this.wetRight);
    this.fade = Math.max(0, this.fade - QUANTUM);
    if (this.cut < 1) this.darken();
    const { wetLeft, wetRight, feedback } = this;
    if (this.pingPong) {
      const { both } = this;
      for (let i = 0; i < QUANTUM; i++) both[i] = ((left[i] ?? 0) + (right[i] ?? 0)) * 0.5;
      this.left.writeSum(both, feedback, wetRight);
      this.right.writeSum(SILENCE, feedback, wetLeft);
    } else {
      this.left.writeSum(left, feedback, wetLeft);
      this.right.writeSum(right, feedback, wetRight);
    }
    this.blend(left, wetLeft);
    this.blend(right, wetRight);
  }

  private blend(samples: Float64Array, wet: Float64Array): void {
    const { mix } = this;
    for (let i = 0; i < QUANTUM; i++) {
      const x = samples[i] ?? 0;
      samples[i] = x + mix * ((wet[i] ?? 0) - x);
    }
  }

  /** A one-pole low-pass over the echoes, in place. */
  private darken(): void {
    const { wetLeft, wetRight, cut } = this;
    let { lowLeft, lowRight } = this;
    for (let i = 0; i < QUANTUM; i++) {
      lowLeft += cut * ((wetLeft[i] ?? 0) - lowLeft);
      lowRight += cut * ((wetRight[i] ?? 0) - lowRight);
      wetLeft[i] = lowLeft;
      wetRight[i] = lowRight;
    }
    this.lowLeft = Math.abs(lowLeft) < 1e-20 ? 0 : lowLeft;
    this.lowRight = Math.abs(lowRight) < 1e-20 ? 0 : lowRight;
  }

  /** Echoes of this quantum. They are older than it: the shortest echo is longer than a quantum. */
  private tap(line: DelayLine, wet: Float64Array): void {
    line.readBlock(this.frames - QUANTUM, wet);
    if (this.fade === 0) return;
    const { before } = this;
    line.readBlock(this.earlier - QUANTUM, before);
    for (let i = 0; i < QUANTUM; i++) {
      const now = wet[i] ?? 0;
      wet[i] = now + ((before[i] ?? 0) - now) * ((this.fade - i) / FADE_FRAMES);
    }
  }

  /** Brings the time of the echo to the tempo, in whole frames. */
  private follow(bpm: number): void {
    const seconds = Math.min((this.beats * 60) / bpm, LONGEST_SECONDS);
    const frames = Math.max(QUANTUM, Math.round(seconds * SAMPLE_RATE));
    if (frames === this.frames || this.fade > 0) return;
    if (frames > this.left.capacity) {
      this.left = this.left.grown(frames);
      this.right = this.right.grown(frames);
    }
    if (this.frames > 0) {
      this.earlier = this.frames;
      this.fade = FADE_FRAMES;
    }
    this.frames = frames;
  }

  set(parameter: string, value: number): void {
    if (parameter === 'beats') this.beats = clamp(value, 1 / 64, 8);
    else if (parameter === 'feedback') this.feedback = clamp(value, 0, 0.95);
    else if (parameter === 'mix') this.mix = clamp(value, 0, 1);
    else if (parameter === 'highCutHz') this.cut = 1 - exp((-TAU * clamp(value, 20, 20_000)) / SAMPLE_RATE);
  }

  tailSeconds(bpm: number): number {
    const repeats = this.feedback > 0.001 ? 1 + Math.ceil(log(0.001) / log(this.feedback)) : 1;
    return Math.min((this.beats * 60) / bpm, LONGEST_SECONDS) * repeats;
  }

  reset(): void {
    this.left.clear();
    this.right.clear();
    this.lowLeft = this.lowRight = this.frames = this.fade = 0;
  }
}
