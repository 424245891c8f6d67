import { describe, expect, test } from '@jest/globals';
import { activeFilters, cleared, filterOf, readTracksSearch, withSearch } from './tracks-search.ts';

const PARTY = '0190a000-0000-7000-8000-000000000001';

describe('the address of a list of tracks', () => {
  test('keeps what it understands and drops the rest', () => {
    expect(
      readTracksSearch({
        q: '  wet pavement ',
        territory: 'FR',
        stems: 'vocals,kazoo,drums',
        bpmMin: '119.50',
        bpmMax: '9999',
        key: 'H:maj',
        party: PARTY,
        release: 'x',
        artist: '',
        elsewhere: 'y',
      }),
    ).toEqual({ q: 'wet pavement', territory: 'FR', stems: 'drums,vocals', bpmMin: '119.5', party: PARTY });
    expect(readTracksSearch({})).toEqual({});
  });

  test('reads itself back after any change', () => {
    const search = readTracksSearch({ q: '1999', stems: 'bass', octave: '1', all: 'true', key: 'C#:min' });
    expect(readTracksSearch({ ...search })).toEqual(search);
    expect(withSearch(search, { stems: undefined, label: 'Low Lamp' })).toEqual({
      q: '1999',
      octave: '1',
      all: '1',
      key: 'C#:min',
      label: 'Low Lamp',
    });
  });

  test('is asked of the API as it is meant', () => {
    expect(filterOf({})).toEqual({ text: '', licensedOnly: true });
    expect(filterOf({ q: 'x', all: '1', bpmMin: '130', bpmMax: '120', octave: '1', stems: 'bass' })).toEqual({
      text: 'x',
      licensedOnly: false,
      bpmMin: 120,
      bpmMax: 130,
      anyOctave: 'true',
      stems: 'bass',
    });
    expect(filterOf({ bpmMax: '90' })).toEqual({ text: '', licensedOnly: true, bpmMax: 90 });
    expect(filterOf({ octave: '1' })).toEqual({ text: '', licensedOnly: true });
  });

  test('tells in words what narrows the list, each with the way back', () => {
    const search = readTracksSearch({
      q: 'x',
      stems: 'drums,vocals',
      bpmMin: '118',
      bpmMax: '122',
      octave: '1',
      key: 'Eb:min',
      party: PARTY,
      territory: 'DE',
    });
    const filters = activeFilters(search, { party: 'North Label', release: undefined });
    expect(filters.map(({ words }) => words)).toEqual([
      'drums and vocals allowed',
      '118 to 122 BPM, half and double too',
      'E♭ minor',
      'with North Label',
    ]);
    expect(filters[1]?.without).toEqual({
      q: 'x',
      stems: 'drums,vocals',
      key: 'Eb:min',
      party: PARTY,
      territory: 'DE',
    });
    expect(cleared(search)).toEqual({ territory: 'DE' });
  });
});
