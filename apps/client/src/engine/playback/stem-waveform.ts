import { coarserLevel, waveform, type WaveformLevel } from '../analysis/index.ts';
import type { StereoPcm } from '../types.ts';
import type { StemWaveform } from './session.types.ts';

/**
 * What is drawn of a stem: both channels together, mirrored about zero.
 *
 * @param framesPerBin a positive integer
 */
export function stemWaveform(pcm: StereoPcm, framesPerBin: number): StemWaveform {
  const [level] = waveform(pcm, [framesPerBin]);
  if (level === undefined) throw new RangeError('A waveform has one level per resolution.');
  return mirrored(level);
}

/**
 * The same from a finer level that is at hand, without the sound.
 *
 * @param framesPerBin a multiple of the level's own
 * @param frames of the recording
 */
export function drawnLevel(level: WaveformLevel, framesPerBin: number, frames: number): StemWaveform {
  return mirrored(coarserLevel(level, framesPerBin, frames));
}

function mirrored({ framesPerBin, peak, rms }: WaveformLevel): StemWaveform {
  return { framesPerBin, min: peak.map((value) => -value), max: peak, rms };
}
