import { exp } from './math.ts';

/** Attack, decay and release in milliseconds, sustain as a level from 0 to 1. */
export interface EnvelopeSettings {
  readonly attackMs: number;
  readonly decayMs: number;
  readonly sustain: number;
  readonly releaseMs: number;
}

/** A stage counts as ended when this far from its goal. */
const NEAR = 1e-4;

/** Factor per sample that takes a distance to 1/e⁵ (under 1 %) in `ms`. */
export function decayFactor(ms: number, sampleRate: number): number {
  return ms <= 0 ? 0 : exp(-5000 / (ms * sampleRate));
}

/** Linear attack, exponential decay and release. */
export class Envelope {
  level = 0;
  private stage: 'attack' | 'decay' | 'release' | 'off' = 'off';
  private readonly step: number;
  private readonly decay: number;
  private readonly release: number;
  private readonly sustain: number;

  constructor(settings: EnvelopeSettings, sampleRate: number) {
    this.step = settings.attackMs <= 0 ? 1 : 1000 / (settings.attackMs * sampleRate);
    this.decay = decayFactor(settings.decayMs, sampleRate);
    this.release = decayFactor(settings.releaseMs, sampleRate);
    this.sustain = settings.sustain;
  }

  get active(): boolean {
    return this.stage !== 'off';
  }

  start(): void {
    this.stage = 'attack';
    this.level = 0;
  }

  stop(): void {
    if (this.stage !== 'off') this.stage = 'release';
  }

  reset(): void {
    this.stage = 'off';
    this.level = 0;
  }

  /** The level of the next sample. */
  next(): number {
    if (this.stage === 'decay') {
      this.level = this.sustain + (this.level - this.sustain) * this.decay;
      if (this.sustain === 0 && this.level < NEAR) this.reset();
    } else if (this.stage === 'release') {
      this.level *= this.release;
      if (this.level < NEAR) this.reset();
    } else if (this.stage === 'attack') {
      this.level += this.step;
      if (this.level >= 1) {
        this.level = 1;
        this.stage = 'decay';
      }
    }
    return this.level;
  }
}
