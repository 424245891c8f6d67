import { setTimeout as sleep } from 'node:timers/promises';
import type { Recipe } from '@flipside/recipe';
import { createEncoder } from '../../engine/export/index.ts';
import { RecipeRenderer } from '../../engine/render/index.ts';
import { BLOCK_SIZE, SAMPLE_RATE } from '../../engine/types.ts';
import { progressOf } from '../context.ts';
import type { Outcome, World } from '../context.ts';
import { CommandError, EXIT, usageError } from '../exit-codes.ts';
import type { Progress } from '../progress.ts';
import { CountedPlay, PipedSession, type CountedEnd, type PlayCount } from './counted-play.ts';
import { describeSource, gather, loadBelieved, type Material } from './gather.ts';
import { PipeOutput, PlayerProcess, playerWords, type SoundOutput } from './player-process.ts';
import type { LoadedRecipe } from './recipe-input.ts';
import { openSeparation, separationAsMade, type ChosenSeparation } from './separators.ts';
import type { PlaceOptions } from './sound-options.ts';
import type { SourceAccount } from './source-stems.ts';

export interface PlayOptions extends PlaceOptions {
  readonly player?: string;
  readonly stdout?: boolean;
  /** Seconds from the beginning. */
  readonly at: number;
  readonly model?: string;
  readonly modelFile?: string;
  readonly partial?: boolean;
}

/** Sound that is handed over before it is due: enough for a machine that is busy, and soon over after Ctrl-C. */
const LEAD_SECONDS = 1;

interface Playing {
  readonly renderer: RecipeRenderer;
  readonly from: number;
  readonly session: PipedSession;
  /** Null where what is written is not heard now: then it goes as fast as it is taken. */
  readonly pace: (() => number) | null;
}

/** The frames that a clock on the wall has let by since the first call. */
function clockOf(now: () => number): () => number {
  const started = now();
  return () => Math.floor(((now() - started) / 1000) * SAMPLE_RATE);
}

/** Hands a rendering over as it is played. @returns whether all of it was taken */
async function pour(
  { renderer, from, session, pace }: Playing,
  output: SoundOutput,
  progress: Progress,
  { signal }: World,
): Promise<boolean> {
  const total = renderer.frames - from;
  const encoder = createEncoder({ format: 'wav16' }, total);
  const block = { left: new Float32Array(BLOCK_SIZE), right: new Float32Array(BLOCK_SIZE) };
  let written = 0;
  let isTaken = await output.write(encoder.head());
  const tell = (): void => {
    const heard = pace === null ? written : Math.min(written, pace());
    if (pace !== null) session.advance(from + heard);
    progress.report(`playing “${session.recipe.title}”`, from + heard, renderer.frames);
  };
  while (isTaken && written < total) {
    signal?.throwIfAborted();
    const frames = renderer.render(block);
    if (frames === 0) break;
    isTaken = await output.write(encoder.encode(block, frames));
    written += frames;
    tell();
    const ahead = pace === null ? 0 : (written - pace()) / SAMPLE_RATE - LEAD_SECONDS;
    await sleep(Math.max(0, ahead * 1000), undefined, signal === undefined ? {} : { signal });
  }
  if (!isTaken) return false;
  await output.write(encoder.finish());
  // The last second is still being played.
  const elapsed = pace ?? (() => written);
  while (elapsed() < written) {
    await sleep(50, undefined, signal === undefined ? {} : { signal });
    tell();
  }
  return true;
}

const COUNTS: Readonly<Record<PlayCount, string | null>> = {
  uncounted: null,
  idle: null,
  asking: 'The instance could not be asked, so this play is not counted.',
  counting: 'Too little was heard for a play.',
  queued: 'The play is kept, and told to the instance with the next one.',
  counted: '✓ counted as a play',
  refused: 'Not counted',
};

interface Played extends CountedEnd {
  readonly isWhole: boolean;
  readonly seconds: number;
  /** The last words of the player, where it had any. */
  readonly said: string | null;
}

