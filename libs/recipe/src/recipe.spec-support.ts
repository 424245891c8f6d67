import fc from 'fast-check';
import { onsetEnvelopeLayout } from './binary-fields.ts';
import { recipeLink, type RecipeHash, parseRecipeHash } from './hash.ts';
import type { Recipe, Source } from './schema.ts';
import type { Clip, SourceClip, Track } from './schema.timeline.ts';

const zeros = (bytes: number): string => Buffer.from(new Uint8Array(bytes)).toString('base64');

/** A well-formed Chromaprint of two empty items. */
export const FINGERPRINT = 'AQAAAgA';

export const someHash = (digit: string): RecipeHash => {
  const hash = parseRecipeHash(`sha256-${digit.repeat(64)}`);
  if (hash === null) throw new TypeError('not a hexadecimal digit');
  return hash;
};

export function exampleSource(index: number, durationMs = 240_000): Source {
  return {
    id: `s${index + 1}`,
    isrc: [`GBAAA24${String(index + 1).padStart(5, '0')}`],
    title: `Recording ${index + 1}`,
    artist: 'The Artist',
    durationMs,
  };
}

export function exampleClip(over: Partial<SourceClip> = {}): SourceClip {
  return { source: 's1', stem: 'vocals', at: 0, length: 16, in: 0, ...over };
}

/** A small valid recipe: one source, one clip of 16 beats at 120 bpm. */
export function exampleRecipe(over: Partial<Recipe> = {}): Recipe {
  return {
    type: 'RemixRecipe',
    version: '1',
    title: 'Midnight (Late Train Remix)',
    engine: { id: 'flipside-dsp', version: '1.0.0', sampleRate: 44_100, blockSize: 4096 },
    tempo: [{ beat: 0, bpm: 120 }],
    timeSignature: [4, 4],
    sources: [exampleSource(0)],
    separation: { model: 'htdemucs' },
    tracks: [{ id: 't1', name: 'Vocals', clips: [exampleClip()] }],
    master: {},
    provenance: { parents: [], supersedes: null },
    ...over,
  };
}

/** A valid recipe in which every field of the format is present. */
export function fullRecipe(): Recipe {
  return exampleRecipe({
    language: 'en-GB',
    key: 'A:min',
    tempo: [
      { beat: 0, bpm: 124 },
      { beat: 32, bpm: 126.5 },
    ],
    markers: [{ at: 16, name: 'Drop – très fort 🎛' }],
    sources: [
      {
        ...exampleSource(0),
        isrc: ['GBAAA2400001', 'USAAA2400001'],
        fingerprint: FINGERPRINT,
        anchors: { onsetEnvelope: zeros(onsetEnvelopeLayout(240_000).bytes) },
        beatgrid: [
          [0, 0.512],
          [64, 31.48],
        ],
        bpm: 124,
        key: 'C#:maj',
      },
    ],
    separation: { model: 'htdemucs_6s', sha256: 'ab'.repeat(32), overlap: 0.25 },
    layers: [
      {
        id: 'l1',
        href: 'https://producer.example/pad.flac',
        sha256: 'cd'.repeat(32),
        durationMs: 8000,
        statement: 'own-recording',
      },
    ],
    tracks: [
      {
        id: 't1',
        name: 'Guitar',
        gainDb: -2,
        pan: 0.1,
        mute: false,
        effects: [
          { type: 'eq', bands: [{ type: 'highPass', hz: 120, q: 0.707 }] },
          { type: 'filter', mode: 'lowPass', hz: 800 },
        ],
        clips: [
          exampleClip({
            stem: 'guitar',
            at: 16,
            length: 32,
            in: 31.48,
            warp: [
              [0, 31.48],
              [32, 46.97],
            ],
            semitones: 2,
            gainDb: -1,
            loop: [0, 8],
            reverse: false,
            mute: false,
            fadeIn: 0.125,
            fadeOut: 0.25,
          }),
          { layer: 'l1', at: 48, length: 8, in: 0 },
        ],
        automation: [
          {
            target: 'gainDb',
            points: [
              [0, -60, 'linear'],
              [4, -2, 'hold'],
            ],
          },
          { target: 'effects/1/hz', points: [[0, 200, 'linear']] },
        ],
      },
      {
        id: 't2',
        name: 'Bassline',
        instrument: { type: 'subtractive' },
        notes: [{ at: 0, length: 0.5, key: 45, velocity: 0.8 }],
      },
    ],
    master: { effects: [], limiter: { ceilingDb: -1 } },
    provenance: {
      parents: [recipeLink(someHash('1'))],
      supersedes: recipeLink(someHash('2')),
      tool: 'Bitwig Studio 6',
    },
  });
}

