/**
 * Counts up whenever anything here measures otherwise: tempo, grid, key, onsets or waveforms. What was kept of an earlier version is then
 * measured again.
 */
export const ANALYSIS_VERSION = 2;
