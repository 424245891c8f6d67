import { Temporal as Polyfill } from '@js-temporal/polyfill';

/** An instant as the protocol library takes it: of the polyfill that it uses itself, as Node 24 has none. */
export const toInstant = (date: Date): Temporal.Instant =>
  Polyfill.Instant.fromEpochMilliseconds(date.getTime()) as unknown as Temporal.Instant;

export const toDate = (instant: Temporal.Instant | null, otherwise: Date): Date =>
  instant === null ? otherwise : new Date(instant.epochMilliseconds);
