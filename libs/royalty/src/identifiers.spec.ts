import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { gtinCheckDigit, ipiCheckDigits, iswcCheckDigit, mod11of2, mod37of36 } from './check-characters.ts';
import {
  parseDpid,
  parseGrid,
  parseIcpn,
  parseIpiNameNumber,
  parseIsni,
  parseIsrc,
  parseIsrcPrefix,
  parseIswc,
} from './identifiers.ts';
import type { Parsed } from './result.ts';

type Parse = (text: string) => Parsed<string>;

const valid: readonly (readonly [string, Parse, string, string])[] = [
  ['ISRC', parseIsrc, 'USSM19803037', 'USSM19803037'],
  ['ISRC', parseIsrc, 'us-sm1-98-03037', 'USSM19803037'],
  ['ISRC', parseIsrc, ' ISRC: GB AYC 17 00598 ', 'GBAYC1700598'],
  ['ISRC_PREFIX', parseIsrcPrefix, 'us-sm1', 'USSM1'],
  ['ISRC_PREFIX', parseIsrcPrefix, 'USSM198', 'USSM198'],
  ['ISWC', parseIswc, 'T0345246801', 'T0345246801'],
  ['ISWC', parseIswc, 'T-034.524.680-1', 'T0345246801'],
  ['ISWC', parseIswc, 'T9109247316', 'T9109247316'],
  ['IPI', parseIpiNameNumber, '00000000199', '00000000199'],
  ['IPI', parseIpiNameNumber, '00014107338', '00014107338'],
  ['ISNI', parseIsni, '0000000121032683', '0000000121032683'],
  ['ISNI', parseIsni, 'https://isni.org/isni/000000012146438X', '000000012146438X'],
  ['GRid', parseGrid, 'A1-2425G-ABC1234002-M', 'A12425GABC1234002M'],
  ['ICPN', parseIcpn, '190295810726', '190295810726'],
  ['ICPN', parseIcpn, '0190295810726', '0190295810726'],
  ['ICPN', parseIcpn, '00190295810726', '00190295810726'],
  ['ICPN', parseIcpn, '96385074', '96385074'],
];

describe('identifiers', () => {
  test.each(valid)('%s accepts %#', (_name, parse, text, value) => {
    expect(parse(text)).toEqual({ ok: true, value });
  });

  const checked: readonly (readonly [string, Parse, string])[] = [
    ['IPI', parseIpiNameNumber, '00014107338'],
    ['ISNI', parseIsni, '0000000121032683'],
    ['GRID', parseGrid, 'A12425GABC1234002M'],
    ['ICPN', parseIcpn, '190295810726'],
  ];
  test.each(checked)('%s refuses every single mistyped digit of %#', (name, parse, text) => {
    for (let at = name === 'GRID' ? 2 : 1; at < text.length; at += 1) {
      const character = text[at] ?? '';
      if (!/\d/.test(character)) continue;
      for (const other of '0123456789') {
        if (other === character) continue;
        const answer = parse(text.slice(0, at) + other + text.slice(at + 1));
        expect(answer).toMatchObject({ ok: false, code: `${name}_CHECK` });
      }
    }
  });

  // Modulo 10 with even weights cannot see every mistyped digit of an ISWC; it sees every wrong check digit.
  test.each(['T034524680', 'T910924731'])('only one check digit fits the ISWC %s', (body) => {
    const passed = [...'0123456789'].filter((digit) => parseIswc(body + digit).ok);
    expect(passed).toEqual([body === 'T034524680' ? '1' : '6']);
  });

  const malformed: readonly (readonly [Parse, string, string])[] = [
    [parseIsrc, 'USSM1980303', 'ISRC_FORMAT'],
    [parseIsrc, 'U1SM19803037', 'ISRC_FORMAT'],
    [parseIsrc, 'USSM1980303A', 'ISRC_FORMAT'],
    [parseIsrc, '', 'ISRC_FORMAT'],
    [parseIsrcPrefix, 'USSM', 'ISRC_PREFIX_FORMAT'],
    [parseIsrcPrefix, 'USSM19803037', 'ISRC_PREFIX_FORMAT'],
    [parseIswc, 'T034524680', 'ISWC_FORMAT'],
    [parseIpiNameNumber, '14107338', 'IPI_FORMAT'],
    [parseIsni, '00000001210326X3', 'ISNI_FORMAT'],
    [parseIsni, '0000000121032684', 'ISNI_CHECK'],
    [parseDpid, 'PADPID2014120301U', 'DPID_FORMAT'],
    [parseGrid, 'B12425GABC1234002M', 'GRID_FORMAT'],
    [parseIcpn, '1902958107', 'ICPN_FORMAT'],
  ];
  test.each(malformed)('refuses malformed %#', (parse, text, code) => {
    expect(parse(text)).toMatchObject({ ok: false, code });
  });

  test('a DPID is checked by the same rule as a GRid', () => {
    expect(parseDpid('pa-dpida-2013020802-i')).toEqual({ ok: true, value: 'PADPIDA2013020802I' });
    expect(parseDpid('PADPIDA2011072101T').ok).toBe(true);
    const wrong = [...'0123456789ABCDEFGHJKLMNOPQRSTUVWXYZ'].map((c) => parseDpid(`PADPIDA2013020802${c}`));
    for (const answer of wrong) expect(answer).toMatchObject({ ok: false, code: 'DPID_CHECK' });
  });

  const digits = (length: number) =>
    fc
      .array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length })
      .map((all) => all.join(''));
  const made: readonly (readonly [string, Parse, fc.Arbitrary<string>, (body: string) => string])[] = [
    ['ISWC', parseIswc, digits(9).map((nine) => `T${nine}`), (body) => iswcCheckDigit(body.slice(1))],
    ['IPI', parseIpiNameNumber, digits(9), ipiCheckDigits],
    ['ISNI', parseIsni, digits(15), mod11of2],
    ['DPID', parseDpid, digits(10).map((ten) => `PADPIDA${ten}`), mod37of36],
    ['GRID', parseGrid, digits(15).map((most) => `A1${most}`), mod37of36],
    ['ICPN', parseIcpn, digits(12), gtinCheckDigit],
  ];
  test.each(made)('%s takes what its rule completes and nothing else', (name, parse, bodies, check) => {
    fc.assert(
      fc.property(bodies, fc.integer({ min: 1, max: 9 }), (body, step) => {
        const right = body + check(body);
        expect(parse(right)).toEqual({ ok: true, value: right });
        const last = right.at(-1) ?? '';
        const wrong = right.slice(0, -1) + String((Number.parseInt(last, 36) + step) % 10);
        fc.pre(wrong !== right);
        expect(parse(wrong)).toMatchObject({ ok: false, code: `${name}_CHECK` });
      }),
    );
  });
});
