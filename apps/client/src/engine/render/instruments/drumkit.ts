import type { Instrument } from '@flipside/recipe';
import { SAMPLE_RATE } from '../../types.ts';
import { decayFactor } from '../../dsp/envelope.ts';
import { exp2 } from '../../dsp/math.ts';
import { tableSine } from '../../dsp/sine-table.ts';
import { StateVariableFilter } from '../../dsp/state-variable-filter.ts';
import { Xorshift } from '../../dsp/xorshift.ts';
import { panGains } from '../pan.ts';
import { QUANTUM, type QuantumBuffer } from '../quantum.ts';
import { drumSound, type DrumSound } from './drum-sounds.ts';
import type { InstrumentPlayer, ScheduledNote } from './instrument-player.ts';
import { VoiceBank, type Voice } from './voice-bank.ts';

export type DrumkitSettings = Extract<Instrument, { type: 'drumkit' }>;

const VOICES = 24;
const LEVEL = 0.5;
const BURST_FRAMES = Math.round(0.011 * SAMPLE_RATE);
const CHOKE_MS = 25;
/** Ratios of the metallic partials: far from any harmonic series. */
const PARTIALS = [1, 1.4471, 1.617, 1.9265, 2.5028, 2.6637] as const;
const METAL_HZ = 325;

/** How a kit differs from the plain sounds: decay, tone, noise and a low-pass over everything. */
const KITS = {
  room: { decay: 1, tone: 1, noise: 1, cut: 1 },
  machine: { decay: 1.35, tone: 1.15, noise: 0.8, cut: 1 },
  dusty: { decay: 0.7, tone: 0.95, noise: 0.9, cut: 1 - 0.42 },
} as const;

class DrumVoice implements Voice {
  choke = 0;
  private sound: DrumSound = drumSound(0);
  private readonly filter = new StateVariableFilter();
  private readonly scratch = new Float64Array(QUANTUM);
  private readonly partials = new Float64Array(PARTIALS.length);
  private noise = new Xorshift(1);
  private phase = 0;
  private pitch = 0;
  private tone = 0;
  private hiss = 0;
  private hissGoal = 0;
  private bursts = 0;
  private untilBurst = 0;
  private low = 0;
  private left = 0;
  private right = 0;
  private pitchFall = 0;
  private toneFall = 0;
  private hissFall = 0;

  private readonly kit: (typeof KITS)[keyof typeof KITS];
  private readonly tune: number;
  private readonly decay: number;

  constructor(kit: (typeof KITS)[keyof typeof KITS], tune: number, decay: number) {
    this.kit = kit;
    this.tune = tune;
    this.decay = decay;
  }

  get active(): boolean {
    return this.tone > 1e-4 || this.hiss > 1e-4 || this.bursts > 0;
  }

  begin(note: ScheduledNote): void {
    const { kit, decay } = this;
    const sound = drumSound(note.key);
    const level = LEVEL * note.velocity * note.velocity;
    const gains = panGains(sound.pan);
    this.sound = sound;
    this.choke = sound.choke;
    this.left = level * gains.left;
    this.right = level * gains.right;
    this.noise = new Xorshift(note.seed * 7 + note.key);
    this.phase = this.low = 0;
    this.partials.fill(0);
    this.pitch = sound.dropOctaves;
    this.tone = sound.tone * kit.tone;
    this.hiss = this.hissGoal = Math.max(sound.noise, sound.metal) > 0 ? kit.noise : 0;
    this.bursts = sound.bursts;
    this.untilBurst = BURST_FRAMES;
    this.pitchFall = decayFactor(sound.dropMs * 2, SAMPLE_RATE);
    this.toneFall = decayFactor(sound.toneMs * decay * kit.decay, SAMPLE_RATE);
    this.hissFall = decayFactor(sound.bursts > 0 ? 14 : sound.noiseMs * decay * kit.decay, SAMPLE_RATE);
    this.filter.reset();
    this.filter.tune(sound.noiseHz, sound.noiseQ, SAMPLE_RATE);
  }

  /** Percussion rings out: only another sound of its group cuts it. */
  release(): void {}

