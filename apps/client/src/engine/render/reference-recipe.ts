import type { Recipe, Stem } from '@flipside/recipe';
import { BLOCK_SIZE, SAMPLE_RATE, type StemSet, type StereoPcm } from '../types.ts';
import { demoCatalogue } from '../demo/catalogue.ts';
import { renderDemoStems } from '../demo/render-demo.ts';
import type { StemLibrary } from './clip-plan.ts';
import { PcmHasher } from './pcm-hash.ts';
import { RecipeRenderer } from './recipe-renderer.ts';
import { extremes } from './reference-extremes.ts';
import { referenceTracks } from './reference-tracks.ts';

const SOURCES = [
  ['s1', 'QZFLP2600001'],
  ['s2', 'QZFLP2600002'],
] as const;

/** A remix of the demo library that uses every effect, instrument and kind of clip: the measure of sameness. */
export const referenceRecipe: Recipe = {
  type: 'RemixRecipe',
  version: '1',
  title: 'Reference',
  engine: { id: 'flipside-dsp', version: '1.0.0', sampleRate: SAMPLE_RATE, blockSize: BLOCK_SIZE },
  tempo: [
    { beat: 0, bpm: 108 },
    { beat: 16, bpm: 114 },
  ],
  timeSignature: [4, 4],
  key: 'D:min',
  sources: SOURCES.map(([id, isrc]) => describeSource(id, isrc)),
  separation: { model: 'builtin' },
  tracks: referenceTracks,
  master: {
    effects: [
      { type: 'eq', bands: [{ type: 'lowShelf', hz: 90, gainDb: 2 }] },
      { type: 'compressor', thresholdDb: -10, ratio: 2, attackMs: 20, releaseMs: 150, makeupDb: 3 },
    ],
    limiter: { ceilingDb: -1 },
  },
  provenance: { parents: [], supersedes: null },
};

function describeSource(id: string, isrc: string): Recipe['sources'][number] {
  const recording = demoCatalogue.find((listed) => listed.isrc === isrc);
  if (recording === undefined) throw new RangeError(`not in the demo library: ${isrc}`);
  const { title, artist, durationMs, bpm, key } = recording;
  return { id, isrc: [isrc], title, artist, durationMs, bpm, key };
}

/** The true stems of the demo pieces that the reference uses. */
export async function referenceLibrary(): Promise<StemLibrary> {
  const sets = new Map<string, StemSet>();
  for (const [id, isrc] of SOURCES) sets.set(id, await renderDemoStems(isrc));
  return {
    stem: (sourceId: string, stem: Stem): StereoPcm | undefined => sets.get(sourceId)?.[stem],
    layer: () => undefined,
  };
}

/** The same recordings taken to the edges of what a recipe may ask for. */
export const extremeRecipe: Recipe = { ...referenceRecipe, ...extremes };

/** SHA-256 as of `pcmHash`, and the length in frames. */
export interface ReferenceRendering {
  readonly title: string;
  readonly hash: string;
  readonly frames: number;
}

/**
 * Renders both references from nothing, stems and all. The hashes are the same on every JavaScript engine; Node and
 * browsers call this and compare.
 */
export async function renderReferences(): Promise<readonly ReferenceRendering[]> {
  const library = await referenceLibrary();
  const renderings: ReferenceRendering[] = [];
  for (const recipe of [referenceRecipe, extremeRecipe]) {
    const renderer = await RecipeRenderer.create(recipe, library);
    const block = { left: new Float32Array(BLOCK_SIZE), right: new Float32Array(BLOCK_SIZE) };
    const hasher = new PcmHasher();
    for (let n = renderer.render(block); n > 0; n = renderer.render(block)) hasher.update(block, n);
    renderings.push({ title: recipe.title, hash: hasher.digest(), frames: renderer.frames });
  }
  return renderings;
}
