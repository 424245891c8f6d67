import { describe, expect, test } from '@jest/globals';
import type { Recipe, SourceClip } from '@flipside/recipe';
import { recipePrint, toSpans } from './recipe-print.ts';
import { newShareCode } from './share-code.ts';
import { matchSources, sourceUses } from './source-uses.ts';

const clip = (over: Partial<SourceClip> = {}): SourceClip => ({
  source: 's1',
  stem: 'vocals',
  at: 0,
  length: 8,
  in: 0,
  ...over,
});

function recipe(clips: SourceClip[], over: Partial<Recipe> = {}): Recipe {
  return {
    type: 'RemixRecipe',
    version: '1',
    title: 'T',
    timeSignature: [4, 4],
    separation: { model: 'builtin' },
    master: {},
    engine: { id: 'flipside-dsp', version: '1.0.0', sampleRate: 44_100, blockSize: 4096 },
    tempo: [{ beat: 0, bpm: 120 }],
    sources: [
      { id: 's1', isrc: ['GBAAA2400001', 'USAAA2400001'], title: 'x', artist: 'y', durationMs: 60_000 },
    ],
    tracks: [{ id: 't1', name: 'n', clips }],
    provenance: { parents: [], supersedes: null },
    ...over,
  };
}

const known = { id: 'rec', isrc: 'USAAA2400001', title: 'Tide', artist: 'Ada' };
function useOf(of: Recipe) {
  const matching = matchSources(of, [known]);
  if (!matching.ok) throw new Error(matching.message);
  const [use] = sourceUses(of, matching.sources, true);
  if (use === undefined) throw new Error('no use');
  return use;
}

describe('matching sources', () => {
  test('takes any alternate, knows what is unknown, and refuses two recordings in one source', () => {
    expect(matchSources(recipe([clip()]), [known])).toMatchObject({
      ok: true,
      sources: [{ recording: { id: 'rec' } }],
    });
    expect(matchSources(recipe([clip()]), [])).toMatchObject({ ok: true, sources: [{ recording: null }] });
    const second = { ...known, id: 'other', isrc: 'GBAAA2400001' };
    expect(matchSources(recipe([clip()]), [known, second])).toMatchObject({
      ok: false,
      pointer: '/sources/0/isrc',
    });
  });
});

describe('the facts that grants limit', () => {
  test('a plain clip is at its own speed and pitch', () => {
    expect(useOf(recipe([clip()]))).toEqual({
      sourceId: 's1',
      recordingId: 'rec',
      isrc: 'USAAA2400001',
      title: 'Tide',
      totalMs: 4000,
      stems: ['vocals'],
      tempoPermille: { min: 1000, max: 1000 },
      pitchCents: { min: 0, max: 0 },
      mixesWithOthers: false,
      isRemixOfRemix: false,
      hasLayers: false,
      isCommercial: true,
    });
  });

  test('tempo is seconds of the source per second of the timeline, over all tempi and stretches played', () => {
    // 8 beats at 120 bpm last 4 s; the warp takes 5 s of the source for them: 1250 per mille.
    expect(
      useOf(
        recipe([
          clip({
            warp: [
              [0, 0],
              [8, 5],
            ],
          }),
        ]),
      ).tempoPermille,
    ).toEqual({ min: 1250, max: 1250 });
    const two = clip({
      warp: [
        [0, 0],
        [4, 2],
        [8, 3],
      ],
    });
    expect(useOf(recipe([two])).tempoPermille).toEqual({ min: 500, max: 1000 });
    expect(useOf(recipe([{ ...two, length: 4 }])).tempoPermille).toEqual({ min: 1000, max: 1000 });
    expect(useOf(recipe([{ ...two, loop: [0, 4] }])).tempoPermille).toEqual({ min: 1000, max: 1000 });
    const tempo = [
      { beat: 0, bpm: 120 },
      { beat: 4, bpm: 132 },
      { beat: 100, bpm: 200 },
    ];
    expect(
      useOf(
        recipe(
          [
            clip({
              warp: [
                [0, 0],
                [8, 4],
              ],
            }),
          ],
          { tempo },
        ),
      ).tempoPermille,
    ).toEqual({ min: 1000, max: 1100 });
  });

  test('pitch, stems, layers, parents and company count over all clips', () => {
    const clips = [
      clip({ semitones: -2 }),
      clip({ semitones: 0.5, stem: 'drums', mute: true }),
      clip({ stem: 'drums' }),
    ];
    const parents = ['ni:///sha-256;AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'];
    expect(useOf(recipe(clips, { provenance: { parents, supersedes: null } }))).toMatchObject({
      pitchCents: { min: -200, max: 50 },
      stems: ['drums', 'vocals'],
      isRemixOfRemix: true,
      totalMs: 4000,
    });
  });
});

describe('the print', () => {
  test('is in per mille of the duration', () => {
    const of = recipe([clip(), clip({ at: 12, length: 4, stem: 'drums' })]);
    expect(recipePrint(of)).toEqual({
      sources: [
        [
          [0, 500],
          [750, 1000],
        ],
      ],
      stems: [
        { stem: 'drums', spans: [[750, 1000]] },
        { stem: 'vocals', spans: [[0, 500]] },
      ],
    });
  });

  test('shows the shortest sound, joins what touches, and stays within the whole', () => {
    expect(
      toSpans(
        [
          [0, 1],
          [999_999, 1_000_000],
        ],
        1_000_000,
      ),
    ).toEqual([
      [0, 1],
      [999, 1000],
    ]);
    expect(
      toSpans(
        [
          [500, 600],
          [0, 500],
        ],
        1000,
      ),
    ).toEqual([[0, 600]]);
    const many = Array.from({ length: 5000 }, (_, index): [number, number] => [index * 2, index * 2 + 1]);
    expect(toSpans(many, 10_000).length).toBeLessThanOrEqual(500);
  });
});

test('share codes are eight characters of Crockford base 32, and differ', () => {
  const codes = Array.from({ length: 200 }, newShareCode);
  expect(codes.every((code) => /^[0-9A-HJKMNP-TV-Z]{8}$/.test(code))).toBe(true);
  expect(new Set(codes).size).toBe(200);
});
