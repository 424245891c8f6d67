import { describe, expect, test } from '@jest/globals';
import { credits, type CreditCatalogue } from './credits.ts';
import { creditsAsJsonLd } from './credits.json-ld.ts';
import { creditsAsText } from './credits.text.ts';
import { diff } from './diff.ts';
import { recipeHash, recipeLink, type RecipeHash } from './hash.ts';
import { lineage } from './lineage.ts';
import { exampleClip, exampleRecipe, exampleSource, fullRecipe, someHash } from './recipe.spec-support.ts';
import type { Recipe } from './schema.ts';

const catalogue: CreditCatalogue = {
  remixer: { name: 'Ines <& "Co">' },
  recording: (isrc) =>
    isrc === 'GBAAA2400001'
      ? {
          isrc,
          title: 'Midnight',
          mainArtists: ['The Artist'],
          holders: ['Label Ltd'],
          contributors: [{ name: 'Pia Producer', role: 'Producer' }],
          works: [
            {
              iswc: 'T0345246801',
              title: 'Midnight',
              writers: [
                { name: 'Wanda Writer', role: 'Composer' },
                { name: 'Leo', role: 'Lyricist' },
              ],
              publishers: ['Pub House'],
            },
          ],
        }
      : null,
  parent: () => ({ title: 'Older Remix', remixer: 'Otto' }),
};
const recipe = exampleRecipe({
  sources: [exampleSource(0), exampleSource(1)],
  tracks: [
    { id: 't1', name: 'T', clips: [exampleClip({ at: 4 }), exampleClip({ source: 's2', mute: true })] },
  ],
  provenance: { parents: [recipeLink(someHash('a'))], supersedes: null },
});

describe('credits', () => {
  const given = credits(recipe, catalogue);

  test('name both sides, the remixer and the parent, and are frozen', () => {
    expect(given.lines.map(({ side, role, name }) => `${side} ${role} ${name}`)).toEqual([
      'remix Remixer Ines <& "Co">',
      'remix ParentRemixer Otto',
      'recording MainArtist The Artist',
      'recording Producer Pia Producer',
      'recording RightsHolder Label Ltd',
      'recording MainArtist The Artist',
      'composition Composer Wanda Writer',
      'composition Lyricist Leo',
      'composition MusicPublisher Pub House',
    ]);
    expect(given.sources[0]).toMatchObject({ known: true, usedMs: 8000, intervals: [[2000, 10_000]] });
    expect(given.sources[1]).toMatchObject({ known: false, usedMs: 0, recording: { title: 'Recording 2' } });
    expect(Object.isFrozen(given.sources[0]?.recording.works[0]?.writers)).toBe(true);
    expect(JSON.parse(JSON.stringify(given))).toEqual(given);
  });

  test('read as text', () => {
    expect(creditsAsText(given)).toBe(
      [
        'Midnight (Late Train Remix) (0:10)',
        'Remixed by Ines <& "Co">',
        'Builds on Older Remix by Otto',
        '',
        'Contains',
        'The Artist – Midnight [GBAAA2400001] (vocals, 0:08)',
        '  Producer: Pia Producer',
        '  Recording rights: Label Ltd',
        '  Work: Midnight [T0345246801]',
        '    Written by Wanda Writer (Composer), Leo (Lyricist)',
        '    Published by Pub House',
        'The Artist – Recording 2 [GBAAA2400002] (not heard)',
        '',
      ].join('\n'),
    );
  });

  test('become schema.org JSON-LD', () => {
    expect(creditsAsJsonLd(given)).toMatchObject({
      '@type': 'MusicRecording',
      identifier: recipeLink(recipeHash(recipe)),
      duration: 'PT10S',
      isBasedOn: [
        {
          isrcCode: 'GBAAA2400001',
          recordingOf: [
            { iswcCode: 'T0345246801', composer: [{ name: 'Wanda Writer' }], lyricist: [{ name: 'Leo' }] },
          ],
        },
        { isrcCode: 'GBAAA2400002' },
        { name: 'Older Remix', identifier: recipeLink(someHash('a')) },
      ],
    });
  });
});

