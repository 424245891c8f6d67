import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { AUTOMATABLE } from './automatable.ts';
import { fingerprintFault, onsetEnvelopeLayout } from './binary-fields.ts';
import { parseRecipe } from './parse.ts';
import {
  exampleClip,
  exampleRecipe,
  exampleSource,
  fullRecipe,
  recipeArbitrary,
} from './recipe.spec-support.ts';
import { signRecipe } from './proof.ts';

type Path = readonly (string | number)[];

/** The full recipe with one member put in place. */
function put(path: Path, value: unknown): unknown {
  const recipe = structuredClone(fullRecipe()) as never as Record<string | number, never>;
  const last = path.at(-1)!;
  let at = recipe;
  for (const part of path.slice(0, -1)) at = at[part]!;
  at[last] = value as never;
  return recipe;
}
const pointers = (value: unknown): readonly string[] => {
  const result = parseRecipe(value);
  return result.ok ? [] : result.issues.map(({ pointer }) => pointer);
};
const T1 = ['tracks', 0] as const;
const CLIP = [...T1, 'clips', 0] as const;
const points = (count: number, step: number) =>
  Array.from({ length: count }, (_, i) => [i * step, 0, 'hold']);
const notes = (count: number, step: number) =>
  Array.from({ length: count }, (_, i) => ({ at: i * step, length: 0.25, key: 60, velocity: 1 }));

