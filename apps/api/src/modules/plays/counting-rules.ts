/** Version of the rules below. A play grant names it; a change of any rule is a new version. */
export const RULES_VERSION = 2;

const SECOND_MS = 1_000;
export const HOUR_MS = 3_600 * SECOND_MS;
const DAY_MS = 24 * HOUR_MS;

/** How long a play may begin after its grant. */
export const GRANT_LIFE_MS = 24 * HOUR_MS;
/** How long after a grant's expiry its receipt is taken: people listen offline. */
export const OFFLINE_MS = 30 * DAY_MS;
/** By how much a device's clock may be off. */
export const CLOCK_TOLERANCE_MS = 120 * SECOND_MS;
const SHORT_RECIPE_MS = 60 * SECOND_MS;

/** What a person can hear on one device in a day; more is somebody else's doing. */
export const MOST_HEARD_A_DAY_MS = 20 * HOUR_MS;
/** Plays of a new device that count at once, and those of all new devices behind one address in an hour. */
export const NEW_DEVICE_PLAYS = 100;
export const NEW_DEVICE_ADDRESS_PLAYS = 1_500;

/** What must be heard of a recipe: the tariff's minimum, or half of a recipe that is shorter than a minute. */
export function requiredMs(minimumMs: number, durationMs: number): number {
  return durationMs < SHORT_RECIPE_MS ? Math.min(minimumMs, Math.ceil(durationMs / 2)) : minimumMs;
}

/** The day of a play for the daily cap: instants of receipts are in UTC, and begin with it. */
export function dayOf(start: string): string {
  return start.slice(0, 10);
}
