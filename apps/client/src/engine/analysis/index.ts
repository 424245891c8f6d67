export { analyseBeats } from './beats.ts';
export { analyseKey } from './key.ts';
export { measureLoudness } from './loudness.ts';
export { detectOnsets, type Onset } from './onsets.ts';
export type { BeatAnalysis, BeatgridPoint, Loudness, WaveformLevel } from './types.ts';
export { waveform } from './waveform.ts';
