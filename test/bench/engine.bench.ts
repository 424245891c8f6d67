import { alignMeasures } from './engine/align.ts';
import { decodeMeasures } from './engine/decode.ts';
import { measure, type Bench } from './measure.ts';
import { renderDemoMix } from '../../apps/client/src/engine/demo/index.ts';
import { builtInSeparator } from '../../apps/client/src/engine/separation/index.ts';
import { renderToPcm } from '../../apps/client/src/engine/render/index.ts';
import { referenceLibrary, referenceRecipe } from '../../apps/client/src/engine/render/reference-recipe.ts';
import { SAMPLE_RATE } from '../../apps/client/src/engine/types.ts';

const PIECE = 'QZFLP2600001';

/** Seconds of sound made per second of work; the limit is real time. */
async function realTimeFactor(work: () => Promise<number>): Promise<number> {
  const started = performance.now();
  const frames = await work();
  return frames / SAMPLE_RATE / ((performance.now() - started) / 1000);
}

const engine: Bench = {
  name: 'engine',
  run: async () => {
    const mix = await renderDemoMix(PIECE);
    const library = await referenceLibrary();
    const rendering = await realTimeFactor(
      async () => (await renderToPcm(referenceRecipe, library)).left.length,
    );
    const separating = await realTimeFactor(async () => {
      await builtInSeparator.separate(mix, {});
      return mix.left.length;
    });
    return [
      measure('engine.render_realtime', '× real time', rendering, 1),
      measure('engine.builtin_realtime', '× real time', separating, 1),
      ...(await decodeMeasures()),
      ...(await alignMeasures()),
    ];
  },
};

export default engine;
