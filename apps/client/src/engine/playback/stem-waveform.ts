import { waveform } from '../analysis/index.ts';
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
  const { peak, rms } = level;
  return { framesPerBin, min: peak.map((value) => -value), max: peak, rms };
}