  cut(): void {
    this.toneFall = this.hissFall = decayFactor(CHOKE_MS, SAMPLE_RATE);
    this.bursts = 0;
  }

  reset(): void {
    this.tone = this.hiss = this.bursts = 0;
  }

  render({ left, right }: QuantumBuffer, from: number, to: number): void {
    const { scratch } = this;
    this.excite(from, to);
    this.filter.processMono(scratch, from, to, this.sound.noiseMode);
    this.strike(from, to);
    const { cut } = this.kit;
    for (let i = from; i < to; i++) {
      this.low += cut * ((scratch[i] ?? 0) - this.low);
      left[i] = (left[i] ?? 0) + this.left * this.low;
      right[i] = (right[i] ?? 0) + this.right * this.low;
    }
  }

  /** Noise and metal, with their level, before the filter. */
  private excite(from: number, to: number): void {
    const { scratch, sound } = this;
    if (this.hiss <= 1e-4 && this.bursts === 0) {
      scratch.fill(0, from, to);
      return;
    }
    for (let i = from; i < to; i++) {
      let value = sound.noise * this.noise.next();
      if (sound.metal > 0) value += sound.metal * this.cluster();
      scratch[i] = value * this.hiss;
      this.hiss *= this.hissFall;
      if (this.bursts > 0 && --this.untilBurst <= 0) this.clap();
    }
  }

  private clap(): void {
    this.bursts--;
    this.untilBurst = BURST_FRAMES;
    this.hiss = this.hissGoal;
    if (this.bursts === 0)
      this.hissFall = decayFactor(this.sound.noiseMs * this.decay * this.kit.decay, SAMPLE_RATE);
  }

  /** Sum of six square waves. */
  private cluster(): number {
    let sum = 0;
    for (let k = 0; k < PARTIALS.length; k++) {
      let phase = (this.partials[k] ?? 0) + ((PARTIALS[k] ?? 1) * METAL_HZ * this.tune) / SAMPLE_RATE;
      if (phase >= 1) phase -= 1;
      this.partials[k] = phase;
      sum += phase < 0.5 ? 0.35 : -0.35;
    }
    return sum;
  }

  /** Adds the falling tone. e^(x·ln 2) of a small, shrinking x is followed by steps, one exponential per quantum. */
  private strike(from: number, to: number): void {
    if (this.tone <= 1e-4) return;
    const { scratch, sound } = this;
    const base = (sound.hz * this.tune) / SAMPLE_RATE;
    let ratio = exp2(this.pitch);
    let end = this.pitch;
    for (let i = from; i < to; i++) end *= this.pitchFall;
    const step = (exp2(end) - ratio) / (to - from);
    for (let i = from; i < to; i++) {
      scratch[i] = (scratch[i] ?? 0) + this.tone * tableSine(this.phase);
      this.phase += base * ratio;
      if (this.phase >= 1) this.phase -= 1;
      ratio += step;
      this.tone *= this.toneFall;
    }
    this.pitch = end;
  }
}

/** Synthesised percussion on General MIDI keys. Closed and pedal hi-hats cut an open one. */
export class Drumkit implements InstrumentPlayer {
  readonly releaseSeconds: number;
  private readonly bank: VoiceBank<DrumVoice>;

  constructor(settings: DrumkitSettings) {
    const kit = KITS[settings.kit ?? 'room'];
    const tune = exp2((settings.tuneSemitones ?? 0) / 12);
    const decay = settings.decay ?? 1;
    this.bank = new VoiceBank(VOICES, () => new DrumVoice(kit, tune, decay));
    // The longest sound of the map lasts 1.7 s to 1 % and twice that to nothing.
    this.releaseSeconds = 3.4 * decay * kit.decay;
  }

  get sounding(): boolean {
    return this.bank.sounding;
  }

  start(note: ScheduledNote, offset: number): void {
    const { choke } = drumSound(note.key);
    if (choke > 0) for (const voice of this.bank.active((other) => other.choke === choke)) voice.cut();
    this.bank.start(note, offset);
  }

  process(buffer: QuantumBuffer): void {
    this.bank.process(buffer);
  }

  reset(): void {
    this.bank.reset();
  }
}
