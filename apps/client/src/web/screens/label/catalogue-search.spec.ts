import { describe, expect, test } from '@jest/globals';
import type { CatalogueFilter } from '../../queries/consent.ts';
import { filterOf, readCatalogueSearch, searchOf } from './catalogue-search.ts';

const PARTY = '0190a000-0000-7000-8000-000000000001';

describe('the address of a catalogue', () => {
  test('keeps every filter of the table', () => {
    const filter: CatalogueFilter = {
      q: 'tin roof',
      optedIn: false,
      clearance: 'CONFLICT',
      side: 'MASTER',
      flipped: true,
      release: PARTY,
    };
    expect(filterOf(readCatalogueSearch(searchOf(PARTY, filter)))).toEqual(filter);
    expect(searchOf(PARTY, {})).toEqual({ party: PARTY });
  });

  test('asks for nothing that it does not understand', () => {
    const search = {
      party: 'abc',
      optedIn: 'maybe',
      clearance: 'x',
      side: '1',
      flipped: '',
      release: '-1',
      q: '  ',
    };
    expect(Object.keys(filterOf(readCatalogueSearch(search)))).toEqual([]);
  });
});
