import type { StereoPcm } from '../types.ts';
import type { ClipPlan } from './clip-plan.ts';
import { QUANTUM } from './quantum.ts';
import { SegmentReader } from './segment-reader.ts';
import { STRETCH_INPUT_FRAMES, type Stretcher, type StretchPool } from './stretch-pool.ts';

/** Output frames made at a time, counted from where the clip begins to be heard: the result depends on this grid. */
const CHUNK = 1024;

/**
 * Audio of one clip with its speed and pitch changed, made in order. Its source is one endless stream (segments after
 * each other, loops unrolled) read a little ahead, so that the analysis frame for a moment is centred on it.
 */
export class StretchVoice {
  private readonly stretcher: Stretcher;
  private readonly left = new Float32Array(CHUNK);
  private readonly right = new Float32Array(CHUNK);
  private readonly out = { left: new Float32Array(QUANTUM), right: new Float32Array(QUANTUM) };
  private speed: SegmentReader | null = null;
  private source: SegmentReader | null = null;
  private consumed = 0;
  private made = 0;
  private taken = 0;
  private next = -1;

  private readonly plan: ClipPlan;
  private readonly pool: StretchPool;

  constructor(plan: ClipPlan, pool: StretchPool) {
    this.plan = plan;
    this.pool = pool;
    this.stretcher = pool.take();
  }

  close(): void {
    this.pool.giveBack(this.stretcher);
  }

  /** Frames `frame` … `frame + count` of the timeline. Asked out of order, it begins anew there. */
  read(frame: number, count: number, pcm: StereoPcm): StereoPcm {
    if (frame !== this.next) this.begin(frame, pcm);
    for (let i = 0; i < count; i++) {
      if (this.taken === this.made) this.make(pcm);
      this.out.left[i] = this.left[this.taken] ?? 0;
      this.out.right[i] = this.right[this.taken] ?? 0;
      this.taken++;
    }
    this.next = frame + count;
    return this.out;
  }

  /** Fills the past with what lies before, then makes and drops what the stretcher is late by. */
  private begin(frame: number, pcm: StereoPcm): void {
    const { stretcher, plan } = this;
    stretcher.restart(plan.semitones);
    this.speed = new SegmentReader(plan, frame);
    this.source = new SegmentReader(plan, frame);
    const past = stretcher.inputLatency + stretcher.outputLatency;
    this.source.rewind(stretcher.outputLatency);
    this.source.read(pcm, stretcher.input(0), stretcher.input(1), past);
    stretcher.seek(past, this.speed.rate);
    this.consumed = stretcher.inputLatency;
    this.made = this.taken = 0;
    for (let late = stretcher.outputLatency; late > 0; late -= this.made) {
      this.make(pcm);
      this.taken = Math.min(late, this.made);
    }
  }

  private make(pcm: StereoPcm): void {
    const { stretcher, speed, source } = this;
    if (speed === null || source === null) return;
    const reached = stretcher.inputLatency + Math.round(speed.advance(CHUNK));
    const wanted = reached - this.consumed;
    const frames = Math.min(wanted, STRETCH_INPUT_FRAMES);
    source.skip(wanted - frames);
    source.read(pcm, stretcher.input(0), stretcher.input(1), frames);
    stretcher.process(frames, CHUNK);
    this.consumed = reached;
    this.left.set(stretcher.output(0).subarray(0, CHUNK));
    this.right.set(stretcher.output(1).subarray(0, CHUNK));
    this.made = CHUNK;
    this.taken = 0;
  }
}
