import type { Automation, TempoMap } from '@flipside/recipe';
import { SAMPLE_RATE } from '../types.ts';
import { DelayLine } from '../dsp/delay-line.ts';
import { deskQuantum } from '../kernels/desk.ts';
import { AutomationLane } from './automation-lane.ts';
import { levelToGain, type StemLibrary } from './clip-plan.ts';
import { EffectChain } from './effect-chain.ts';
import type { LiveFaders, LiveGain } from './live-mix.ts';
import { panGains } from './pan.ts';
import { peakOf, QUANTUM, type QuantumBuffer, type QuantumTime } from './quantum.ts';
import type { TrackPlan } from './recipe-plan.ts';
import type { StretchPool } from './stretch-pool.ts';
import { TrackSource } from './track-source.ts';

/** Below this (−120 dB) what is left of a tail is dropped. */
const SILENT = 1e-6;

/** One track: its source, effects, gain, pan and live fader, delayed to match the slowest chain. */
export class TrackStrip {
  private readonly source: TrackSource;
  private readonly chain: EffectChain;
  /** Every strip works where the inner loops do, one after the other. */
  private readonly buffer: QuantumBuffer = deskQuantum;
  private gainLane: AutomationLane | null = null;
  private panLane: AutomationLane | null = null;
  private left = 0;
  private right = 0;
  private fresh = true;
  /** Gain and pan are worked out for the plan; without automation they then stay. */
  private aimed = false;
  private asleep = true;
  private silentFrames = 0;
  private delayLeft = new DelayLine(2);
  private delayRight = new DelayLine(2);
  private delay = 0;

  private plan: TrackPlan;
  private readonly fader: LiveGain;

  constructor(plan: TrackPlan, pool: StretchPool, fader: LiveGain) {
    this.plan = plan;
    this.fader = fader;
    this.source = new TrackSource(plan, pool);
    this.chain = new EffectChain(plan.track.effects ?? [], plan.track.automation ?? []);
    this.openLanes();
  }

  adopt(plan: TrackPlan, frame: number): void {
    this.plan = plan;
    this.source.adopt(plan, frame);
    this.chain.adopt(plan.track.effects ?? [], plan.track.automation ?? []);
    this.openLanes();
  }

  private openLanes(): void {
    const { automation } = this.plan.track;
    this.aimed = false;
    this.gainLane = laneFor(automation, 'gainDb');
    this.panLane = laneFor(automation, 'pan');
  }

  get latency(): number {
    return this.chain.latency;
  }

  /** Delays the track so that its whole latency is `frames`. */
  alignTo(frames: number): void {
    const delay = frames - this.latency;
    if (delay === this.delay) return;
    this.delay = delay;
    this.delayLeft = new DelayLine(delay);
    this.delayRight = new DelayLine(delay);
  }

  seek(frame: number): void {
    this.source.seek(frame);
    this.chain.reset();
    this.delayLeft.clear();
    this.delayRight.clear();
    this.fresh = true;
    this.asleep = true;
    this.silentFrames = 0;
  }

  close(): void {
    this.source.close();
  }

  /** Adds one quantum of the track to the mix. */
  addTo(mix: QuantumBuffer, time: QuantumTime, library: StemLibrary, faders: LiveFaders): void {
    const { buffer } = this;
    buffer.left.fill(0);
    buffer.right.fill(0);
    const playing = this.source.process(buffer, time.frame, library, faders);
    if (playing) {
      this.asleep = false;
      this.silentFrames = 0;
    } else if (this.asleep) {
      this.fresh = true;
      return;
    }
    this.chain.process(buffer, time);
    if (!playing) this.rest(time.bpm);
    if (this.delay > 0) this.postpone();
    this.addLevelled(mix, time);
  }

  /** Stops working when the source is silent, the effects have had the time of their tails, and nothing is left. */
  private rest(bpm: number): void {
    this.silentFrames += QUANTUM;
    const tail = this.chain.tailSeconds(bpm) * SAMPLE_RATE + this.latency + this.delay + QUANTUM;
    if (this.silentFrames < tail || peakOf(this.buffer) > SILENT) return;
    this.asleep = true;
    this.chain.reset();
    this.delayLeft.clear();
    this.delayRight.clear();
  }

  /** Adds to the mix with gain and pan, which run straight from their value at the quantum's start to that at its end. */
  private addLevelled(mix: QuantumBuffer, { frame, tempo }: QuantumTime): void {
    // What arrives here is late: its gain and pan are those of the moment that it belongs to.
    const moment = frame - this.latency - this.delay;
    if (this.fresh) this.aim(beatAt(moment, tempo));
    this.fresh = false;
    const fromLeft = this.left * this.fader.from;
    const fromRight = this.right * this.fader.from;
    if (!this.aimed || this.gainLane !== null || this.panLane !== null)
      this.aim(beatAt(moment + QUANTUM, tempo));
    const slopeLeft = (this.left * this.fader.to - fromLeft) / QUANTUM;
    const slopeRight = (this.right * this.fader.to - fromRight) / QUANTUM;
    const { left, right } = this.buffer;
    const { left: mixLeft, right: mixRight } = mix;
    for (let i = 0; i < QUANTUM; i++) {
      mixLeft[i] = (mixLeft[i] ?? 0) + (left[i] ?? 0) * (fromLeft + slopeLeft * i);
      mixRight[i] = (mixRight[i] ?? 0) + (right[i] ?? 0) * (fromRight + slopeRight * i);
    }
  }

  private aim(beat: number): void {
    const { track } = this.plan;
    const gain = levelToGain(this.gainLane?.at(beat) ?? track.gainDb ?? 0);
    const pan = panGains(this.panLane?.at(beat) ?? track.pan ?? 0);
    this.left = gain * pan.left;
    this.right = gain * pan.right;
    this.aimed = true;
  }

  private postpone(): void {
    const { left, right } = this.buffer;
    for (let i = 0; i < QUANTUM; i++) {
      this.delayLeft.write(left[i] ?? 0);
      this.delayRight.write(right[i] ?? 0);
      left[i] = this.delayLeft.read(this.delay);
      right[i] = this.delayRight.read(this.delay);
    }
  }
}

function laneFor(automation: readonly Automation[] | undefined, target: string): AutomationLane | null {
  const found = automation?.find((lane) => lane.target === target);
  return found === undefined ? null : new AutomationLane(found.points);
}

function beatAt(frame: number, tempo: TempoMap): number {
  return tempo.secondsToBeat(frame / SAMPLE_RATE);
}
