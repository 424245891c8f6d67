import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isSepaAccount, maskAccount, parseBic, parseIban } from './bank-account.ts';

/** The examples of the IBAN registry (release 99). */
const EXAMPLES = [
  'DE89 3704 0044 0532 0130 00',
  'GB29NWBK60161331926819',
  'FR14 2004 1010 0505 0001 3M02 606',
  'NL91-ABNA-0417-1643-00',
  'mt84malt011000012345mtlcast001s',
  'NO9386011117947',
];
const good = (text: string) => {
  const parsed = parseIban(text);
  if (!parsed.ok) throw new Error(parsed.message);
  return parsed.value;
};

describe('an IBAN', () => {
  test.each(EXAMPLES)('%s is read', (text) => {
    expect(parseIban(text)).toEqual({ ok: true, value: text.replaceAll(/[\s-]/g, '').toUpperCase() });
  });

  test.each([
    ['', 'IBAN_FORMAT'],
    ['12345678', 'IBAN_FORMAT'],
    ['DE89 3704 0044 0532 0130 01', 'IBAN_CHECK'],
    ['DE98 3704 0044 0532 0130 00', 'IBAN_CHECK'],
    // The digits match, but Germany’s have 22 characters and a country XX has none.
    ['DE41370400440532013', 'IBAN_FORMAT'],
    ['XX04NWBK60161331926819', 'IBAN_FORMAT'],
    ['ÄÖ89370400440532013000', 'IBAN_FORMAT'],
  ])('"%s" is refused', (text, code) => {
    expect(parseIban(text)).toMatchObject({ ok: false, code });
  });

  test('one mistyped digit, or two digits that changed places, are always found', () => {
    const iban = 'DE89370400440532013000';
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 21 }), fc.integer({ min: 1, max: 9 }), (at, by) => {
        const digit = (Number(iban[at]) + by) % 10;
        expect(parseIban(iban.slice(0, at) + String(digit) + iban.slice(at + 1)).ok).toBe(false);
      }),
    );
    for (let at = 2; at < 21; at += 1) {
      const swapped = iban.slice(0, at) + iban.charAt(at + 1) + iban.charAt(at) + iban.slice(at + 2);
      if (swapped !== iban) expect(parseIban(swapped).ok).toBe(false);
    }
  });

  test('says whether SEPA reaches it', () => {
    expect(isSepaAccount(good('GB29NWBK60161331926819'))).toBe(true);
    expect(isSepaAccount(good('NO9386011117947'))).toBe(true);
    expect(isSepaAccount(good('TR330006100519786457841326'))).toBe(false);
  });
});

test('a BIC has eight or eleven characters', () => {
  expect(parseBic(' cobadeff xxx')).toEqual({ ok: true, value: 'COBADEFFXXX' });
  expect(parseBic('COBADEFF').ok).toBe(true);
  for (const text of ['COBADEF', 'COBADEFFX', '', '1OBADEFF', 'COBA1EFF'])
    expect(parseBic(text)).toMatchObject({ code: 'BIC_FORMAT' });
});

test('an account is shown again by its ends alone', () => {
  expect(maskAccount('DE89370400440532013000', true)).toBe('DE89 •••• 3000');
  expect(maskAccount('12-3456-7890', false)).toBe('•••• 7890');
  expect(maskAccount('12345', false)).toBe('•••• 45');
});
