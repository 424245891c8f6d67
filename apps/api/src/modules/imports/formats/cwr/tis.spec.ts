import { describe, expect, test } from '@jest/globals';
import { TERRITORIES } from '@flipside/royalty';
import { tisTerritory } from './tis.ts';

const codes = (text: string) => {
  const territory = tisTerritory(text);
  return territory === 'WORLD' || territory === null ? territory : [...territory].toSorted();
};

describe('territories of CWR', () => {
  test('countries by number, with the areas they govern', () => {
    expect(codes('0056')).toEqual(['BE']);
    expect(codes('840')).toEqual(['AS', 'GU', 'MP', 'UM', 'US', 'VI']);
    expect(codes('0250')).toContain('GP');
  });

  test('groups', () => {
    expect(codes('2136')).toBe('WORLD');
    expect(codes('2110')).toEqual(['AW', 'BE', 'BQ', 'CW', 'LU', 'NL', 'SX']);
    expect(codes('2124')).toEqual(['AT', 'CH', 'DE']);
    expect(codes('2120')).toEqual(expect.arrayContaining(['GB', 'IE', 'IS', 'MT', 'CY', 'FR', 'RU']));
    expect(codes('2123')).not.toContain('GB');
  });

  test.each(['9999', '', 'US', '2129', '0200', '12345'])('%j is not known', (text) => {
    expect(tisTerritory(text)).toBeNull();
  });

  test('the continents hold every country once, but for Antarctica and Palestine', () => {
    const continents = ['2100', '2101', '2106', '2120', '2130'].map((code) => codes(code) as string[]);
    const all = continents.flat();
    expect(new Set(all).size).toBe(all.length);
    expect(TERRITORIES.filter((country) => !all.includes(country))).toEqual(['AQ', 'PS']);
  });
});
