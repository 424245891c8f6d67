export type PointerPart = string | number;

/** RFC 6901 §3: `~` and `/` are escaped; the empty path is the whole document. */
export function pointerTo(path: readonly PointerPart[]): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