describe('parseRecipe', () => {
  test('reads a recipe with every field, as a fresh equal copy', () => {
    const recipe = fullRecipe();
    const result = parseRecipe(recipe);
    expect(result).toEqual({ ok: true, recipe });
    if (result.ok) expect(result.recipe).not.toBe(recipe);
  });

  const cases: [string, Path, unknown, string][] = [
    ['an unknown key', ['audio'], 'x', ''],
    ['a first tempo after 0', ['tempo', 0, 'beat'], 1, '/tempo/0/beat'],
    ['a tempo list out of order', ['tempo', 1, 'beat'], 0, '/tempo/1/beat'],
    ['two tracks of one id', ['tracks', 1, 'id'], 't1', '/tracks/1/id'],
    ['an ISRC given twice', ['sources', 0, 'isrc', 1], 'GBAAA2400001', '/sources/0/isrc/1'],
    ['a source nobody uses', ['sources', 1], exampleSource(4), '/sources/1'],
    ['an unknown source', [...CLIP, 'source'], 's9', '/tracks/0/clips/0/source'],
    ['an unknown layer', [...T1, 'clips', 1, 'layer'], 'l9', '/tracks/0/clips/1/layer'],
    ['a start after the source ends', [...CLIP, 'in'], 240, '/tracks/0/clips/0/in'],
    ['six stems of a four-stem model', ['separation', 'model'], 'htdemucs', '/tracks/0/clips/0/stem'],
    ['notes without an instrument', ['tracks', 1, 'instrument'], null, '/tracks/1/instrument'],
    ['a warp that stands still', [...CLIP, 'warp', 1, 0], 0, '/tracks/0/clips/0/warp/1/0'],
    ['a warp that runs back', [...CLIP, 'warp', 1, 1], 3, '/tracks/0/clips/0/warp/1/1'],
    ['a beat grid that runs back', ['sources', 0, 'beatgrid', 1, 1], 0.2, '/sources/0/beatgrid/1/1'],
    ['fades longer than the clip', [...CLIP, 'fadeIn'], 31.9, '/tracks/0/clips/0'],
    ['a loop that ends before it starts', [...CLIP, 'loop'], [4, 4], '/tracks/0/clips/0/loop'],
    ['a lane out of order', [...T1, 'automation', 0, 'points', 1, 0], 0, '/tracks/0/automation/0/points/1/0'],
    [
      'a value out of range',
      [...T1, 'automation', 1, 'points', 0, 1],
      1,
      '/tracks/0/automation/1/points/0/1',
    ],
    [
      'a lane for no effect',
      [...T1, 'automation', 1, 'target'],
      'effects/2/hz',
      '/tracks/0/automation/1/target',
    ],
    [
      'a lane for no number',
      [...T1, 'automation', 1, 'target'],
      'effects/1/mode',
      '/tracks/0/automation/1/target',
    ],
    [
      'a lane for a prototype key',
      [...T1, 'automation', 1, 'target'],
      'effects/1/constructor',
      '/tracks/0/automation/1/target',
    ],
    [
      'two lanes of one target',
      [...T1, 'automation', 1, 'target'],
      'gainDb',
      '/tracks/0/automation/1/target',
    ],
    [
      'a dense lane',
      [...T1, 'automation', 0, 'points'],
      points(201, 1 / 128),
      '/tracks/0/automation/0/points/200',
    ],
    ['dense notes', ['tracks', 1, 'notes'], notes(201, 0), '/tracks/1/notes/200'],
    [
      'too many points',
      [...T1, 'automation', 0, 'points'],
      points(20_001, 1),
      '/tracks/0/automation/0/points',
    ],
    [
      'a parent given twice',
      ['provenance', 'parents'],
      Array(2).fill(fullRecipe().provenance.parents[0]),
      '/provenance/parents/1',
    ],
    ['more than four hours', ['tracks', 1, 'notes', 0, 'at'], 40_000, '/tracks'],
    [
      'a fingerprint of other bytes',
      ['sources', 0, 'fingerprint'],
      'UklGRiQAAABXQVZF',
      '/sources/0/fingerprint',
    ],
    [
      'an envelope of another length',
      ['sources', 0, 'anchors', 'onsetEnvelope'],
      'AAAA',
      '/sources/0/anchors/onsetEnvelope',
    ],
    ['an http layer', ['layers', 0, 'href'], 'http://a.example/x', '/layers/0/href'],
    ['NaN', [...CLIP, 'at'], NaN, '/tracks/0/clips/0/at'],
    ['a lone surrogate', ['title'], 'a\ud800', '/title'],
    ['a control character', ['title'], 'a\u0000b', '/title'],
    ['blank text', ['title'], '   ', '/title'],
  ];
  test.each(cases)('refuses %s', (_name, path, value, pointer) => {
    expect(pointers(put(path, value))).toContain(pointer);
  });

  test('refuses notes on a track without an instrument, and an empty timeline', () => {
    const bare = { id: 't2', name: 'B', notes: notes(1, 1) as never };
    expect(pointers(exampleRecipe({ tracks: [...exampleRecipe().tracks, bare] }))).toEqual([
      '/tracks/1/notes',
    ]);
    expect(pointers(exampleRecipe({ sources: [], tracks: [{ id: 't', name: 'T' }] }))).toEqual(['/tracks']);
  });

  test('counts clips and notes over all tracks', () => {
    const clips = Array.from({ length: 2049 }, () => exampleClip());
    const tracks = [1, 2].map((n) => ({ id: `t${n}`, name: 'T', clips }));
    expect(parseRecipe(exampleRecipe({ tracks }))).toEqual({
      ok: false,
      issues: [{ pointer: '/tracks', message: expect.stringContaining('4098 clips') }],
    });
  });

  test('refuses more than 256 KiB of canonical bytes', () => {
    const long = notes(5200, 1 / 64).map((note, i) => ({ ...note, velocity: 1 / (i + 3), at: i / 1.0001 }));
    const tracks = [
      ...exampleRecipe().tracks,
      { id: 'n', name: 'N', instrument: { type: 'fm' as const }, notes: long },
    ];
    const result = parseRecipe(exampleRecipe({ tracks }));
    expect(result).toMatchObject({
      ok: false,
      issues: [{ pointer: '', message: expect.stringContaining('262144') }],
    });
  });

  test('refuses a proof from the future, when it knows the time', () => {
    const signed = signRecipe(exampleRecipe(), new Uint8Array(32).fill(1), new Date('2026-11-22T10:06:00Z'));
    expect(parseRecipe(signed).ok).toBe(true);
    expect(parseRecipe(signed, { now: new Date('2026-11-22T10:01:00Z') }).ok).toBe(true);
    expect(parseRecipe(signed, { now: new Date('2026-11-22T10:00:00Z') })).toMatchObject({
      issues: [{ pointer: '/proof/created' }],
    });
  });

  test('keeps its peace with hostile values', () => {
    let deep: unknown = [];
    for (let i = 0; i < 100_000; i += 1) deep = [deep];
    const thrower = new Proxy(
      {},
      {
        ownKeys: () => {
          throw new Error('no');
        },
      },
    );
    const hostile = [
      deep,
      thrower,
      JSON.parse('{"__proto__":{"x":1}}'),
      new Array(5_000_000),
      new Map(),
      Symbol('x'),
    ];
    for (const value of hostile) {
      expect(parseRecipe(value)).toMatchObject({ ok: false });
      expect(parseRecipe(put(['title'], value))).toMatchObject({ ok: false });
    }
    // Text that would cost a backtracking check quadratic time.
    const began = performance.now();
    expect(pointers(put(['title'], `${'a'.repeat(200_000)}\u0001`))).toEqual(['/title']);
    expect(performance.now() - began).toBeLessThan(2000);
  });

  test('never throws, and tells at most 100 issues', () => {
    fc.assert(
      fc.property(
        fc.anything({ withBigInt: true, withDate: true, withMap: true, withSparseArray: true }),
        (value) => {
          expect(parseRecipe(value).ok).toBe(false);
        },
      ),
      { numRuns: 300 },
    );
    const many = parseRecipe(
      put(
        ['tempo'],
        Array.from({ length: 1000 }, () => ({})),
      ),
    );
    expect(many.ok ? 0 : many.issues.length).toBe(100);
  });

  test('never throws for a recipe with any member replaced', () => {
    fc.assert(
      fc.property(recipeArbitrary, fc.nat(), fc.anything(), (recipe, nth, value) => {
        const copy = structuredClone(recipe);
        const places: [Record<string, unknown>, string][] = [];
        const walk = (node: unknown): void => {
          if (typeof node !== 'object' || node === null) return;
          for (const key of Object.keys(node)) {
            places.push([node as Record<string, unknown>, key]);
            walk((node as Record<string, unknown>)[key]);
          }
        };
        walk(copy);
        const [node, key] = places[nth % places.length]!;
        node[key] = value;
        expect(typeof parseRecipe(copy).ok).toBe('boolean');
      }),
      { numRuns: 200 },
    );
  });
});

