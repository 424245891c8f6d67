import { SAMPLE_RATE, type StemSet, type StereoPcm } from '../types.ts';
import { RecipeRenderer } from '../render/recipe-renderer.ts';
import { demoCatalogue, type DemoRecording } from './catalogue.ts';
import { demoRecipe } from './demo-recipe.ts';
import { DEMO_STEMS, type DemoStem } from './score.ts';

const NOTHING = { stem: () => undefined, layer: () => undefined };
/** The last frames fade out, so that a tail cut off by the end does not click. */
const FADE_FRAMES = 2048;

function recordingOf(isrc: string): DemoRecording {
  const found = demoCatalogue.find((recording) => recording.isrc === isrc);
  if (found === undefined) throw new RangeError(`not in the demo library: ${isrc}`);
  return found;
}

async function renderStem(recording: DemoRecording, stem: DemoStem): Promise<StereoPcm> {
  const renderer = await RecipeRenderer.create(demoRecipe(recording, stem), NOTHING);
  const frames = Math.round((recording.durationMs * SAMPLE_RATE) / 1000);
  const pcm = { left: new Float32Array(frames), right: new Float32Array(frames) };
  for (let from = 0; from < frames; from = renderer.position) {
    const written = renderer.render({ left: pcm.left.subarray(from), right: pcm.right.subarray(from) });
    if (written === 0) break;
  }
  for (let i = 0; i < FADE_FRAMES; i++) {
    const at = frames - 1 - i;
    pcm.left[at] = ((pcm.left[at] ?? 0) * i) / FADE_FRAMES;
    pcm.right[at] = ((pcm.right[at] ?? 0) * i) / FADE_FRAMES;
  }
  return pcm;
}

/** Sum of the stems, each sample added in one order and rounded once. */
function addUp(stems: readonly StereoPcm[], frames: number): StereoPcm {
  const sum = (channel: 'left' | 'right'): Float32Array => {
    const total = new Float64Array(frames);
    for (const stem of stems) {
      const samples = stem[channel];
      for (let i = 0; i < frames; i++) total[i] = (total[i] ?? 0) + (samples[i] ?? 0);
    }
    return Float32Array.from(total);
  };
  return { left: sum('left'), right: sum('right') };
}

/**
 * The true stems of a piece of the demo library and their exact sum, `mix`. The same bytes on every device.
 * @throws RangeError when the library holds no such ISRC.
 */
export async function renderDemoStems(isrc: string): Promise<Required<Pick<StemSet, DemoStem | 'mix'>>> {
  const recording = recordingOf(isrc);
  const rendered = new Map<DemoStem, StereoPcm>();
  for (const stem of DEMO_STEMS) rendered.set(stem, await renderStem(recording, stem));
  const frames = Math.round((recording.durationMs * SAMPLE_RATE) / 1000);
  const silence = { left: new Float32Array(frames), right: new Float32Array(frames) };
  const of = (stem: DemoStem): StereoPcm => rendered.get(stem) ?? silence;
  return {
    drums: of('drums'),
    bass: of('bass'),
    other: of('other'),
    vocals: of('vocals'),
    mix: addUp(DEMO_STEMS.map(of), frames),
  };
}

/** The recording itself, as a listener would own it. */
export async function renderDemoMix(isrc: string): Promise<StereoPcm> {
  return (await renderDemoStems(isrc)).mix;
}
