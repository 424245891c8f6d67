import { on } from 'node:events';
import { parentPort } from 'node:worker_threads';
import { parseRecipe } from '@flipside/recipe';
import { composeMusic } from '../../apps/client/src/engine/alignment/music.fixture.ts';
import { decodeAudio, DecodeError, readTags } from '../../apps/client/src/engine/decode/index.ts';
import { RecipeRenderer } from '../../apps/client/src/engine/render/recipe-renderer.ts';
import { audioCorpus } from './audio-corpus.ts';
import { type CaseReport, type Outcome, RECIPE_EVERY } from './fuzz-protocol.ts';
import { mutateAudio } from './mutate-audio.ts';
import { mutateRecipe } from './mutate-recipe.ts';
import { Random } from './random.ts';

const RENDERED_FRAMES = 8192;

const corpus = await audioCorpus();
const stem = composeMusic(4, 2);

const broken = (what: string): Outcome => ({ kind: 'broken', what });

/** Whether every sample is a number that a loudspeaker can be given. */
const isSound = (channel: Float32Array): boolean => channel.every((value) => Number.isFinite(value));

async function tryAudio(random: Random): Promise<{ name: string; outcome: Outcome }> {
  const [name, file] = random.pick(corpus);
  const [, other] = random.pick(corpus);
  const bytes = mutateAudio(file, random, other);
  await readTags(new Blob([bytes.slice()]));
  try {
    const { left, right } = await decodeAudio(new Blob([bytes.slice()]));
    if (left.length === 0 || left.length !== right.length)
      return { name, outcome: broken('sides of unequal length') };
    if (!isSound(left) || !isSound(right)) return { name, outcome: broken('values that are no numbers') };
    return { name, outcome: { kind: 'sound', frames: left.length } };
  } catch (error) {
    if (error instanceof DecodeError) return { name, outcome: { kind: 'refused', code: error.code } };
    return { name, outcome: broken(String(error instanceof Error ? error.stack : error)) };
  }
}

async function renderShortly(recipe: Parameters<typeof RecipeRenderer.create>[0]): Promise<Outcome> {
  const renderer = await RecipeRenderer.create(recipe, { stem: () => stem, layer: () => undefined });
  const frames = Math.min(RENDERED_FRAMES, renderer.frames);
  const block = { left: new Float32Array(frames), right: new Float32Array(frames) };
  if (frames > 0) renderer.render(block);
  return isSound(block.left) && isSound(block.right)
    ? { kind: 'sound', frames }
    : broken('a render with values that are no numbers');
}

async function tryRecipe(random: Random): Promise<{ name: string; outcome: Outcome }> {
  const name = 'recipe';
  const text = mutateRecipe(random);
  try {
    let document: unknown;
    try {
      document = JSON.parse(text);
    } catch {
      return { name, outcome: { kind: 'refused', code: 'no-json' } };
    }
    const parsed = parseRecipe(document);
    if (!parsed.ok)
      return {
        name,
        outcome: parsed.issues.length > 0 ? { kind: 'refused', code: 'issues' } : broken('no reason given'),
      };
    return { name, outcome: await renderShortly(parsed.recipe) };
  } catch (error) {
    return { name, outcome: broken(String(error instanceof Error ? error.stack : error)) };
  }
}

/** Milliseconds of processor time that this thread has used. */
function cpuMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

async function runCase(index: number): Promise<CaseReport> {
  const random = new Random(index);
  const started = cpuMs();
  const result = await (index % RECIPE_EVERY === 0 ? tryRecipe(random) : tryAudio(random));
  return { index, ...result, cpuMs: cpuMs() - started };
}

const port = parentPort;
if (port === null) throw new TypeError('This runs in a worker thread.');
port.postMessage('ready', []);
for await (const [index] of on(port, 'message') as AsyncIterable<[number]>)
  port.postMessage(await runCase(index), []);