describe('lineage', () => {
  const child = (...parents: RecipeHash[]): Recipe =>
    exampleRecipe({
      title: parents.join(),
      provenance: { parents: parents.map(recipeLink), supersedes: null },
    });
  const store = (...recipes: Recipe[]) => {
    const byHash = new Map(recipes.map((known) => [recipeHash(known), known]));
    return (hash: RecipeHash) => Promise.resolve(byHash.get(hash) ?? null);
  };

  test('gives the tree and the sources that came through it', async () => {
    const old = exampleRecipe({
      sources: [exampleSource(6)],
      tracks: [{ id: 't', name: 'T', clips: [exampleClip({ source: 's7' })] }],
    });
    const middle = child(recipeHash(old));
    const root = child(recipeHash(middle), recipeHash(old), someHash('f'));
    const result = await lineage(root, store(old, middle));
    if (!result.ok) throw new Error(result.code);
    expect(result.tree.parents.map((node) => [node.hash, node.recipe !== null])).toEqual([
      [recipeHash(middle), true],
      [recipeHash(old), true],
      [someHash('f'), false],
    ]);
    expect(result.tree.parents[0]?.parents[0]).toBe(result.tree.parents[1]);
    expect(result.sources.map(({ isrc, own, through }) => [isrc, own, through])).toEqual([
      ['GBAAA2400001', true, [recipeHash(middle)]],
      ['GBAAA2400007', false, [recipeHash(old)]],
    ]);
  });

  test('refuses cycles, foreign recipes, deep and large trees', async () => {
    const loop = child(someHash('b'));
    expect(await lineage(child(someHash('b')), () => loop)).toEqual({
      ok: false,
      code: 'CYCLE',
      hash: someHash('b'),
    });
    expect(await lineage(child(someHash('b')), () => exampleRecipe())).toMatchObject({
      code: 'HASH_MISMATCH',
    });
    const line = [exampleRecipe()];
    for (let i = 0; i < 17; i += 1) line.push(child(recipeHash(line.at(-1)!)));
    expect(await lineage(line[16]!, store(...line))).toMatchObject({ ok: true });
    expect(await lineage(line[17]!, store(...line))).toMatchObject({ ok: false, code: 'TOO_DEEP' });
    // Two ways at each step: 2^11 leaves when written out.
    const wide = [exampleRecipe()];
    for (let i = 0; i < 11; i += 1) {
      const below = recipeHash(wide.at(-1)!);
      const twin = { ...child(below), title: `twin ${i}` };
      wide.push(twin, child(recipeHash(twin), below));
    }
    expect(await lineage(wide.at(-1)!, store(...wide))).toMatchObject({ ok: false });
  });
});

describe('diff', () => {
  const words = (a: Recipe, b: Recipe) => diff(a, b).map(({ sentence }) => sentence);

  test('is empty for equal recipes, whatever their version line', () => {
    const next = { ...fullRecipe(), provenance: { ...fullRecipe().provenance, supersedes: null } };
    expect(diff(fullRecipe(), next)).toEqual([]);
  });

  test('tells changes in words', () => {
    const before = exampleRecipe();
    const after = exampleRecipe({
      title: 'Noon',
      tempo: [{ beat: 0, bpm: 60 }],
      sources: [exampleSource(0), exampleSource(1)],
      tracks: [
        {
          id: 't1',
          name: 'Vocals',
          gainDb: -3,
          effects: [{ type: 'delay', beats: 0.5, feedback: 0, mix: 0.1 }],
          clips: [exampleClip({ semitones: 2 }), exampleClip({ source: 's2' })],
        },
      ],
    });
    expect(words(before, after)).toEqual([
      'Renamed from “Midnight (Late Train Remix)” to “Noon”.',
      'Tempo changed from 120 bpm to 60 bpm.',
      'Longer: 0:08 became 0:16.',
      'Added the source “Recording 2” by The Artist.',
      'On “Vocals”: changed 1 clip and added 1 clip.',
      'On “Vocals”: level 0 → -3 dB.',
      'On “Vocals”: effects are now delay.',
    ]);
  });
});
