import { alignMeasures } from './engine/align.ts';
import { decodeMeasures } from './engine/decode.ts';
import { renderMeasures } from './engine/render-measures.ts';
import { separationMeasures } from './engine/separation.ts';
import type { Bench } from './measure.ts';

/** Pieces of the demo library that are separated. */
const PIECES = { all: 8, some: 2 } as const;

const engine: Bench = {
  name: 'engine',
  run: async (options) => [
    ...(await renderMeasures(options)),
    ...(await decodeMeasures()),
    ...(await alignMeasures()),
    ...(await separationMeasures(options.full ? PIECES.all : PIECES.some)),
  ],
};

export default engine;
