import type { Effect } from '@flipside/recipe';
import { SAMPLE_RATE } from '../../types.ts';
import { QUANTUM, type QuantumBuffer, type QuantumTime } from '../quantum.ts';
import { clamp, type EffectProcessor } from './effect-processor.ts';

type StutterSettings = Extract<Effect, { type: 'stutter' }>;

/** Each repeat fades in and out over this many frames, so that it does not click. */
const EDGE = 64;

/** Within each window of `every` beats, counted from beat 0, the first `beats` are repeated until the window ends. */
export class Stutter implements EffectProcessor {
  readonly latency = 0;
  private beats: number;
  private every: number;
  private mix: number;
  private left = new Float64Array(0);
  private right = new Float64Array(0);
  private windowStart = 0;
  private windowEnd = -1;
  private length = 0;
  private recorded = 0;

  constructor(settings: StutterSettings) {
    this.beats = settings.beats;
    this.every = settings.every;
    this.mix = settings.mix ?? 1;
  }

  process({ left, right }: QuantumBuffer, time: QuantumTime): void {
    for (let i = 0; i < QUANTUM; i++) {
      const frame = time.frame + i;
      if (frame >= this.windowEnd) this.open(frame, time);
      const at = frame - this.windowStart;
      if (at < this.length) {
        if (at !== this.recorded) continue;
        this.left[at] = left[i] ?? 0;
        this.right[at] = right[i] ?? 0;
        this.recorded++;
      } else if (this.recorded === this.length) {
        const position = at % this.length;
        const edge = this.mix === 0 ? 0 : Math.min(1, (position + 1) / EDGE, (this.length - position) / EDGE);
        const l = left[i] ?? 0;
        const r = right[i] ?? 0;
        left[i] = l + this.mix * ((this.left[position] ?? 0) * edge - l);
        right[i] = r + this.mix * ((this.right[position] ?? 0) * edge - r);
      }
    }
  }

  /** Opens the window that a frame lies in. One entered in its middle passes unchanged: its start was not heard. */
  private open(frame: number, { tempo, frame: quantumFrame, beat }: QuantumTime): void {
    const exact = frame === quantumFrame ? beat : tempo.secondsToBeat(frame / SAMPLE_RATE);
    const toFrame = (at: number): number => Math.round(tempo.beatToSeconds(at) * SAMPLE_RATE);
    let start = Math.floor(exact / this.every + 1e-9) * this.every;
    if (toFrame(start + this.every) <= frame) start += this.every;
    this.windowStart = toFrame(start);
    this.windowEnd = Math.max(frame + 1, toFrame(start + this.every));
    this.length = Math.max(1, toFrame(start + Math.min(this.beats, this.every)) - this.windowStart);
    this.recorded = 0;
    if (this.left.length < this.length) {
      this.left = new Float64Array(this.length);
      this.right = new Float64Array(this.length);
    }
  }

  set(parameter: string, value: number): void {
    if (parameter === 'beats') this.beats = clamp(value, 1 / 64, 4);
    else if (parameter === 'every') this.every = clamp(value, 1 / 16, 64);
    else if (parameter === 'mix') this.mix = clamp(value, 0, 1);
  }

  tailSeconds(bpm: number): number {
    return (this.every * 60) / bpm;
  }

  reset(): void {
    this.windowEnd = -1;
    this.recorded = 0;
  }
}
