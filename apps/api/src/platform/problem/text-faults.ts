/** A fault of a value wherever it stands, in the shape of an issue of the Standard Schema specification. */
export interface TextFault {
  readonly message: string;
  readonly path: readonly string[];
}

/** Deeper than any document that is taken here, and far from the end of the call stack. */
const MOST_LEVELS = 64;
const MOST_FAULTS = 50;
const TOO_DEEP = `is nested deeper than ${MOST_LEVELS} levels`;

/** A container on the way down; the path is put together only for a fault. */
interface Place {
  readonly parent: Place | null;
  readonly key: string;
  readonly level: number;
  readonly value: object;
}

/**
 * What no field of any request takes, whatever its schema: U+0000, which PostgreSQL keeps neither in `text` nor in
 * `jsonb`, and lone surrogates, which have no UTF-8 form (RFC 3629 §3) and so would come back as something else.
 */
export function textFaults(value: unknown): TextFault[] {
  if (typeof value === 'string') return faultOf(value).map((message) => ({ message, path: [] }));
  if (typeof value !== 'object' || value === null) return [];
  const faults: TextFault[] = [];
  const places: Place[] = [{ parent: null, key: '', level: 1, value }];
  for (let place = places.pop(); place !== undefined; place = places.pop()) {
    if (place.level > MOST_LEVELS) faults.push({ message: TOO_DEEP, path: pathOf(place) });
    else look(place, places, faults);
    if (faults.length >= MOST_FAULTS) break;
  }
  return faults;
}

function look(place: Place, places: Place[], faults: TextFault[]): void {
  const isArray = Array.isArray(place.value);
  for (const [key, value] of Object.entries(place.value) as [string, unknown][]) {
    if (!isArray)
      for (const fault of faultOf(key))
        faults.push({ message: `has a field whose name ${fault}`, path: pathOf(place) });
    if (typeof value === 'string')
      for (const message of faultOf(value)) faults.push({ message, path: [...pathOf(place), key] });
    if (typeof value === 'object' && value !== null)
      places.push({ parent: place, key, level: place.level + 1, value });
  }
}

function faultOf(text: string): string[] {
  if (text.includes('\u0000')) return ['contains the character U+0000, which cannot be kept'];
  return /\p{Cs}/u.test(text) ? ['contains half a character (a lone surrogate), which cannot be kept'] : [];
}

function pathOf(place: Place): string[] {
  const path: string[] = [];
  for (let at = place; at.parent !== null; at = at.parent) path.unshift(at.key);
  return path;
}
