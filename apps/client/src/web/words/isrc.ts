/** An ISRC as people read it: country, registrant, year, designation. */
export function readableIsrc(isrc: string): string {
  return isrc.replace(/^(.{2})(.{3})(.{2})(.{5})$/, '$1-$2-$3-$4');
}
