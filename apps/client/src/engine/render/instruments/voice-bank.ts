import type { QuantumBuffer } from '../quantum.ts';
import { QUANTUM } from '../quantum.ts';
import type { ScheduledNote } from './instrument-player.ts';

/** One note of an instrument. */
export interface Voice {
  readonly active: boolean;
  begin(note: ScheduledNote): void;
  release(): void;
  /** Adds frames `from` to `to` of the current quantum. */
  render(buffer: QuantumBuffer, from: number, to: number): void;
  reset(): void;
}

interface Slot<V extends Voice> {
  readonly voice: V;
  /** Frames of the next quantum before the voice begins. */
  offset: number;
  /** Frames until the key is released; −1 once it is. */
  untilRelease: number;
  order: number;
}

/** A fixed number of voices. When all sound, the one that began first gives way, on every device alike. */
export class VoiceBank<V extends Voice> {
  private readonly slots: readonly Slot<V>[];
  private count = 0;

  constructor(size: number, create: () => V) {
    this.slots = Array.from({ length: size }, () => ({
      voice: create(),
      offset: 0,
      untilRelease: -1,
      order: 0,
    }));
  }

  get sounding(): boolean {
    return this.slots.some(({ voice }) => voice.active);
  }

  start(note: ScheduledNote, offset: number): V {
    const free = this.slots.find(({ voice }) => !voice.active);
    const slot = free ?? this.slots.reduce((a, b) => (b.order < a.order ? b : a));
    slot.voice.begin(note);
    slot.offset = offset;
    slot.untilRelease = note.length;
    slot.order = ++this.count;
    return slot.voice;
  }

  process(buffer: QuantumBuffer): void {
    for (const slot of this.slots) {
      if (!slot.voice.active) continue;
      const from = slot.offset;
      slot.offset = 0;
      const until = slot.untilRelease;
      if (until >= 0 && until < QUANTUM - from) {
        slot.voice.render(buffer, from, from + until);
        slot.voice.release();
        slot.untilRelease = -1;
        if (slot.voice.active) slot.voice.render(buffer, from + until, QUANTUM);
      } else {
        if (until >= 0) slot.untilRelease = until - (QUANTUM - from);
        slot.voice.render(buffer, from, QUANTUM);
      }
    }
  }

  /** The voices that now sound and of which `is` is true. */
  active(is: (voice: V) => boolean): readonly V[] {
    return this.slots.filter(({ voice }) => voice.active && is(voice)).map(({ voice }) => voice);
  }

  reset(): void {
    for (const { voice } of this.slots) voice.reset();
  }
}
