/** Days that a list is asked for, as they stand in an address: both belong to it, in UTC. */
export interface DaySpan {
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}

/** What the API is asked: from an instant on, and earlier than another. */
interface InstantSpan {
  readonly from?: string;
  readonly before?: string;
}

const DAY_MS = 86_400_000;
/** Years of fewer digits are those of somebody who is still typing. */
const WHOLE_DAY = /^[1-9]\d{3}-\d{2}-\d{2}$/;

const start = (day: string): number => Date.parse(`${day}T00:00:00Z`);

/** Whether a text is a day of the calendar, such as 2026-11-26. */
export const isDay = (text: string): boolean =>
  WHOLE_DAY.test(text) &&
  !Number.isNaN(start(text)) &&
  new Date(start(text)).toISOString().slice(0, 10) === text;

/** The span with one end moved; an end that would be on the wrong side of it goes along. */
export function moved({ from, until }: DaySpan, end: keyof DaySpan, day: string | undefined): DaySpan {
  const other = end === 'from' ? until : from;
  const isPassed = day !== undefined && other !== undefined && (end === 'from' ? day > other : day < other);
  const kept = isPassed ? day : other;
  return end === 'from' ? { from: day, until: kept } : { from: kept, until: day };
}

/** From the first moment of the first day to before the first moment after the last. */
export function instantSpan({ from, until }: DaySpan): InstantSpan {
  return {
    ...(from === undefined ? {} : { from: new Date(start(from)).toISOString() }),
    ...(until === undefined ? {} : { before: new Date(start(until) + DAY_MS).toISOString() }),
  };
}

export const isAnyTime = ({ from, until }: DaySpan): boolean => from === undefined && until === undefined;
