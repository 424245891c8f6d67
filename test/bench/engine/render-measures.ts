import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import type { Recipe } from '@flipside/recipe';
import { createEncoder } from '../../../apps/client/src/engine/export/index.ts';
import { RecipeRenderer, type StemLibrary } from '../../../apps/client/src/engine/render/index.ts';
import {
  referenceLibrary,
  referenceRecipe,
} from '../../../apps/client/src/engine/render/reference-recipe.ts';
import { BLOCK_SIZE, SAMPLE_RATE } from '../../../apps/client/src/engine/types.ts';
import { measure, type Measure } from '../measure.ts';
import { fourTracks, noisyLibrary, noisyStem, STEMS } from './four-tracks.ts';
import { renderWebAudio } from './web-audio-graph.ts';

/** Times real time that the four-track recipe is to reach on one core, and how far ahead of Web Audio it is to be. */
const REAL_TIME_GOAL = 100;
const WEB_AUDIO_GOAL = 4;
/** What a producer's export may hold up at most: it is to be quicker than the rendering itself. */
const FLAC_GOAL = 100;
const ROUNDS = 5;

/**
 * Seconds of sound per second of processor time, the best of some rounds: a machine that is busy with other things
 * takes time away, and never gives any.
 */
async function bestFactor(rounds: number, work: () => Promise<number>): Promise<number> {
  let best = 0;
  for (let round = 0; round < rounds; round++) {
    const before = process.cpuUsage();
    const frames = await work();
    const { user, system } = process.cpuUsage(before);
    best = Math.max(best, frames / SAMPLE_RATE / ((user + system) / 1e6));
  }
  return best;
}

async function renderOnce(recipe: Recipe, library: StemLibrary): Promise<number> {
  const renderer = await RecipeRenderer.create(recipe, library);
  const block = { left: new Float32Array(BLOCK_SIZE), right: new Float32Array(BLOCK_SIZE) };
  while (renderer.render(block) > 0);
  return renderer.frames;
}

/** One clip of each stem at 0.8 times its speed. */
function slowed(seconds: number): Recipe {
  const recipe = fourTracks(seconds);
  const stretch = ({ id, name, clips = [] }: Recipe['tracks'][number]): Recipe['tracks'][number] => ({
    id,
    name,
    clips: clips.map((clip) => ({
      ...clip,
      warp: [
        [0, 0],
        [clip.length, seconds * 0.8],
      ],
    })),
  });
  return { ...recipe, tracks: recipe.tracks.map(stretch) };
}

/** Highest memory of a process that renders so many minutes from a short loop, in megabytes. */
async function peakMegabytes(minutes: number, ...how: readonly 'slowed'[]): Promise<number> {
  const script = resolve('test/bench/engine/long-render-process.ts');
  const args = ['--conditions=source', '--no-warnings', script, String(minutes), ...how];
  return Number((await promisify(execFile)(process.execPath, args)).stdout);
}

/** What rendering costs. */
export async function renderMeasures({ full, small }: { full: boolean; small: boolean }): Promise<Measure[]> {
  const seconds = small ? 10 : 30;
  const rounds = small ? 2 : ROUNDS;
  const library = noisyLibrary(seconds);
  const stems = STEMS.map((_, i) => noisyStem(i + 1, seconds));
  const rendering = await bestFactor(rounds, () => renderOnce(fourTracks(seconds), library));
  const webAudio = await bestFactor(small ? 1 : 2, () => renderWebAudio(stems));
  const stretching = await bestFactor(2, () => renderOnce(slowed(seconds), library));
  const demo = await referenceLibrary();
  const reference = await bestFactor(2, () => renderOnce(referenceRecipe, demo));
  const flac = await bestFactor(2, () => {
    const [stem] = stems;
    const encoder = createEncoder({ format: 'flac16' }, seconds * SAMPLE_RATE);
    if (stem !== undefined) encoder.encode(stem, seconds * SAMPLE_RATE);
    encoder.finish();
    return Promise.resolve(seconds * SAMPLE_RATE);
  });
  const minute = await peakMegabytes(1);
  const minutes = full ? 60 : small ? 3 : 10;
  const long = await peakMegabytes(minutes);
  const slowedMinute = await peakMegabytes(1, 'slowed');
  const slowedLong = await peakMegabytes(small ? 2 : 5, 'slowed');
  return [
    measure('engine.render_realtime', '× real time', rendering, REAL_TIME_GOAL),
    measure('engine.render_vs_webaudio', '× Web Audio', rendering / webAudio, WEB_AUDIO_GOAL),
    measure('engine.render_reference', '× real time', reference, 1),
    measure('engine.stretch_realtime', '× real time, 4 clips', stretching, 1),
    measure('engine.flac_realtime', '× real time', flac, FLAC_GOAL),
    measure('engine.render_peak_mb', `MB, ${minutes} min against 1`, long, minute),
    measure('engine.stretch_peak_mb', `MB, ${small ? 2 : 5} min against 1`, slowedLong, slowedMinute),
  ];
}
