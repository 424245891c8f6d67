/** Per cent with four decimals at most, as parts per million: 12.5 is 125,000. */
export const ppmOf = (percent: number): number => Math.round(percent * 10_000);

export const percentOf = (ppm: number): number => ppm / 10_000;

/** A day as a form gives it, as the instant at which it begins in UTC. */
export const dayStart = (day: string): string | null => (day === '' ? null : `${day}T00:00:00.000Z`);

/** One link a line. */
export const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
