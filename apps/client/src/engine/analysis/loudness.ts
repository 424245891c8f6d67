import { LoudnessMeter } from '../dsp/loudness-meter.ts';
import type { StereoPcm } from '../types.ts';
import type { Loudness } from './types.ts';

/**
 * Programme loudness of a whole recording (ITU-R BS.1770-4 Annex 1) and its true peak (Annex 2). A recording shorter
 * than one gating block of 400 ms has no loudness: −∞.
 */
export function measureLoudness(pcm: StereoPcm): Loudness {
  const meter = new LoudnessMeter();
  meter.update(pcm, pcm.left.length);
  const { integratedLufs, truePeakDbtp } = meter.finish();
  return { integratedLufs, truePeakDbtp };
}
