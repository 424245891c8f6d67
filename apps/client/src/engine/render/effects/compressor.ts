import type { Effect } from '@flipside/recipe';
import { SAMPLE_RATE } from '../../types.ts';
import { dbToGain, exp, gainToDb } from '../../dsp/math.ts';
import { layOnDesk, takeFromDesk } from '../../kernels/desk.ts';
import { QUANTUM, type QuantumBuffer } from '../quantum.ts';
import { clamp, type EffectProcessor } from './effect-processor.ts';
import { CONTROL_FRAMES, PeakDetector, rampGain } from './peak-detector.ts';

type CompressorSettings = Extract<Effect, { type: 'compressor' }>;

/** Change of level, in dB (≤ 0), of a compressor with a quadratic knee (Giannoulis et al., JAES 60(6), 2012, eq. 4). */
export function compression(levelDb: number, thresholdDb: number, ratio: number, kneeDb: number): number {
  const over = levelDb - thresholdDb;
  const slope = 1 / ratio - 1;
  if (2 * over <= -kneeDb) return 0;
  if (2 * over >= kneeDb) return slope * over;
  const into = over + kneeDb / 2;
  return (slope * into * into) / (2 * kneeDb);
}

/** Factor per control period of a one-pole smoother with this time constant. */
export function smoothing(ms: number): number {
  return exp((-1000 * CONTROL_FRAMES) / (Math.max(ms, 0.01) * SAMPLE_RATE));
}

/** Feed-forward compressor, both channels linked, peak sensing. */
export class Compressor implements EffectProcessor {
  readonly latency = 0;
  private readonly detector = new PeakDetector();
  private thresholdDb: number;
  private ratio: number;
  private kneeDb: number;
  private makeupDb: number;
  private attack: number;
  private release: number;
  private reductionDb = 0;
  private peak = -1;
  private goal = 0;
  private gain: number;

  constructor(settings: CompressorSettings) {
    this.thresholdDb = settings.thresholdDb;
    this.ratio = settings.ratio;
    this.kneeDb = settings.kneeDb ?? 6;
    this.makeupDb = settings.makeupDb ?? 0;
    this.attack = smoothing(settings.attackMs ?? 10);
    this.release = smoothing(settings.releaseMs ?? 120);
    this.gain = dbToGain(this.makeupDb);
  }

  process({ left, right }: QuantumBuffer): void {
    layOnDesk(left, right);
    for (let from = 0; from < QUANTUM; from += CONTROL_FRAMES) {
      const goal = this.goalAt(this.detector.next(from));
      const factor = goal < this.reductionDb ? this.attack : this.release;
      this.reductionDb = goal + (this.reductionDb - goal) * factor;
      const gain = dbToGain(this.reductionDb + this.makeupDb);
      rampGain(from, this.gain, gain);
      this.gain = gain;
    }
    takeFromDesk(left, right);
  }

  /** Change of level for a peak. Peaks are held, so that mostly the one before is asked for again. */
  private goalAt(peak: number): number {
    if (peak === this.peak) return this.goal;
    this.peak = peak;
    this.goal = peak > 1e-6 ? compression(gainToDb(peak), this.thresholdDb, this.ratio, this.kneeDb) : 0;
    return this.goal;
  }

  set(parameter: string, value: number): void {
    this.peak = -1;
    if (parameter === 'thresholdDb') this.thresholdDb = clamp(value, -60, 0);
    else if (parameter === 'ratio') this.ratio = clamp(value, 1, 20);
    else if (parameter === 'kneeDb') this.kneeDb = clamp(value, 0, 24);
    else if (parameter === 'makeupDb') this.makeupDb = clamp(value, 0, 24);
    else if (parameter === 'attackMs') this.attack = smoothing(clamp(value, 0.1, 500));
    else if (parameter === 'releaseMs') this.release = smoothing(clamp(value, 5, 5000));
  }

  tailSeconds(): number {
    return 0;
  }

  reset(): void {
    this.detector.reset();
    this.reductionDb = 0;
    this.gain = dbToGain(this.makeupDb);
  }
}
