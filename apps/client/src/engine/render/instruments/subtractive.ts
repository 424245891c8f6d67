import type { Instrument } from '@flipside/recipe';
import { SAMPLE_RATE } from '../../types.ts';
import { Envelope } from '../../dsp/envelope.ts';
import { exp2 } from '../../dsp/math.ts';
import { Oscillator } from '../../dsp/oscillator.ts';
import { StateVariableFilter } from '../../dsp/state-variable-filter.ts';
import { QUANTUM, type QuantumBuffer } from '../quantum.ts';
import { CONCERT_PITCH, type InstrumentPlayer, type ScheduledNote } from './instrument-player.ts';
import { VoiceBank, type Voice } from './voice-bank.ts';

export type SubtractiveSettings = Extract<Instrument, { type: 'subtractive' }>;

const VOICES = 24;
/** Level of one full-velocity voice, so that a four-note chord stays below full scale. */
const LEVEL = 0.25;

/** What a recipe leaves out: two slightly detuned saws through a gently opening low-pass. */
export const SUBTRACTIVE_DEFAULTS = {
  oscillators: [{ wave: 'saw' }, { wave: 'saw', cents: 8, level: 0.6 }],
  filter: { mode: 'lowPass', hz: 1800, q: 0.9, envelopeSemitones: 18 },
  amplitude: { attackMs: 6, decayMs: 180, sustain: 0.7, releaseMs: 180 },
  filterEnvelope: { attackMs: 4, decayMs: 260, sustain: 0.2, releaseMs: 200 },
} as const satisfies Omit<SubtractiveSettings, 'type'>;

interface Tuned {
  readonly wave: Parameters<Oscillator['add']>[3];
  readonly ratio: number;
  readonly level: number;
}

class SubtractiveVoice implements Voice {
  private readonly oscillators: readonly Oscillator[];
  private readonly filter = new StateVariableFilter();
  private readonly amplitude: Envelope;
  private readonly sweep: Envelope;
  private readonly scratch = new Float64Array(QUANTUM);
  private semitones = 0;
  private glideFrom = 0;
  private glideFrames = 0;
  private played = 0;
  private level = 0;

  private readonly settings: SubtractiveSettings;
  private readonly tuned: readonly Tuned[];
  private readonly lastKey: { value: number };

  constructor(settings: SubtractiveSettings, tuned: readonly Tuned[], lastKey: { value: number }) {
    this.settings = settings;
    this.tuned = tuned;
    this.lastKey = lastKey;
    this.oscillators = tuned.map(() => new Oscillator());
    this.amplitude = new Envelope(settings.amplitude ?? SUBTRACTIVE_DEFAULTS.amplitude, SAMPLE_RATE);
    this.sweep = new Envelope(settings.filterEnvelope ?? SUBTRACTIVE_DEFAULTS.filterEnvelope, SAMPLE_RATE);
  }

  get active(): boolean {
    return this.amplitude.active;
  }

  begin(note: ScheduledNote): void {
    this.semitones = note.key - CONCERT_PITCH.key;
    this.glideFrames = ((this.settings.glideMs ?? 0) * SAMPLE_RATE) / 1000;
    this.glideFrom = (this.lastKey.value < 0 ? note.key : this.lastKey.value) - note.key;
    this.lastKey.value = note.key;
    this.level = LEVEL * note.velocity * note.velocity;
    this.played = 0;
    this.filter.reset();
    this.oscillators.forEach((oscillator, i) => {
      oscillator.start(i === 0 ? 0 : 0.37, note.seed * 2 + i + 1);
    });
    this.amplitude.start();
    this.sweep.start();
  }

  release(): void {
    this.amplitude.stop();
    this.sweep.stop();
  }

  reset(): void {
    this.amplitude.reset();
    this.sweep.reset();
  }

  render({ left, right }: QuantumBuffer, from: number, to: number): void {
    const { scratch, settings } = this;
    const hz = CONCERT_PITCH.hz * exp2((this.semitones + this.bend()) / 12);
    scratch.fill(0, from, to);
    this.tuned.forEach(({ wave, ratio, level }, i) => {
      this.oscillators[i]?.add(scratch, from, to, wave, Math.min(0.49, (hz * ratio) / SAMPLE_RATE), level);
    });
    const filter = settings.filter ?? SUBTRACTIVE_DEFAULTS.filter;
    const sweep = (filter.envelopeSemitones ?? 0) * this.sweep.level;
    this.filter.tune(filter.hz * exp2(sweep / 12), filter.q ?? Math.SQRT1_2, SAMPLE_RATE);
    this.filter.processMono(scratch, from, to, filter.mode);
    for (let i = from; i < to; i++) {
      this.sweep.next();
      const value = (scratch[i] ?? 0) * this.amplitude.next() * this.level;
      left[i] = (left[i] ?? 0) + value;
      right[i] = (right[i] ?? 0) + value;
    }
    this.played += to - from;
  }

  /** Semitones still to go from the key before. */
  private bend(): number {
    return this.played >= this.glideFrames ? 0 : this.glideFrom * (1 - this.played / this.glideFrames);
  }
}

/** Two oscillators, a state variable filter and two envelopes per voice. */
export class Subtractive implements InstrumentPlayer {
  readonly releaseSeconds: number;
  private readonly lastKey = { value: -1 };
  private readonly bank: VoiceBank<SubtractiveVoice>;

  constructor(settings: SubtractiveSettings) {
    const oscillators: NonNullable<SubtractiveSettings['oscillators']> = settings.oscillators ?? [
      ...SUBTRACTIVE_DEFAULTS.oscillators,
    ];
    const tuned = oscillators.map(({ wave, semitones, cents, level }) => ({
      wave,
      ratio: exp2(((semitones ?? 0) + (cents ?? 0) / 100) / 12),
      level: level ?? 1,
    }));
    this.bank = new VoiceBank(VOICES, () => new SubtractiveVoice(settings, tuned, this.lastKey));
    // An envelope comes within 10⁻⁴ in less than twice its release time.
    this.releaseSeconds = (2 * (settings.amplitude ?? SUBTRACTIVE_DEFAULTS.amplitude).releaseMs) / 1000;
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
    this.lastKey.value = -1;
  }
}
