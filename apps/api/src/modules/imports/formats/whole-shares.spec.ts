import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { contains, TERRITORIES } from '@flipside/royalty';
import type { TerritorySet } from '@flipside/royalty';
import type { MentionedShare } from './subject.types.ts';
import { TOLERANCE_PPM, wholeShares } from './whole-shares.ts';

const WORLD = { include: ['WW'], exclude: [] } as unknown as TerritorySet;
const set = (include: string[], exclude: string[] = []) => ({ include, exclude }) as unknown as TerritorySet;
const share = (
  name: string,
  ppm: number,
  territories = WORLD,
  dates: Partial<MentionedShare> = {},
): MentionedShare => ({
  party: { name, ipiNameNumber: null, isni: null, dpid: null, ref: null },
  role: 'PUBLISHER',
  ppm,
  territories,
  validFrom: null,
  validTo: null,
  ...dates,
});
const sumIn = (shares: readonly MentionedShare[], country: (typeof TERRITORIES)[number]) =>
  shares.filter(({ territories }) => contains(territories, country)).reduce((sum, { ppm }) => sum + ppm, 0);
const brief = (shares: readonly MentionedShare[]) =>
  shares.map(({ party, ppm, territories }) => [
    party.name,
    ppm,
    territories.include.join(),
    territories.exclude.join(),
  ]);

describe('wholeShares', () => {
  test('leaves what is whole as it is', () => {
    const shares = [share('A', 600_000), share('B', 400_000)];
    expect(wholeShares(shares, 'REFUSED')).toEqual({ ok: true, shares });
  });

  test.each([
    [1_000_000 + TOLERANCE_PPM, true],
    [1_000_000 + TOLERANCE_PPM + 1, false],
    [1_000_000 - TOLERANCE_PPM, true],
    [1_000_000 - TOLERANCE_PPM - 1, false],
  ])('a sum of %d ppm: %s', (ppm, ok) => {
    expect(wholeShares([share('A', ppm - 1), share('B', 1)], 'REFUSED').ok).toBe(ok);
  });

  test('says where the sum is wrong', () => {
    const result = wholeShares(
      [share('A', 1_000_000, set(['WW'], ['US'])), share('B', 900_000, set(['US']))],
      'REFUSED',
    );
    expect(result).toEqual({ ok: false, over: false, reason: expect.stringContaining('90 % in US') });
    expect(wholeShares([share('A', 500_000)], 'UNCLAIMED')).toMatchObject({
      ok: true,
      shares: [{ ppm: 500_000 }],
    });
    expect(wholeShares([share('A', 700_000), share('B', 700_000)], 'UNCLAIMED')).toMatchObject({
      ok: false,
      over: true,
    });
  });

  test('rounds country by country, and splits a share whose part differs', () => {
    const result = wholeShares(
      [share('A', 333_300), share('B', 666_600, set(['WW'], ['US'])), share('C', 666_700, set(['US']))],
      'REFUSED',
    );
    expect(result.ok && brief(result.shares).toSorted()).toEqual([
      ['A', 333_300, 'US', ''],
      ['A', 333_333, 'WW', 'US'],
      ['B', 666_667, 'WW', 'US'],
      ['C', 666_700, 'US', ''],
    ]);
  });

  test('shares with dates must be exact at every moment', () => {
    const [before, after] = [{ validTo: new Date('2025-01-01') }, { validFrom: new Date('2025-01-01') }];
    const exact = [
      share('A', 500_000),
      share('B', 500_000, WORLD, before),
      share('C', 500_000, WORLD, after),
    ];
    expect(wholeShares(exact, 'REFUSED')).toEqual({ ok: true, shares: exact });
    expect(
      wholeShares(
        [share('A', 500_000), share('B', 499_999, WORLD, before), share('C', 500_000, WORLD, after)],
        'REFUSED',
      ).ok,
    ).toBe(false);
    expect(wholeShares([share('A', 500_000), share('C', 500_000, WORLD, after)], 'REFUSED').ok).toBe(false);
  });

  test('whatever it accepts is exactly whole wherever anybody holds anything, and moves no share by more than the tolerance', () => {
    const territories = fc.constantFrom(
      WORLD,
      set(['WW'], ['US', 'DE']),
      set(['US']),
      set(['DE']),
      set(['US', 'DE']),
      set(['FR']),
    );
    const part = fc.record({ weight: fc.integer({ min: 1, max: 50 }), territories });
    fc.assert(
      fc.property(
        fc.array(part, { minLength: 1, maxLength: 8 }),
        fc.integer({ min: -600, max: 600 }),
        (parts, error) => {
          // Parts that are whole per set, but for an error, so that many inputs are accepted.
          const shares = parts.map(({ weight, territories: at }, index) => {
            const total = parts
              .filter((one) => one.territories === at)
              .reduce((sum, one) => sum + one.weight, 0);
            return share(`P${index}`, Math.floor((weight * (1_000_000 + error)) / total), at);
          });
          const result = wholeShares(shares, 'REFUSED');
          if (!result.ok) return;
          for (const country of TERRITORIES) {
            const sum = sumIn(result.shares, country);
            expect(sum === 0 || sum === 1_000_000).toBe(true);
            expect(sum === 0).toBe(sumIn(shares, country) === 0);
          }
          for (const { party, ppm } of result.shares) {
            const asked = shares.find((one) => one.party.name === party.name)!;
            expect(Math.abs(ppm - asked.ppm)).toBeLessThanOrEqual(TOLERANCE_PPM + shares.length);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});
