/** How far down and up from the original, as a person types it; null is without that limit. */
export interface Reach {
  readonly down: number | null;
  readonly up: number | null;
}

interface Range {
  readonly min: number;
  readonly max: number;
}

interface Measure {
  /** What unchanged is in the range. */
  readonly origin: number;
  /** One of what is typed in the range's own. */
  readonly unit: number;
  readonly min: number;
  readonly max: number;
}

export const TEMPO: Measure = { origin: 1000, unit: 10, min: 250, max: 4000 };
export const PITCH: Measure = { origin: 0, unit: 100, min: -2400, max: 2400 };

export const fromRange = (range: Range | null, origin: number, unit: number): Reach =>
  range === null
    ? { down: null, up: null }
    : { down: (origin - range.min) / unit, up: (range.max - origin) / unit };

/** @returns `null` when neither way is limited. */
export function toRange({ down, up }: Reach, { origin, unit, min, max }: Measure): Range | null {
  if (down === null && up === null) return null;
  const low = down === null ? min : Math.round(origin - down * unit);
  const high = up === null ? max : Math.round(origin + up * unit);
  return { min: Math.max(min, low), max: Math.min(max, high) };
}

/** An amount as typed, in micro-units; `null` when it is none, or finer than a millionth. */
export function microsOf(text: string): string | null {
  const match = /^(\d{1,6})(?:[.,](\d{1,6}))?$/.exec(text.trim());
  if (match === null) return null;
  return String(BigInt(`${match[1] ?? ''}${(match[2] ?? '').padEnd(6, '0')}`));
}

/** "2026-03-01" as the instant that day begins, UTC. */
export const dayStart = (day: string): string | null => (day === '' ? null : `${day}T00:00:00.000Z`);

const DAY_MS = 86_400_000;

/** The last day as the instant at which it is over, and back. */
export const dayEnd = (day: string): string | null =>
  day === '' ? null : new Date(Date.parse(`${day}T00:00:00.000Z`) + DAY_MS).toISOString();
export const lastDayOf = (end: string | null): string =>
  end === null ? '' : new Date(Date.parse(end) - 1).toISOString().slice(0, 10);
export const firstDayOf = (start: string | null): string => start?.slice(0, 10) ?? '';
