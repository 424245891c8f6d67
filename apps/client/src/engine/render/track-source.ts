import type { ClipPlan, StemLibrary } from './clip-plan.ts';
import { ClipVoice } from './clip-voice.ts';
import { createInstrument } from './instruments/create-instrument.ts';
import type { InstrumentPlayer } from './instruments/instrument-player.ts';
import type { LiveFaders } from './live-mix.ts';
import { QUANTUM, type QuantumBuffer } from './quantum.ts';
import type { TrackPlan } from './recipe-plan.ts';
import type { StretchPool } from './stretch-pool.ts';
import { StretchVoice } from './stretch-voice.ts';

/** What a track plays before its effects: the clips and notes that fall into each quantum. */
export class TrackSource {
  private voices: ClipVoice[] = [];
  private nextClip = 0;
  private nextNote = 0;
  private instrument: InstrumentPlayer | null;

  private plan: TrackPlan;
  private readonly pool: StretchPool;

  constructor(plan: TrackPlan, pool: StretchPool) {
    this.plan = plan;
    this.pool = pool;
    const { instrument } = plan.track;
    this.instrument = instrument === undefined ? null : createInstrument(instrument);
  }

  /** Takes over an edited track at a frame; clips that did not change keep playing. */
  adopt(plan: TrackPlan, frame: number): void {
    const keys = new Set(plan.clips.map(({ key }) => key));
    this.voices = this.voices.filter((voice) => {
      const kept = keys.has(voice.plan.key);
      if (!kept) voice.close();
      return kept;
    });
    const { instrument } = plan.track;
    if (JSON.stringify(instrument) !== JSON.stringify(this.plan.track.instrument)) {
      this.instrument = instrument === undefined ? null : createInstrument(instrument);
    }
    this.plan = plan;
    this.nextClip = 0;
    this.nextNote = firstFrom(plan, frame);
  }

  /** Starts again from a frame. Notes that lie across it begin there; percussion does not. */
  seek(frame: number): void {
    this.close();
    this.nextClip = 0;
    this.nextNote = firstFrom(this.plan, frame);
    this.instrument?.reset();
    if (this.plan.track.instrument?.type === 'drumkit') return;
    for (const note of this.plan.notes.slice(0, this.nextNote)) {
      const rest = note.start + note.length - frame;
      if (rest > 0) this.instrument?.start({ ...note, start: frame, length: rest }, 0);
    }
  }

  close(): void {
    for (const voice of this.voices) voice.close();
    this.voices = [];
  }

  /** Adds one quantum; returns false when nothing plays. */
  process(buffer: QuantumBuffer, frame: number, library: StemLibrary, faders: LiveFaders): boolean {
    this.retire(frame);
    this.enter(frame);
    const playing = this.playNotes(buffer, frame, faders);
    for (const voice of this.voices) {
      const { stem } = voice.plan;
      const gain = (stem === null ? undefined : faders.stems.get(stem)) ?? faders.added;
      voice.add(buffer, frame, library, gain.from, gain.to);
    }
    return playing || this.voices.length > 0;
  }

  private retire(frame: number): void {
    if (this.voices.every(({ plan }) => plan.end > frame)) return;
    for (const voice of this.voices) if (voice.plan.end <= frame) voice.close();
    this.voices = this.voices.filter(({ plan }) => plan.end > frame);
  }

  private enter(frame: number): void {
    const { clips } = this.plan;
    for (let plan = clips[this.nextClip]; plan !== undefined; plan = clips[++this.nextClip]) {
      if (plan.start >= frame + QUANTUM) return;
      if (plan.end > frame && !this.plays(plan)) {
        this.voices.push(new ClipVoice(plan, plan.direct ? null : new StretchVoice(plan, this.pool)));
      }
    }
  }

  private plays({ key }: ClipPlan): boolean {
    return this.voices.some(({ plan }) => plan.key === key);
  }

  private playNotes(buffer: QuantumBuffer, frame: number, { added }: LiveFaders): boolean {
    const { instrument } = this;
    if (instrument === null) return false;
    const { notes } = this.plan;
    for (let note = notes[this.nextNote]; note !== undefined; note = notes[++this.nextNote]) {
      if (note.start >= frame + QUANTUM) break;
      instrument.start(note, note.start - frame);
    }
    if (!instrument.sounding) return false;
    instrument.process(buffer);
    if (added.from !== 1 || added.to !== 1) ramp(buffer, added.from, added.to);
    return true;
  }
}

/** Multiplies a quantum by a gain that runs straight from one value to the other. */
export function ramp({ left, right }: QuantumBuffer, from: number, to: number): void {
  const slope = (to - from) / QUANTUM;
  for (let i = 0; i < QUANTUM; i++) {
    const gain = from + slope * i;
    left[i] = (left[i] ?? 0) * gain;
    right[i] = (right[i] ?? 0) * gain;
  }
}

/** Index of the first note at or after a frame. */
function firstFrom({ notes }: TrackPlan, frame: number): number {
  const index = notes.findIndex(({ start }) => start >= frame);
  return index < 0 ? notes.length : index;
}
