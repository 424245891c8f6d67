/** Numbers of the built-in separator that were chosen by ear and by measurement, in one place. */
export interface BuiltInTuning {
  /** Rows (23 ms) and bins (10.8 Hz) of the medians that tell steady tones from everything else. */
  readonly tonalRows: number;
  readonly tonalBins: number;
  /** Rows (5.8 ms) and bins (43 Hz) of the medians that tell hits from voices in what is left. */
  readonly transientRows: number;
  readonly transientBins: number;
  /** Where the bass ends and where voices begin and end, in hertz. */
  readonly bassHz: number;
  readonly voiceLowHz: number;
  readonly voiceHighHz: number;
  /** Below it every hit is a drum's; above it most of the remaining sound is. */
  readonly kickHz: number;
  readonly hatHz: number;
  /** Share of the sound above `hatHz` that is not a hit and still goes to the drums. */
  readonly hatShare: number;
  /** Share of a steady, centred, non-repeating tone that goes to the voice. */
  readonly steadyVoiceShare: number;
  /** How strongly repetition takes unsteady sound away from the voice, 0 to 1. */
  readonly repetition: number;
  /** How far to both sides repeats are looked for, how far apart they are, in seconds; how many are used. */
  readonly repeatSpanSeconds: number;
  readonly repeatGapSeconds: number;
  readonly repeatCount: number;
  /** Cosine similarity from which two moments count as repeats. */
  readonly repeatLikeness: number;
}

export const BUILT_IN_TUNING: BuiltInTuning = {
  tonalRows: 31,
  tonalBins: 17,
  transientRows: 25,
  transientBins: 15,
  bassHz: 220,
  voiceLowHz: 180,
  voiceHighHz: 9000,
  kickHz: 150,
  hatHz: 9000,
  hatShare: 0.7,
  steadyVoiceShare: 1,
  repetition: 0.8,
  repeatSpanSeconds: 6,
  repeatGapSeconds: 0.4,
  repeatCount: 19,
  repeatLikeness: 0.3,
};
