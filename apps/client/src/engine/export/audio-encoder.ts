import type { StereoPcm } from '../types.ts';

/** Files a remix can be written to. Integers are 16 or 24 bits, `wav32f` holds the renderer's own numbers. */
export const AUDIO_FORMATS = ['wav16', 'wav24', 'wav32f', 'flac16', 'flac24'] as const;
export type AudioFormat = (typeof AUDIO_FORMATS)[number];

/** Writes one stereo 44.1 kHz file from front to back, in constant memory. */
export interface AudioEncoder {
  /** The first bytes of the file. */
  head(): Uint8Array;
  /** Takes the first `frames` frames of both channels and returns what can be written now, possibly nothing. */
  encode(pcm: StereoPcm, frames: number): Uint8Array;
  /** The last bytes. */
  finish(): Uint8Array;
  /**
   * After `finish`: the head with all that is only known at the end (checksum, sizes of frames), as long as the first
   * one. A destination that can be written at any place puts it over the first; a stream is valid without it.
   */
  finalHead(): Uint8Array;
}

/** What a file says about what it holds, by Vorbis comment name. */
export type AudioTags = Readonly<Record<string, string>>;
