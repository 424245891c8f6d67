/** An ISRC as people read it: country, registrant, year, designation. */
export function readableIsrc(isrc: string): string {
  return isrc.replace(/^(.{2})(.{3})(.{2})(.{5})$/, '$1-$2-$3-$4');
}

/** An ISRC as it may be typed, with or without hyphens; `null` while it is none. */
export function isrcOf(text: string): string | null {
  const compact = text.replaceAll(/[\s-]/g, '').toUpperCase();
  return /^[A-Z]{2}[A-Z0-9]{3}\d{7}$/.test(compact) ? compact : null;
}
