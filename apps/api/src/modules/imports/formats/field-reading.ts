import type { Parsed } from '@flipside/royalty';
import type { Problem } from './subject.types.ts';

/** Longest title or name that the catalogue takes, in characters. */
export const MOST_TEXT = 200;
const MOST_QUOTED = 60;

/** What a reason quotes of a file: short, and on one line. */
export const quoted = (text: string): string =>
  `"${text.length > MOST_QUOTED ? `${text.slice(0, MOST_QUOTED)}…` : text}"`;

/** Reads the fields of one subject and gathers everything that is wrong with them. */
export class FieldReading {
  readonly problems: Problem[] = [];

  error(line: number, field: string | null, code: string, reason: string): void {
    this.problems.push({ severity: 'ERROR', line, field, code, reason });
  }

  note(line: number, field: string | null, code: string, reason: string): void {
    this.problems.push({ severity: 'NOTE', line, field, code, reason });
  }

  /** `null` for an empty field, and for one that is refused. */
  parsed<T>(text: string, parse: (text: string) => Parsed<T>, line: number, field: string): T | null {
    if (text === '') return null;
    const result = parse(text);
    if (result.ok) return result.value;
    this.error(line, field, result.code, `${quoted(text)}: ${result.message}`);
    return null;
  }

  /** A title or name; `null` for an empty one. */
  text(text: string, line: number, field: string): string | null {
    const value = text.normalize('NFC').trim();
    if (value === '') return null;
    if (value.length <= MOST_TEXT) return value;
    this.error(line, field, 'TEXT_TOO_LONG', `is longer than ${MOST_TEXT} characters`);
    return null;
  }

  required(text: string, line: number, field: string): string {
    const before = this.problems.length;
    const value = this.text(text, line, field);
    if (value === null && this.problems.length === before)
      this.error(line, field, 'FIELD_MISSING', 'must not be empty');
    return value ?? '';
  }

  /** A calendar date `YYYY-MM-DD`. */
  date(text: string, line: number, field: string): string | null {
    if (text === '') return null;
    if (isDate(text)) return text;
    this.error(line, field, 'DATE_INVALID', `${quoted(text)} is not a date as YYYY-MM-DD`);
    return null;
  }
}

/** A day that the calendar has, from the year 1000 on. */
export function isDate(text: string): boolean {
  if (!/^[1-9]\d{3}-\d{2}-\d{2}$/.test(text)) return false;
  const milliseconds = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(milliseconds) && new Date(milliseconds).toISOString().startsWith(text);
}
