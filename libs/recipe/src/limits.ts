/**
 * Every bound of the recipe format in one place. They keep a recipe a description: too small, too sparse and
 * too coarse to carry sound.
 */
export const LIMITS = {
  canonicalBytes: 256 * 1024,
  sources: 64,
  layers: 16,
  tracks: 128,
  clips: 4096,
  notes: 20_000,
  automationPoints: 20_000,
  /** Notes, or automation points, that may start within any one second of one lane. */
  eventsPerLaneSecond: 200,
  effectsPerChain: 16,
  eqBands: 8,
  lanesPerTrack: 32,
  tempoChanges: 1024,
  markers: 64,
  warpPoints: 256,
  /** Warp points of all clips together. */
  warpPointsInAll: 20_000,
  beatgridPoints: 2048,
  isrcAlternates: 16,
  parents: 64,
  titleChars: 200,
  nameChars: 80,
  hrefChars: 2048,
  fingerprintChars: 8192,
  onsetEnvelopeBytes: 4096,
  /** Least time one byte of an onset envelope may stand for. */
  onsetEnvelopeHopMs: 50,
  beats: 100_000,
  seconds: 4 * 60 * 60,
} as const;

/** Level at or below which a clip counts as silent, in dB. */
export const SILENCE_DB = -60;
