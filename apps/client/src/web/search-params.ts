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
