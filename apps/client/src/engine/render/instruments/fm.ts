import type { Instrument } from '@flipside/recipe';
import { SAMPLE_RATE } from '../../types.ts';
import { Envelope } from '../../dsp/envelope.ts';
import { exp2, TAU } from '../../dsp/math.ts';
import { tableSine } from '../../dsp/sine-table.ts';
import type { QuantumBuffer } from '../quantum.ts';
import { CONCERT_PITCH, type InstrumentPlayer, type ScheduledNote } from './instrument-player.ts';
import { VoiceBank, type Voice } from './voice-bank.ts';

// Taken from the global once: looking it up for each sample is slow where globals are intercepted.
const { floor, min } = Math;

export type FmSettings = Extract<Instrument, { type: 'fm' }>;

const VOICES = 24;
const LEVEL = 0.25;

/** What a recipe leaves out: a soft electric piano. */
export const FM_DEFAULTS = {
  ratio: 1,
  index: 2,
  feedback: 0,
  amplitude: { attackMs: 3, decayMs: 900, sustain: 0.25, releaseMs: 260 },
  modulation: { attackMs: 1, decayMs: 420, sustain: 0.15, releaseMs: 200 },
} as const satisfies Omit<FmSettings, 'type'>;

class FmVoice implements Voice {
  private readonly amplitude: Envelope;
  private readonly modulation: Envelope;
  private readonly ratio: number;
  private readonly index: number;
  private readonly feedback: number;
  private step = 0;
  private carrier = 0;
  private modulator = 0;
  private last = 0;
  private level = 0;
  private depth = 0;

  constructor(settings: FmSettings) {
    this.amplitude = new Envelope(settings.amplitude ?? FM_DEFAULTS.amplitude, SAMPLE_RATE);
    this.modulation = new Envelope(settings.modulation ?? FM_DEFAULTS.modulation, SAMPLE_RATE);
    this.ratio = settings.ratio ?? FM_DEFAULTS.ratio;
    this.index = settings.index ?? FM_DEFAULTS.index;
    this.feedback = (settings.feedback ?? FM_DEFAULTS.feedback) / TAU;
  }

  get active(): boolean {
    return this.amplitude.active;
  }

  begin(note: ScheduledNote): void {
    const hz = CONCERT_PITCH.hz * exp2((note.key - CONCERT_PITCH.key) / 12);
    this.step = hz / SAMPLE_RATE;
    this.carrier = this.modulator = this.last = 0;
    this.level = LEVEL * note.velocity * note.velocity;
    // Index is a phase deviation in radians; softer notes are duller, high keys less bright (Chowning 1973, §4).
    const brightness = min(1, 0.2 / (this.step * (1 + this.ratio * (1 + this.index))));
    this.depth = ((this.index * (0.4 + 0.6 * note.velocity)) / TAU) * brightness;
    this.amplitude.start();
    this.modulation.start();
  }

  release(): void {
    this.amplitude.stop();
    this.modulation.stop();
  }

  reset(): void {
    this.amplitude.reset();
    this.modulation.reset();
  }

  render({ left, right }: QuantumBuffer, from: number, to: number): void {
    const { step, ratio, depth, feedback, level } = this;
    let { carrier, modulator, last } = this;
    for (let i = from; i < to; i++) {
      last = tableSine(modulator + feedback * last);
      const value =
        level * this.amplitude.next() * tableSine(carrier + depth * this.modulation.next() * last);
      left[i] = (left[i] ?? 0) + value;
      right[i] = (right[i] ?? 0) + value;
      carrier += step;
      modulator += step * ratio;
      if (carrier >= 1) carrier -= 1;
      modulator -= floor(modulator);
    }
    this.carrier = carrier;
    this.modulator = modulator;
    this.last = last;
  }
}

/** Two operators: a sine carrier whose phase a second sine bends (J. Chowning, JAES 21(7), 1973). */
export class Fm implements InstrumentPlayer {
  readonly releaseSeconds: number;
  private readonly bank: VoiceBank<FmVoice>;

  constructor(settings: FmSettings) {
    this.bank = new VoiceBank(VOICES, () => new FmVoice(settings));
    this.releaseSeconds = (2 * (settings.amplitude ?? FM_DEFAULTS.amplitude).releaseMs) / 1000;
  }

  get sounding(): boolean {
    return this.bank.sounding;
  }

  start(note: ScheduledNote, offset: number): void {
    this.bank.start(note, offset);
  }

  process(buffer: QuantumBuffer): void {
    this.bank.process(buffer);
  }

  reset(): void {
    this.bank.reset();
  }
}
