import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { bankText } from './bank-text.ts';

describe('text for banks', () => {
  test.each([
    ['Müller & Söhne GmbH', 'Muller + Sohne GmbH'],
    ['Łukasz Żółć', 'Lukasz Zolc'],
    ['Ærø Straße', 'Aero Strasse'],
    ['Иван Петров', 'Ivan Petrov'],
    ['Ελένη', 'Eleni'],
    ['  //a//b\n<c>//', 'a/b c'],
    ['"x" = 5 % €', 'x 5 EUR'],
    ['名', 'Ming'],
    ['♫', ''],
  ])('%s', (text, expected) => {
    expect(bankText(text, 70)).toBe(expected);
  });

  test('is in the character set and no longer than allowed, whatever comes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 140 }), (text, longest) => {
        const made = bankText(text, longest);
        expect(made.length).toBeLessThanOrEqual(longest);
        expect(made).toMatch(
          /^(?:[a-zA-Z0-9\-?:().,'+](?:[a-zA-Z0-9/\-?:().,'+ ]*[a-zA-Z0-9\-?:().,'+])?)?$/,
        );
        expect(made).not.toContain('//');
        expect(bankText(made, longest)).toBe(made);
      }),
      { numRuns: 2_000 },
    );
  });
});
