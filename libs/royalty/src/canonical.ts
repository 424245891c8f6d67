/** What canonical text is made of. Numbers are safe integers; anything finer is a string. */
export type Canonical =
  string | number | boolean | null | readonly Canonical[] | { readonly [key: string]: Canonical };

/**
 * JSON in the one form of RFC 8785 (members sorted by UTF-16 code unit, no white space) for values without
 * fractions, so that equal values are equal bytes and equal hashes.
 * @throws RangeError on a number that is not a safe integer.
 */
export function canonicalText(value: Canonical): string {
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new RangeError(`${value} is not a safe integer`);
    return String(Object.is(value, -0) ? 0 : value);
  }
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (isList(value)) return `[${value.map(canonicalText).join(',')}]`;
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonicalText(member)}`).join(',')}}`;
}

const isList = (value: Canonical): value is readonly Canonical[] => Array.isArray(value);
