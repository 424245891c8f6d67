import { isDay, type DaySpan } from './words/day-span.ts';

/** Reads one part of an address; what does not fit is as if it were not there. */
type Reader = (value: unknown) => string | undefined;

/** Text that fits, and nothing else. */
const fitting =
  (pattern: RegExp): Reader =>
  (value) =>
    typeof value === 'string' && pattern.test(value) ? value : undefined;

/** What stands in an address: text, or nothing. */
export const text: Reader = (value) => (typeof value === 'string' && value !== '' ? value : undefined);

/** One of a few words. */
export const oneOf =
  <T extends string>(words: readonly T[]) =>
  (value: unknown): T | undefined =>
    words.find((word) => word === value);

/** The id of something. */
export const uuid = fitting(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i);

/** A word that flips are found by. */
export const tag = fitting(/^[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,30}[\p{L}\p{N}])?$/u);

/** The name of a producer of this instance. */
export const handle = fitting(/^[a-z0-9](?:[a-z0-9-]{0,28}[a-z0-9])?$/);

/** A day of the calendar, such as 2026-11-26. */
const day: Reader = (value) => (typeof value === 'string' && isDay(value) ? value : undefined);

/** An accounting month, such as 2026-11. */
export const month = fitting(/^\d{4}-(0[1-9]|1[0-2])$/);

type Read<R extends Readonly<Record<string, Reader>>> = { [K in keyof R]?: ReturnType<R[K]> | undefined };

/**
 * What a route reads of its address. What is left out is there as `undefined`: the router keeps what an address says
 * where a route says nothing, and then it would reach the screen unread.
 */
export const reading =
  <R extends Readonly<Record<string, Reader>>>(readers: R) =>
  (search: Record<string, unknown>): Read<R> =>
    Object.fromEntries(Object.entries(readers).map(([name, read]) => [name, read(search[name])])) as Read<R>;

type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Drops what is not there, so that addresses stay short. */
export const present = <T extends Readonly<Record<string, string | undefined>>>(search: T): Present<T> =>
  Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined)) as Present<T>;

/** Days that a list is asked for; a last day before the first is left out. */
export function daySpan(search: Record<string, unknown>): DaySpan {
  const { from, until } = reading({ from: day, until: day })(search);
  return { from, until: from !== undefined && until !== undefined && until < from ? undefined : until };
}

/** Numbers in quotes stand in addresses that earlier versions wrote. */
const QUOTED_NUMBER = /^"(\d+)"$/;

/** Everything in an address is text: a tag such as 808 is no number, and no digit of a number is lost. */
export const parseSearch = (search: string): Record<string, string> =>
  Object.fromEntries(
    [...new URLSearchParams(search)].map(([name, value]) => [name, value.replace(QUOTED_NUMBER, '$1')]),
  );

/** The opposite of {@link parseSearch}. */
export function stringifySearch(search: Record<string, unknown>): string {
  const entries = Object.entries(search).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value]] : [],
  );
  return entries.length === 0 ? '' : `?${new URLSearchParams(entries).toString()}`;
}
