import { renderDemoMix } from '../../apps/client/src/engine/demo/index.ts';
import { openNodeSeparation } from '../../apps/client/src/engine/separation/node.ts';
import type { StereoPcm } from '../../apps/client/src/engine/types.ts';
import { toyModelPath } from './toy-model.ts';

/**
 * Separates with the toy model in a process of its own (the ONNX runtime for Node does not take arrays of a test
 * runner's context), and prints every `STEP`th frame of the left channel of each stem as JSON.
 *
 * Usage: node separate-with-toy.ts native|wasm tones|<ISRC of the demo library>
 */
const STEP = 997;
const [backend, what = 'tones'] = process.argv.slice(2);

/** A tone of 100 Hz and one of 10 kHz over a segment and a half; on the right they are weaker. */
function tones(): StereoPcm {
  const left = new Float32Array(520_000);
  for (let i = 0; i < left.length; i++) {
    left[i] =
      0.4 * Math.sin((2 * Math.PI * 100 * i) / 44_100) + 0.2 * Math.sin((2 * Math.PI * 10_000 * i) / 44_100);
  }
  return { left, right: left.map((value) => value / 2) };
}

const mix = what === 'tones' ? tones() : await renderDemoMix(what);
const separation = await openNodeSeparation({
  file: toyModelPath(),
  threads: 2,
  backend: backend === 'wasm' ? 'wasm' : 'native',
});
const stems = await separation.separator.separate(mix);
const thinned = (samples: Float32Array): number[] =>
  Array.from({ length: Math.ceil(samples.length / STEP) }, (_, i) => samples[i * STEP] ?? 0);
const rows = Object.entries(stems).map(([stem, { left }]) => [stem, thinned(left)] as const);
const printed = JSON.stringify({
  step: STEP,
  stems: Object.fromEntries(rows),
  mix: thinned(mix.left),
  runtime: separation.runtime(),
  segments: separation.segmentSeconds.length,
  recipe: separation.recipe,
  cacheName: separation.cacheName,
});
await separation.close();
// Threads of WebAssembly would keep the process; a pipe takes its time to be written.
process.stdout.write(printed, () => process.exit(0));