describe('binary fields', () => {
  test('a fingerprint must have the length that its items ask for', () => {
    expect(fingerprintFault(Uint8Array.of(1, 0, 0, 2, 0), 10_000)).toBeNull();
    // One item: distance 7 (exception 0), end; then 5 bits of exception in a byte of their own.
    expect(fingerprintFault(Uint8Array.of(1, 0, 0, 1, 0b000_111, 0), 10_000)).toBeNull();
    expect(fingerprintFault(Uint8Array.of(1, 0, 0, 1, 0b000_111), 10_000)).toContain('length');
    expect(fingerprintFault(Uint8Array.of(1, 0, 0, 2, 0, 0), 10_000)).toContain('length');
    expect(fingerprintFault(Uint8Array.of(9, 0, 0, 2, 0), 10_000)).toContain('algorithm');
    expect(fingerprintFault(Uint8Array.of(1, 0, 0, 2, 0), 100)).toContain('more items');
    expect(fingerprintFault(Uint8Array.of(1, 0, 0, 9, 0), 10_000)).toContain('ends before');
  });

  test('an envelope has at most 4,096 bytes of at least 50 ms', () => {
    expect(onsetEnvelopeLayout(8000)).toEqual({ hopMs: 50, bytes: 160 });
    for (const ms of [1, 49, 204_800, 204_801, 213_000, 14_400_000]) {
      const { hopMs, bytes } = onsetEnvelopeLayout(ms);
      expect(bytes).toBeLessThanOrEqual(4096);
      expect(hopMs).toBeGreaterThanOrEqual(50);
      expect(bytes * hopMs).toBeGreaterThanOrEqual(ms);
    }
  });

  test('the table of automatable parameters is the schema’s', () => {
    expect(AUTOMATABLE.filter).toEqual({ hz: { min: 20, max: 20_000 }, q: { min: 0.1, max: 18 } });
    expect(AUTOMATABLE.delay).toEqual({
      feedback: { min: 0, max: 0.95 },
      mix: { min: 0, max: 1 },
      highCutHz: { min: 20, max: 20_000 },
    });
    expect(AUTOMATABLE.eq).toEqual({});
  });
});
