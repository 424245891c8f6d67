import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { cut, wrap } from './fit.ts';
import { isolated, printable } from './printable.ts';
import { runsOf, signsOf, textWidth } from './runs.ts';
import { shape } from './shape.ts';
import { SCRIPTS } from './scripts.fixture.ts';

const facesOf = (text: string) => [...new Set(runsOf(text, 'regular').map(({ face }) => face.name))];
const glyphsOf = (text: string) =>
  runsOf(text, 'regular').flatMap((run) => shape(run).flatMap((one) => one.glyphs));
const measure = (text: string) => textWidth(text, 'regular', 10);
const drawn = (text: string) => runsOf(text, 'regular').map((run) => run.text);

describe('letters', () => {
  test.each(SCRIPTS)('%s has every sign of %s', (face, name) => {
    for (const weight of ['regular', 'bold'] as const) {
      const runs = runsOf(isolated(name), weight);
      expect(runs.map((run) => run.face.name)).toContain(face);
      const glyphs = runs.flatMap((run) => shape(run).flatMap((one) => one.glyphs));
      expect(glyphs.filter(({ id }) => id === 0)).toEqual([]);
      expect(runs.flatMap((run) => Array.from(run.text)).sort()).toEqual(Array.from(printable(name)).sort());
    }
  });

  test('are drawn as in Japan beside kana, and as in China without', () => {
    expect(facesOf('直海')).toEqual(['sc']);
    expect(facesOf('直海のうた')).toEqual(['jp']);
  });

  test('that no face has are romanised, or shown as one that cannot be', () => {
    expect(drawn('ᏣᎳᎩ')).toEqual(['TsaLaGi']);
    expect(drawn('a\uFFFE')).toEqual(['a\uFFFD']);
    expect(printable('\uD800x\u0000\u202Ey\r\n z')).toBe('\uFFFDxy z');
  });

  test('are joined, reordered and marked by the shaper', () => {
    // Lam and alef become one sign; the vowel of कि stands before its letter.
    expect(glyphsOf('لا').map(({ id }) => id)).not.toEqual(
      glyphsOf('ل')
        .concat(glyphsOf('ا'))
        .map(({ id }) => id),
    );
    expect(runsOf('कि', 'regular').flatMap(shape)).toMatchObject([{ text: 'कि', glyphs: [{}, {}] }]);
    expect(glyphsOf('क्षि')).toHaveLength(2);
    expect(signsOf('👩‍👩‍👧‍👦🇩🇪é')).toHaveLength(3);
  });

  test('from the right stand in their order, figures and Latin words in theirs', () => {
    expect(drawn('שלום עולם 12')).toEqual(['12', ' ', 'עולם', ' ', 'שלום']);
    expect(drawn(`${isolated('שלום (Live)')}, ${isolated('ليل ١٢')}`)).toEqual([
      ...['(', 'Live', ') ', 'שלום'],
      ', ',
      ...['١٢', ' ', 'ليل'],
    ]);
  });

  test('whatever is written, every sign is one that its face has', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary', maxLength: 30 }),
          fc
            .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 30 })
            .map((units) => String.fromCharCode(...units)),
        ),
        (text) => {
          for (const words of [text, isolated(text)])
            expect(glyphsOf(words).filter(({ id }) => id === 0)).toEqual([]);
        },
      ),
      { numRuns: 120 },
    );
  });
});

describe('a line', () => {
  test.each(SCRIPTS)('of %s is cut between signs, and fits', (_, name) => {
    const long = `${name} `.repeat(12).trimEnd();
    const made = cut(isolated(long), 120, measure);
    expect(measure(made)).toBeLessThanOrEqual(120);
    const [kept = ''] = made.slice(1).split('…');
    expect(kept.length).toBeGreaterThan(0);
    expect(signsOf(long).slice(0, signsOf(kept).length).join('')).toBe(kept);
    expect(made.endsWith('…\u2069')).toBe(true);
  });

  test('breaks between words of any script, and within one that is longer', () => {
    const words = '夜空中最亮的星 and คำภีร์ที่นี่ then a-very-long-word-of-a-name';
    const made = wrap(words, 60, 20, measure);
    expect(made.length).toBeGreaterThan(4);
    for (const line of made) expect(measure(line)).toBeLessThanOrEqual(60);
    expect(made.join('').replaceAll(/\s/g, '')).toBe(words.replaceAll(/\s/g, ''));
    expect(wrap('W'.repeat(100), 60, 2, measure)).toEqual([
      expect.stringMatching(/^W+$/),
      expect.stringMatching(/^W+…$/),
    ]);
    expect(wrap('', 60, 2, measure)).toEqual([]);
  });
});
