import type { Effect } from '@flipside/recipe';
import { SAMPLE_RATE } from '../../types.ts';
import { dbToGain } from '../../dsp/math.ts';
import { layOnDesk, takeFromDesk } from '../../kernels/desk.ts';
import { QUANTUM, type QuantumBuffer } from '../quantum.ts';
import { smoothing } from './compressor.ts';
import { clamp, type EffectProcessor } from './effect-processor.ts';
import { CONTROL_FRAMES, PeakDetector, rampGain } from './peak-detector.ts';

type GateSettings = Extract<Effect, { type: 'gate' }>;

/** A gate that is open closes this far below the level at which it opens, so that it does not chatter. */
const HYSTERESIS_DB = 3;

const holdFrames = (ms: number): number => Math.round((ms * SAMPLE_RATE) / 1000);

/** Lets pass what is above the threshold and lowers the rest by `rangeDb` (default −80 dB). */
export class Gate implements EffectProcessor {
  readonly latency = 0;
  private readonly detector = new PeakDetector();
  private opens: number;
  private closes: number;
  private attack: number;
  private release: number;
  private hold: number;
  private floor: number;
  private held = 0;
  private open = false;
  private gain: number;

  constructor(settings: GateSettings) {
    this.opens = dbToGain(settings.thresholdDb);
    this.closes = dbToGain(settings.thresholdDb - HYSTERESIS_DB);
    this.attack = smoothing(settings.attackMs ?? 1);
    this.release = smoothing(settings.releaseMs ?? 100);
    this.hold = holdFrames(settings.holdMs ?? 20);
    this.floor = dbToGain(settings.rangeDb ?? -80);
    this.gain = this.floor;
  }

  process({ left, right }: QuantumBuffer): void {
    layOnDesk(left, right);
    for (let from = 0; from < QUANTUM; from += CONTROL_FRAMES) {
      const peak = this.detector.next(from);
      if (peak >= (this.open ? this.closes : this.opens)) {
        this.open = true;
        this.held = this.hold;
      } else if (this.held > 0) this.held -= CONTROL_FRAMES;
      else this.open = false;
      const goal = this.open ? 1 : this.floor;
      const gain = goal + (this.gain - goal) * (this.open ? this.attack : this.release);
      rampGain(from, this.gain, gain);
      this.gain = gain;
    }
    takeFromDesk(left, right);
  }

  set(parameter: string, value: number): void {
    if (parameter === 'thresholdDb') {
      this.opens = dbToGain(clamp(value, -80, 0));
      this.closes = dbToGain(clamp(value, -80, 0) - HYSTERESIS_DB);
    } else if (parameter === 'attackMs') this.attack = smoothing(clamp(value, 0, 5000));
    else if (parameter === 'releaseMs') this.release = smoothing(clamp(value, 0, 5000));
    else if (parameter === 'holdMs') this.hold = holdFrames(clamp(value, 0, 5000));
    else if (parameter === 'rangeDb') this.floor = dbToGain(clamp(value, -120, 0));
  }

  tailSeconds(): number {
    return 0;
  }

  reset(): void {
    this.detector.reset();
    this.held = 0;
    this.open = false;
    this.gain = this.floor;
  }
}