/** Sixteenths of a beat: exact in binary, so that tests may cut and add them without rounding. */
const beats = (min: number, max: number) => fc.integer({ min: min * 16, max: max * 16 }).map((n) => n / 16);
const gain = fc.constantFrom(-90, -61, -60, -59, -20, -1, 0, 6);

/** Clips of one source, without fades when `plain`. */
export const clipArbitrary = (sources: number): fc.Arbitrary<Clip> =>
  fc
    .record({
      source: fc.integer({ min: 1, max: sources }).map((n) => `s${n}`),
      stem: fc.constantFrom('mix', 'drums', 'bass', 'other', 'vocals'),
      at: beats(0, 200),
      length: beats(1, 60),
      in: fc.integer({ min: 0, max: 200 }),
      gainDb: gain,
      mute: fc.boolean(),
      fadeIn: beats(0, 0.5),
      fadeOut: beats(0, 0.5),
    })
    .map((clip): Clip => clip);

const laneArbitrary = fc.uniqueArray(beats(0, 250), { minLength: 1, maxLength: 12 }).chain((at) =>
  fc
    .array(fc.tuple(gain, fc.constantFrom('linear' as const, 'hold' as const)), {
      minLength: at.length,
      maxLength: at.length,
    })
    .map((values) =>
      [...at]
        .sort((a, b) => a - b)
        .map((beat, i): [number, number, 'linear' | 'hold'] => [beat, values[i]![0], values[i]![1]]),
    ),
);

const trackArbitrary = (sources: number): fc.Arbitrary<Omit<Track, 'id'>> =>
  fc
    .record({
      name: fc.constantFrom('Vocals', 'Drums 🥁', 'Überbass'),
      gainDb: gain,
      mute: fc.boolean(),
      clips: fc.array(clipArbitrary(sources), { maxLength: 6 }),
      lane: fc.option(laneArbitrary, { nil: null }),
    })
    .map(({ lane, ...track }) => ({
      ...track,
      ...(lane === null ? {} : { automation: [{ target: 'gainDb', points: lane }] }),
    }));

/** Valid recipes of up to three sources; every source is used by an audible clip of the first track. */
export const recipeArbitrary: fc.Arbitrary<Recipe> = fc.integer({ min: 1, max: 3 }).chain((sources) =>
  fc
    .record({
      title: fc.constantFrom('Midnight', 'Nacht & Tag', '夜 "mix"'),
      bpm: fc.constantFrom(60, 97.3, 120, 174.01),
      change: fc.option(fc.record({ beat: beats(1, 100), bpm: fc.constantFrom(40, 128.7) }), { nil: null }),
      tracks: fc.array(trackArbitrary(sources), { maxLength: 4 }),
    })
    .map(({ title, bpm, change, tracks }) =>
      exampleRecipe({
        title,
        tempo: [{ beat: 0, bpm }, ...(change === null ? [] : [change])],
        sources: Array.from({ length: sources }, (_, index) => exampleSource(index)),
        tracks: [
          {
            name: 'Base',
            clips: Array.from({ length: sources }, (_, i) =>
              exampleClip({ source: `s${i + 1}`, at: i * 4, length: 4 }),
            ),
          },
          ...tracks,
        ].map((track, index) => ({ ...track, id: `t${index + 1}` })),
      }),
    ),
);
