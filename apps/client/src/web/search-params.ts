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

/** An accounting month, such as 2026-11. */
export const month = (value: unknown): string | undefined =>
  typeof value === 'string' && /^\d{4}-(0[1-9]|1[0-2])$/.test(value) ? value : undefined;
