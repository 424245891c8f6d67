const DAY = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});
const MOMENT = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});
const MONTH = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' });

const monthStart = (period: string) => new Date(`${period}-01T00:00:00Z`);

/** "15 April 2026", in UTC: periods and statements are dated by it. */
export const dayWords = (instant: string) => DAY.format(new Date(instant));

/** Day and time where the reader is. */
export const momentWords = (instant: string) => MOMENT.format(new Date(instant));

/** Whether an instant is still to come. */
export const isToCome = (instant: string): boolean => Date.parse(instant) > Date.now();

/** "2026-03" as "March 2026". */
export const periodWords = (period: string) => MONTH.format(monthStart(period));

/** "2026-03" as "Mar", for the axis of a chart. */
export const shortPeriodWords = (period: string) => periodWords(period).slice(0, 3);