async function playOn(
  loaded: LoadedRecipe,
  material: Material,
  accounts: readonly SourceAccount[],
  open: () => SoundOutput,
  options: PlayOptions,
  world: World,
): Promise<Played> {
  const renderer = await RecipeRenderer.create(loaded.recipe, material);
  const from = Math.round(options.at * SAMPLE_RATE);
  if (from >= renderer.frames) throw pastTheEnd(loaded.recipe, renderer.frames);
  renderer.seek(from);
  const session = new PipedSession(loaded.recipe, accounts, from, renderer.frames);
  const isHeard = options.stdout !== true;
  const counted = await CountedPlay.open(loaded, session, isHeard, options, world);
  const progress = progressOf(options, world);
  const output = open();
  try {
    session.start();
    const pace = isHeard ? clockOf(() => performance.now()) : null;
    const isWhole = await pour({ renderer, from, session, pace }, output, progress, world);
    progress.end();
    const said = await output.end();
    session.end();
    // Some players end as if nothing had happened where there is no loudspeaker.
    if (!isWhole && said !== null) throw new CommandError(EXIT.fault, 'PLAYER_FAILED', said);
    const seconds = (isHeard ? session.state.positionSeconds : renderer.position / SAMPLE_RATE) - options.at;
    return { isWhole, seconds, said, ...(await counted.finish()) };
  } catch (error) {
    output.stop();
    await counted.finish();
    throw error;
  } finally {
    progress.end();
  }
}

const pastTheEnd = ({ title }: Recipe, frames: number) =>
  usageError('PAST_THE_END', `“${title}” is ${(frames / SAMPLE_RATE).toFixed(1)} seconds long.`);

function outputOf({ player, stdout, json }: PlayOptions, { env, sound }: World): () => SoundOutput {
  if (stdout !== true) {
    const words = playerWords(player, env);
    return () => new PlayerProcess(words, env);
  }
  if (player !== undefined) throw usageError('OPTIONS_CONFLICT', 'It is either --player or --stdout.');
  if (json === true)
    throw usageError('OPTIONS_CONFLICT', '--stdout writes sound where --json writes its document.');
  if (sound === undefined || ('isTTY' in sound && sound.isTTY === true))
    throw usageError('NO_PIPE', '--stdout writes a WAV file: pipe it on, or into a file.');
  return () => new PipeOutput(sound);
}

/** `flipside play`: a flip through the loudspeakers, by a program of this machine that can play. */
export async function play(word: string, options: PlayOptions, world: World): Promise<Outcome> {
  const open = outputOf(options, world);
  const progress = progressOf(options, world);
  const isAsked = options.model !== undefined || options.modelFile !== undefined;
  let chosen: ChosenSeparation | null = isAsked
    ? { separation: await openSeparation(options, world), note: null }
    : null;
  try {
    const loaded = await loadBelieved(word, options, world);
    chosen ??= await separationAsMade(loaded.recipe, world);
    const { material, accounts } = await gather(loaded.recipe, options, chosen.separation, world, progress);
    progress.end();
    // Where the output is sound, words go beside it.
    const say = options.stdout === true ? world.err : null;
    const lines = [...(chosen.note === null ? [] : [chosen.note]), ...accounts.map(describeSource)];
    for (const line of lines) say?.(line);
    const played = await playOn(loaded, material, accounts, open, options, world);
    return outcomeOf(loaded, accounts, played, chosen, say === null ? lines : null);
  } finally {
    await chosen?.separation.close();
    progress.end();
  }
}

function outcomeOf(
  { recipe, hash }: LoadedRecipe,
  sources: readonly SourceAccount[],
  { isWhole, seconds, said, count, refusal, promises }: Played,
  { separation, note }: ChosenSeparation,
  lines: readonly string[] | null,
): Outcome {
  const isComplete = sources.every(({ state }) => state === 'ready');
  const counted = COUNTS[count];
  const heard = `${isWhole ? '✓' : '–'} “${recipe.title}”, ${seconds.toFixed(1)} s${isWhole ? '' : ', then the player was closed'}`;
  const end = [
    heard,
    ...(said === null ? [] : [said]),
    ...(counted === null ? [] : [refusal === null ? counted : `${counted}: ${refusal}`]),
    ...(promises === null ? [] : [promises]),
  ];
  return {
    exitCode: isComplete ? EXIT.fine : EXIT.missing,
    document: {
      ...{ ok: isComplete, recipe: hash, title: recipe.title, model: separation.model.id, note },
      ...{
        sources,
        seconds: Math.round(seconds * 1000) / 1000,
        whole: isWhole,
        said,
        count,
        refusal,
        promises,
      },
    },
    lines: lines === null ? [] : [...lines, ...end],
  };
}
