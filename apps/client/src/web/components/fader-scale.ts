/** Fader travel: top of the scale, the tick, and the lowest level before silence. In dB. */
export const FADER_MAX_DB = 6;
export const FADER_MIN_DB = -60;

const ZERO_AT = 0.75;
const KNEE_DB = -12;
const KNEE_AT = 0.35;

/** Where a level sits along the fader, 0 (silent) to 1. Fine around 0 dB, coarse towards silence. */
export function positionOfDb(db: number): number {
  if (db >= 0) return Math.min(1, ZERO_AT + (db / FADER_MAX_DB) * (1 - ZERO_AT));
  if (db >= KNEE_DB) return ZERO_AT - (db / KNEE_DB) * (ZERO_AT - KNEE_AT);
  return Math.max(0, (KNEE_AT * (db - FADER_MIN_DB)) / (KNEE_DB - FADER_MIN_DB));
}

/** The level at a point along the fader: the inverse of `positionOfDb`, held to the ends of the scale. */
export function dbOfPosition(position: number): number {
  const at = Math.min(1, Math.max(0, position));
  if (at >= ZERO_AT) return ((at - ZERO_AT) / (1 - ZERO_AT)) * FADER_MAX_DB;
  if (at >= KNEE_AT) return ((ZERO_AT - at) / (ZERO_AT - KNEE_AT)) * KNEE_DB;
  return FADER_MIN_DB + (at / KNEE_AT) * (KNEE_DB - FADER_MIN_DB);
}

/** Rounded to a tenth and kept within the scale, so that what is shown is what is heard. */
export function settleDb(db: number): number {
  return Math.min(FADER_MAX_DB, Math.max(FADER_MIN_DB, Math.round(db * 10) / 10));
}

/** A level as it is written everywhere: one decimal, a true minus sign, `−∞` at the bottom. */
export function formatDb(db: number): string {
  if (db <= FADER_MIN_DB) return '−∞';
  const fixed = Math.abs(db).toFixed(1);
  return db < 0 && fixed !== '0.0' ? `−${fixed}` : fixed;
}
