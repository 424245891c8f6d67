import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  facetsOnly,
  filterParts,
  keyFacet,
  listingQuery,
  meantMatch,
  tempoMultirange,
  tempoRanges,
  textAnywhere,
  textAtLeast,
  textTiers,
} from './listing-query.ts';
import type { ListingFilter, TypedWord } from './listing-query.ts';

const all: ListingFilter = {
  licensed: null,
  territory: 'GB',
  stems: [],
  tempo: null,
  key: null,
  partyId: null,
  artist: null,
  label: null,
  releaseId: null,
};
const word = (text: string, known: Partial<TypedWord> = {}): TypedWord => ({
  word: text,
  isWord: true,
  begun: [text],
  ...known,
});

describe('a listing query', () => {
  test('asks for everything when nothing is asked for', () => {
    expect(listingQuery(filterParts(all))).toEqual({ query: `'~*'`, narrow: [] });
    expect(listingQuery(filterParts({ ...all, licensed: false })).query).toMatch(/^'~\*' & !\(/);
  });

  test('asks for the standing of the territory, or for the one everywhere else', () => {
    const parts = filterParts({ ...all, territory: 'FR', licensed: true });
    expect([...parts.values()]).toEqual([`(('~@d.licensed' & !'~x@fr') | ('~@fr.licensed'))`]);
    const others = filterParts({ ...all, territory: 'WW', licensed: false });
    expect([...others.values()]).toEqual([`!((('~@d.licensed' & !'~x@ww') | ('~@ww.licensed')))`]);
  });

  test('is narrowed by names, and by nothing that many recordings have', () => {
    const key = { ...all, licensed: true, key: 'C:maj' };
    expect(listingQuery(filterParts(key)).narrow).toEqual([]);
    const asked = { ...key, artist: 'a0' };
    expect(listingQuery(filterParts(asked), null, asked)).toEqual({
      query: `'~+k0maj' & '~+aa0' & ((!'~+-d' & !'~x@gb') | '~@gb.licensed')`,
      narrow: [`'~+aa0'`],
    });
    const text = { match: `'~wwet'`, narrow: [`'~wwet'`] };
    expect(listingQuery(filterParts({ ...all, label: 'b1' }), text)).toEqual({
      query: `'~wwet' & '~lb1'`,
      narrow: [`'~wwet'`, `'~lb1'`],
    });
  });

  test('of what is licensed names the stems with the licence, and implies one by facets that only licensed ones have', () => {
    const stems = { ...all, licensed: true, stems: ['bass', 'drums'], partyId: 'a-b' };
    expect(listingQuery(filterParts(stems), null, stems)).toEqual({
      query: `'~+pab' & (('~@d.+bass' & '~@d.+drums' & !'~x@gb') | ('~@gb.+bass' & '~@gb.+drums'))`,
      narrow: [`'~+pab'`],
    });
    const asked = { ...all, licensed: true };
    const query = (match: string, narrow: string[]) =>
      listingQuery(filterParts(asked), { match, narrow }, asked).query;
    expect(query(`'^love$' & !('~tx')`, [`'^love$'`])).toBe(
      `'^+love$' & !('~+tx') & ((!'~+-d' & !'~x@gb') | '~@gb.licensed')`,
    );
    // An ISRC alone says nothing of a licence, and is another way to be found.
    const either = `('~wlove' | '~igbx':*)`;
    expect(query(either, [either])).toBe(
      `('~+wlove' | '~igbx':*) & (('~@d.licensed' & !'~x@gb') | ('~@gb.licensed'))`,
    );
    const others = { ...stems, licensed: false };
    expect(listingQuery(filterParts(others), null, others).query).not.toContain('+');
  });

  test('takes enharmonic keys for one', () => {
    expect(keyFacet('C#:min')).toBe(keyFacet('Db:min'));
    expect(keyFacet('B#:maj')).toBe(keyFacet('C:maj'));
    expect(keyFacet('Cb:maj')).toBe(keyFacet('B:maj'));
    const keys = ['C', 'C#', 'D', 'D#', 'E', 'F', 'F#', 'G', 'G#', 'A', 'A#', 'B'].map((key) =>
      keyFacet(`${key}:maj`),
    );
    expect(keys).toEqual(Array.from({ length: 12 }, (_, pitch) => `${pitch}maj`));
  });
});

describe('a tempo', () => {
  test('counts half and double when asked, within what entries may hold', () => {
    expect(tempoRanges({ min: 120, max: 130, anyOctave: false })).toEqual([{ min: 120, max: 130 }]);
    expect(tempoMultirange({ min: 30, max: 220, anyOctave: true })).toBe('{[30,220],[20,110],[60,400]}');
    expect(tempoRanges({ min: 20, max: 30, anyOctave: true })).toEqual([
      { min: 20, max: 30 },
      { min: 40, max: 60 },
    ]);
  });

  test('is covered by its facets without a gap, and by no more than sixty', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 20, max: 400, noNaN: true }),
        fc.double({ min: 0, max: 380, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (min, width, at) => {
          const max = Math.min(400, min + width);
          const bpm = min + (max - min) * at;
          const query = filterParts({ ...all, tempo: { min, max, anyOctave: false } }).get('tempo') ?? '';
          const facets = query.match(/'~[bo]\d+'/g) ?? [];
          const own = [`'~b${Math.floor(bpm)}'`, `'~o${Math.floor(bpm / 8)}'`];
          expect(facets.filter((facet) => own.includes(facet))).toHaveLength(1);
          expect(facets.length).toBeLessThanOrEqual(62);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

describe('a text', () => {
  const unknown = word('wett', { isWord: false, begun: [] });
  const matches = (tiers: ReturnType<typeof textTiers>) => tiers.map((tier) => tier?.match ?? null);

  test('has tiers that exclude each other, each narrowed by its parts', () => {
    const words = [word('wet', { begun: ['wet', 'wetter'] }), word('p', { begun: null })];
    expect(textTiers({ name: 'f0', words, isrc: null })).toEqual([
      { match: `('~tf0' | '~af0')`, narrow: [`('~tf0' | '~af0')`] },
      {
        match: `'~wwet' & '~wp' & !(('~tf0' | '~af0'))`,
        narrow: [`'~wwet'`, `'~wp'`],
        inclusive: `'~wwet' & '~wp'`,
      },
      {
        match: `('~wwet' | '~wwetter') & '~wp':* & !(('~tf0' | '~af0')) & !('~wwet' & '~wp')`,
        narrow: [`('~wwet' | '~wwetter')`, `'~wp':*`],
        inclusive: `('~wwet' | '~wwetter') & '~wp':*`,
      },
    ]);
    const text = { match: `'~wwet' & !('~tf0')`, narrow: [], inclusive: `'~wwet'` };
    expect(listingQuery(filterParts({ ...all, key: 'C:maj' }), text).inclusive).toBe(`'~wwet' & '~k0maj'`);
  });

  test('has no tier of beginnings where nothing else begins so', () => {
    const tiers = textTiers({ name: 'f0', words: [word('wet'), word('paint')], isrc: null });
    expect(matches(tiers)).toEqual([`('~tf0' | '~af0')`, `'~wwet' & '~wpaint' & !(('~tf0' | '~af0'))`, null]);
  });

  test('is not looked for where the catalogue does not have its words', () => {
    expect(textTiers({ name: 'f0', words: [word('a'), unknown], isrc: null })).toEqual([null, null, null]);
    const begun = word('we', { isWord: false, begun: ['wet'] });
    expect(matches(textTiers({ name: 'f0', words: [begun], isrc: null }))).toEqual([null, null, `'~wwet'`]);
    expect(matches(textTiers({ name: 'f0', words: [unknown], isrc: 'gbaaa24' }))).toEqual([
      `'~igbaaa24':*`,
      null,
      null,
    ]);
    expect(matches(textTiers({ name: 'f0', words: [], isrc: null }))).toEqual([`('~tf0' | '~af0')`]);
  });

  test('is found anywhere by its beginnings, its ISRC or, without words, its name', () => {
    const two = [word('wet', { begun: ['wet', 'wets'] }), word('p', { begun: null })];
    expect(textAnywhere({ name: 'f0', words: two, isrc: null })).toEqual({
      match: `(('~wwet' | '~wwets') & '~wp':*)`,
      narrow: [`('~wwet' | '~wwets')`, `'~wp':*`],
    });
    expect(textAnywhere({ name: 'f0', words: [unknown], isrc: null })).toBeNull();
    expect(textAnywhere({ name: 'f0', words: [unknown], isrc: 'gbaaa24' })?.match).toBe(`'~igbaaa24':*`);
    expect(textAnywhere({ name: 'f0', words: [], isrc: null })?.match).toBe(`('~tf0' | '~af0')`);
  });

  test('has beginnings of three to five letters as they are kept, and others where nothing else is left', () => {
    const [kept, short] = [word('wet', { begun: null }), word('p', { begun: null })];
    expect(textAnywhere({ name: 'f0', words: [kept, short], isrc: null })?.match).toBe(`('^wet$' & '~wp':*)`);
    expect(textAtLeast({ name: 'f0', words: [kept, short], isrc: null })).toEqual({
      match: `('^wet$')`,
      narrow: [`'^wet$'`],
    });
    expect(textAtLeast({ name: 'f0', words: [short], isrc: null })).toBeNull();
    expect(textAtLeast({ name: 'f0', words: [kept, unknown], isrc: null })).toBeNull();
    expect(textAtLeast({ name: 'f0', words: [], isrc: null })?.match).toBe(`('~tf0' | '~af0')`);
    expect(facetsOnly(`('^wet$' & '~wp':*) & !('~tf0')`)).toBe(`('wwet':* & 'wp':*) & !('tf0')`);
  });

  test('means its words, what begins so, and what is near; nothing when one of them is like none', () => {
    const near = { ...word('wet', { begun: ['wet', 'wets'] }), near: ['wed'] };
    const nothing = { ...unknown, near: [] };
    expect(meantMatch([near, { ...unknown, near: ['wett'] }])?.match).toBe(
      `(('~wwet' | '~wwets') | '~wwed') & '~wwett'`,
    );
    expect(meantMatch([near, nothing])).toBeNull();
  });

  test('cannot leave its quotation', () => {
    const match = meantMatch([{ ...word(`a' | '~*`, { begun: null }), near: [`b\\'`] }]);
    expect(match?.match).toBe(`('~wa | *':* | '~wb')`);
    expect(meantMatch([{ ...word(`a'$^`, { begun: null }), near: [] }])?.match).toBe(`'^a$'`);
  });
});
