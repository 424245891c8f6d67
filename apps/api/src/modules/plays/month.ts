/** Months are named `2026-11`, in UTC; their names sort as they follow each other. */
export function monthOf(instant: Date): string {
  return instant.toISOString().slice(0, 7);
}

export function monthStart(month: string): Date {
  return new Date(`${month}-01T00:00:00.000Z`);
}

export function monthAfter(month: string): string {
  const start = monthStart(month);
  start.setUTCMonth(start.getUTCMonth() + 1);
  return monthOf(start);
}
