/** Deeper than any activity is; JSON-LD expansion of deeper ones would only cost. */
const MOST_DEPTH = 24;
const MOST_VALUES = 20_000;

/** Thrown for what is not looked at further. */
export class RefusedDocument extends Error {}

/**
 * Reads JSON that somebody else wrote, bounded in depth and number of values.
 * @throws {RefusedDocument} for what is no JSON object, too deep or too much.
 */
export function parseBounded(text: string): Record<string, unknown> {
  checkDepth(text);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new RefusedDocument('It is not JSON.');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new RefusedDocument('It is no JSON object.');
  return value as Record<string, unknown>;
}

/** Before anything is built of it: counts brackets outside strings, and separators. */
function checkDepth(text: string): void {
  let [depth, values, inString] = [0, 0, false];
  for (let index = 0; index < text.length; index += 1) {
    const char = text.charCodeAt(index);
    if (inString) {
      if (char === 0x5c) index += 1;
      else if (char === 0x22) inString = false;
    } else if (char === 0x22) inString = true;
    else if (char === 0x7b || char === 0x5b) {
      depth += 1;
      if (depth > MOST_DEPTH) throw new RefusedDocument(`It is nested deeper than ${MOST_DEPTH}.`);
    } else if (char === 0x7d || char === 0x5d) depth -= 1;
    else if (char === 0x2c) {
      values += 1;
      if (values > MOST_VALUES) throw new RefusedDocument(`It holds more than ${MOST_VALUES} values.`);
    }
  }
}
