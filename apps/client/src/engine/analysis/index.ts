export { analyseBeats } from './beats.ts';
export { analyseKey } from './key.ts';
export { measureLoudness } from './loudness.ts';
export { detectOnsets, type Onset } from './onsets.ts';
export { attacksOf, bpmOf, gridFromTaps, LEAST_TAPS } from './tapped-grid.ts';
export type { BeatAnalysis, BeatgridPoint, Loudness, WaveformLevel } from './types.ts';
export { waveform } from './waveform.ts';
