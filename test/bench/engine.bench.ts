import { renderDemoMix } from '../../apps/client/src/engine/demo/index.ts';
import { builtInSeparator } from '../../apps/client/src/engine/separation/index.ts';
import { SAMPLE_RATE } from '../../apps/client/src/engine/types.ts';
import { alignMeasures } from './engine/align.ts';
import { decodeMeasures } from './engine/decode.ts';
import { renderMeasures } from './engine/render-measures.ts';
import { measure, type Bench } from './measure.ts';

const PIECE = 'QZFLP2600001';

/** Seconds of sound made per second of work; the limit is real time. */
async function realTimeFactor(work: () => Promise<number>): Promise<number> {
  const started = performance.now();
  const frames = await work();
  return frames / SAMPLE_RATE / ((performance.now() - started) / 1000);
}

const engine: Bench = {
  name: 'engine',
  run: async (options) => {
    const rendering = await renderMeasures(options);
    const mix = await renderDemoMix(PIECE);
    const separating = await realTimeFactor(async () => {
      await builtInSeparator.separate(mix, {});
      return mix.left.length;
    });
    return [
      ...rendering,
      ...(await decodeMeasures()),
      ...(await alignMeasures()),
      measure('engine.builtin_realtime', '× real time', separating, 1),
    ];
  },
};

export default engine;
