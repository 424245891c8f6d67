import type { Brand } from './brand.ts';
import { gtinCheckDigit, ipiCheckDigits, iswcCheckDigit, mod11of2, mod37of36 } from './check-characters.ts';
import { accepted, refused } from './result.ts';
import type { Parsed } from './result.ts';

/** Recording, ISO 3901: twelve characters, no check digit; the prefix says nothing about the country. */
export type Isrc = Brand<string, 'Isrc'>;
/** The beginning that a registrant's ISRCs share: two letters, three letters or digits, up to six digits more. */
export type IsrcPrefix = Brand<string, 'IsrcPrefix'>;
/** Work, ISO 15707, as `T` and ten digits. */
export type Iswc = Brand<string, 'Iswc'>;
/** Name of an interested party, eleven digits. */
export type IpiNameNumber = Brand<string, 'IpiNameNumber'>;
/** Public identity, ISO 27729: sixteen characters. */
export type Isni = Brand<string, 'Isni'>;
/** DDEX party, `PADPIDA` and eleven characters. */
export type Dpid = Brand<string, 'Dpid'>;
/** Release, `A1` and sixteen characters. */
export type Grid = Brand<string, 'Grid'>;
/** Product code of a release: a GTIN of 8, 12, 13 or 14 digits. */
export type Icpn = Brand<string, 'Icpn'>;

const compact = (text: string): string => text.replace(/[\s\-.‐‑–]/gu, '').toUpperCase();

interface Rule<Name extends string> {
  readonly name: Name;
  /** A label that people write in front, such as `ISRC:`. */
  readonly label: RegExp;
  readonly shape: RegExp;
  readonly expects: string;
  /** What must follow the body. */
  readonly check?: (body: string) => string;
  /** How many characters that is, if not one. */
  readonly checkLength?: number;
}

function parseBy<T, Name extends string>(
  text: string,
  rule: Rule<Name>,
): Parsed<T, `${Name}_FORMAT` | `${Name}_CHECK`> {
  const value = compact(text.trim().replace(rule.label, ''));
  if (!rule.shape.test(value)) return refused(`${rule.name}_FORMAT`, rule.expects);
  if (rule.check !== undefined) {
    const body = value.slice(0, -(rule.checkLength ?? 1));
    if (value !== body + rule.check(body))
      return refused(
        `${rule.name}_CHECK`,
        `The check characters of this ${rule.name} do not match: one is mistyped.`,
      );
  }
  return accepted(value as T);
}

/** Reads an ISRC in any usual spelling (`US-SM1-98-03037`, lower case, spaces) into its twelve characters. */
export const parseIsrc = (text: string): Parsed<Isrc, 'ISRC_FORMAT' | 'ISRC_CHECK'> =>
  parseBy(text, {
    name: 'ISRC',
    label: /^ISRC[\s:]+/iu,
    shape: /^[A-Z]{2}[A-Z0-9]{3}\d{7}$/,
    expects: 'An ISRC is two letters, three letters or digits, and seven digits.',
  });

/** Reads the beginning of ISRCs, at least country and registrant: `US-SM1`, `USSM198`. */
export const parseIsrcPrefix = (
  text: string,
): Parsed<IsrcPrefix, 'ISRC_PREFIX_FORMAT' | 'ISRC_PREFIX_CHECK'> =>
  parseBy(text, {
    name: 'ISRC_PREFIX',
    label: /^ISRC[\s:]+/iu,
    shape: /^[A-Z]{2}[A-Z0-9]{3}\d{0,6}$/,
    expects: 'An ISRC prefix is two letters, three letters or digits, and at most six digits.',
  });

/** Reads an ISWC (`T-034.524.680-1`, `T0345246801`) and checks it. */
export const parseIswc = (text: string): Parsed<Iswc, 'ISWC_FORMAT' | 'ISWC_CHECK'> =>
  parseBy(text, {
    name: 'ISWC',
    label: /^ISWC[\s:]+/iu,
    shape: /^T\d{10}$/,
    expects: 'An ISWC is the letter T and ten digits.',
    check: (body) => iswcCheckDigit(body.slice(1)),
  });

/** Reads an IPI name number of eleven digits and checks it. */
export const parseIpiNameNumber = (text: string): Parsed<IpiNameNumber, 'IPI_FORMAT' | 'IPI_CHECK'> =>
  parseBy(text, {
    name: 'IPI',
    label: /^IPI[\s:]+/iu,
    shape: /^\d{11}$/,
    expects: 'An IPI name number is eleven digits.',
    check: ipiCheckDigits,
    checkLength: 2,
  });

/** Reads an ISNI, with or without spaces or the address in front, and checks it. */
export const parseIsni = (text: string): Parsed<Isni, 'ISNI_FORMAT' | 'ISNI_CHECK'> =>
  parseBy(text, {
    name: 'ISNI',
    label: /^(https?:\/\/(www\.)?isni\.org\/(isni\/)?|ISNI[\s:]+)/iu,
    shape: /^\d{15}[\dX]$/,
    expects: 'An ISNI is fifteen digits and a digit or X.',
    check: mod11of2,
  });

/** Reads a DDEX party identifier and checks it. */
export const parseDpid = (text: string): Parsed<Dpid, 'DPID_FORMAT' | 'DPID_CHECK'> =>
  parseBy(text, {
    name: 'DPID',
    label: /^DPID[\s:]+/iu,
    shape: /^PADPIDA[A-Z0-9]{11}$/,
    expects: 'A DPID is PADPIDA followed by eleven letters or digits.',
    check: mod37of36,
  });

/** Reads a GRid and checks it. */
export const parseGrid = (text: string): Parsed<Grid, 'GRID_FORMAT' | 'GRID_CHECK'> =>
  parseBy(text, {
    name: 'GRID',
    label: /^GRID[\s:]+/iu,
    shape: /^A1[A-Z0-9]{16}$/,
    expects: 'A GRid is A1 followed by sixteen letters or digits.',
    check: mod37of36,
  });

/** Reads a UPC, EAN or GTIN of 8, 12, 13 or 14 digits and checks it. Leading zeros are kept. */
export const parseIcpn = (text: string): Parsed<Icpn, 'ICPN_FORMAT' | 'ICPN_CHECK'> =>
  parseBy(text, {
    name: 'ICPN',
    label: /^(UPC|EAN|ICPN|GTIN)[\s:]+/iu,
    shape: /^(\d{8}|\d{12,14})$/,
    expects: 'A product code is 8, 12, 13 or 14 digits.',
    check: gtinCheckDigit,
  });
