import { describe, expect, test } from '@jest/globals';
import { CURRENCIES, minorUnitDigits, parseCurrency } from './currency.ts';
import { parseMicroUnits, parsePpm } from './quantity.ts';
import {
  TERRITORIES,
  WORLDWIDE,
  contains,
  intersect,
  isNowhere,
  parseTerritory,
  parseTerritorySet,
  subtract,
} from './territory.ts';
import type { Territory, TerritorySet } from './territory.ts';

const set = (include: string[], exclude: string[] = []): TerritorySet => {
  const parsed = parseTerritorySet({ include, exclude });
  if (!parsed.ok) throw new Error(parsed.message);
  return parsed.value;
};
const [fr, de, us] = ['FR', 'DE', 'US'] as [Territory, Territory, Territory];

describe('territories', () => {
  test('the list is the 249 codes of ISO 3166-1, each once', () => {
    expect(new Set(TERRITORIES).size).toBe(249);
    expect(TERRITORIES).toHaveLength(249);
    expect([...TERRITORIES].sort()).toEqual(TERRITORIES);
  });

  test('parsing', () => {
    expect(parseTerritory(' fr ')).toEqual({ ok: true, value: 'FR' });
    for (const text of ['XX', 'WW', 'UK', 'FRA', '']) expect(parseTerritory(text).ok).toBe(false);
    expect(parseTerritorySet({ include: ['WW'], exclude: ['ZZ'] }).ok).toBe(false);
  });

  test('containment', () => {
    expect(contains(WORLDWIDE, 'WW')).toBe(true);
    expect(contains(set(['WW'], ['FR']), fr)).toBe(false);
    expect(contains(set(['WW'], ['FR']), de)).toBe(true);
    expect(contains(set(['WW'], ['FR']), 'WW')).toBe(false);
    expect(contains(set(['FR', 'DE'], ['DE']), de)).toBe(false);
    expect(contains(set([...TERRITORIES]), 'WW')).toBe(true);
    expect(contains(set(TERRITORIES.slice(1)), 'WW')).toBe(false);
  });

  test.each([
    [set(['WW'], ['FR']), set(['WW'], ['DE'])],
    [set(['WW'], ['FR']), set(['FR', 'DE'])],
    [set(['FR', 'US']), set(['US', 'DE'])],
    [set(['FR']), set(['DE'])],
  ])('an intersection holds what both hold %#', (a, b) => {
    const both = intersect(a, b);
    for (const country of TERRITORIES)
      expect(contains(both, country)).toBe(contains(a, country) && contains(b, country));
  });

  test.each([
    [set(['WW']), set(['FR'])],
    [set(['WW'], ['US']), set(['FR', 'US'], ['FR'])],
    [set(['WW']), set(['WW'], ['DE'])],
    [set(['FR', 'US']), set(['WW'], ['FR'])],
    [set(['FR']), set(['WW'])],
  ])('a difference holds what only the first holds %#', (a, b) => {
    const left = subtract(a, b);
    for (const country of TERRITORIES)
      expect(contains(left, country)).toBe(contains(a, country) && !contains(b, country));
  });

  test('nowhere', () => {
    expect(isNowhere(intersect(set(['FR']), set(['DE'])))).toBe(true);
    expect(isNowhere(set(['US']))).toBe(false);
    expect(contains(set(['US']), us)).toBe(true);
  });
});

describe('currencies and quantities', () => {
  test('minor units', () => {
    const digits = (text: string) => {
      const parsed = parseCurrency(text);
      return parsed.ok ? minorUnitDigits(parsed.value) : parsed.code;
    };
    expect(['eur', 'JPY', 'KWD', 'XXX'].map(digits)).toEqual([2, 0, 3, 'CURRENCY_UNKNOWN']);
    expect(new Set(CURRENCIES).size).toBe(CURRENCIES.length);
  });

  test('amounts and ppm are read from whole decimal digits alone', () => {
    expect(parseMicroUnits('-2850')).toEqual({ ok: true, value: -2850n });
    for (const text of ['1.5', '', '-0', '007', '1e3', ' 1']) expect(parseMicroUnits(text).ok).toBe(false);
    expect(parsePpm('1000000')).toEqual({ ok: true, value: 1_000_000n });
    for (const text of ['1000001', '-1', '0.5', '']) expect(parsePpm(text).ok).toBe(false);
  });
});
