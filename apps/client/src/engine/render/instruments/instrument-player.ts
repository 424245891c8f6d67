import type { QuantumBuffer } from '../quantum.ts';

/** A note placed on the timeline. */
export interface ScheduledNote {
  /** First frame. */
  readonly start: number;
  /** Frames until the key is released. */
  readonly length: number;
  readonly key: number;
  readonly velocity: number;
  /** Distinguishes notes in what is random about them. */
  readonly seed: number;
}

/** A sounding instrument. */
export interface InstrumentPlayer {
  /** Begins a note `offset` frames into the next quantum. */
  start(note: ScheduledNote, offset: number): void;
  /** Adds one quantum of sound. */
  process(buffer: QuantumBuffer): void;
  readonly sounding: boolean;
  /** Seconds a note may go on after its release. */
  readonly releaseSeconds: number;
  reset(): void;
}

/** Frequency of a MIDI key is 440 Hz at key 69; fractions bend it. */
export const CONCERT_PITCH = { key: 69, hz: 440 } as const;
