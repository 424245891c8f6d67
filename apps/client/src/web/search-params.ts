import { isDay, type DaySpan } from './words/day-span.ts';

/** What stands in an address: text, or nothing. */
export const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

/** Drops what is not there, so that addresses stay short. */
export const present = <T extends Record<string, string | undefined>>(
  search: T,
): { [K in keyof T]?: string } =>
  Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: string;
  };

/** A day of the calendar, such as 2026-11-26. */
const day = (value: unknown): string | undefined =>
  typeof value === 'string' && isDay(value) ? value : undefined;

/**
 * Days that a list is asked for; a last day before the first is left out. What is left out is there as `undefined`: the
 * router keeps what an address says where a route says nothing.
 */
export function daySpan(search: Record<string, unknown>): DaySpan {
  const [from, until] = [day(search['from']), day(search['until'])];
  return { from, until: from !== undefined && until !== undefined && until < from ? undefined : until };
}

/** An accounting month, such as 2026-11. */
export const month = (value: unknown): string | undefined =>
  typeof value === 'string' && /^\d{4}-(0[1-9]|1[0-2])$/.test(value) ? value : undefined;
