export { analyseBeats } from './beats.ts';
export { analyseKey } from './key.ts';
export { measureLoudness } from './loudness.ts';
export { measureNovelty, toMono } from './novelty.ts';
export { detectOnsets, type Onset } from './onsets.ts';
export { attacksFromOnsets, attacksOf, bpmOf, gridFromTaps, LEAST_TAPS } from './tapped-grid.ts';
export type { BeatAnalysis, BeatgridPoint, Loudness, WaveformLevel } from './types.ts';
export { ANALYSIS_VERSION } from './version.ts';
export { coarserLevel, emptyLevel, KEPT_BIN, measureBins, waveform } from './waveform.ts';
