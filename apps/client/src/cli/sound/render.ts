import { join } from 'node:path';
import type { Recipe } from '@flipside/recipe';
import { touchedSpans } from '../../engine/workers/touched-spans.ts';
import { creditTags } from '../../engine/export/index.ts';
import type { AudioFormat, ExportOptions, RenderPart } from '../../engine/export/index.ts';
import { partsOf } from '../../engine/interchange/index.ts';
import { progressOf } from '../context.ts';
import type { Outcome, World } from '../context.ts';
import { EXIT, usageError } from '../exit-codes.ts';
import type { Progress } from '../progress.ts';
import { describeSource, gather, loadBelieved, type Material } from './gather.ts';
import type { LoadedRecipe } from './recipe-input.ts';
import { openSeparation, separationAsMade, type ChosenSeparation } from './separators.ts';
import { formatOfName, suffixOf, type RenderOptions } from './sound-options.ts';
import type { SourceAccount } from './source-stems.ts';
import { writeRendering, type Written } from './write-audio.ts';

interface RenderJob {
  readonly name: string;
  readonly path: string;
  readonly part: RenderPart;
}

/** What is written where: one file, or a directory of parts that sum to what enters the master. */
function jobsOf(
  { recipe }: LoadedRecipe,
  { out, stems }: RenderOptions,
  format: AudioFormat,
): readonly RenderJob[] {
  if (stems === undefined || stems === false) return [{ name: 'mix', path: out, part: { kind: 'mix' } }];
  const file = (name: string): string => join(out, `${name}${suffixOf(format)}`);
  const mix: RenderJob = { name: 'mix', path: file('00 mix'), part: { kind: 'mix' } };
  if (stems === 'stems') {
    const heard = new Set(recipe.sources.flatMap(({ id }) => touchedSpans(recipe, id).stems));
    return [
      mix,
      ...[...heard].map((stem): RenderJob => ({
        name: stem,
        path: file(stem),
        part: { kind: 'stem', stem },
      })),
    ];
  }
  return partsOf(recipe).map(({ title, name, part }): RenderJob => ({ name: title, path: file(name), part }));
}

function formatOf({ format, out, stems }: RenderOptions): AudioFormat {
  const named = stems === undefined ? formatOfName(out) : null;
  if (format !== undefined && named !== null && suffixOf(format) !== suffixOf(named))
    throw usageError(
      'FORMAT_CONFLICT',
      `${out} is not named as ${format} is: end it with ${suffixOf(format)}.`,
    );
  return format ?? named ?? 'wav24';
}

async function writeAll(
  jobs: readonly RenderJob[],
  recipe: Recipe,
  material: Material,
  options: Omit<ExportOptions, 'part' | 'onProgress'>,
  progress: Progress,
): Promise<
  readonly (Written & {
    readonly name: string;
    readonly report: Awaited<ReturnType<typeof writeRendering>>['report'];
  })[]
> {
  const files = [];
  for (const { name, path, part } of jobs) {
    const { loudness, ...rest } = options;
    // A target is for what is heard: parts keep their level to one another.
    const own = part.kind === 'mix' && loudness !== undefined ? { ...rest, loudness } : rest;
    const onProgress = (done: number, total: number): void =>
      progress.report(`rendering ${name}`, done, total);
    files.push({ name, ...(await writeRendering(path, recipe, material, { ...own, part, onProgress })) });
  }
  return files;
}

/** `flipside render`: a flip as a file, made from the listener's own recordings on this machine. */
export async function render(word: string, options: RenderOptions, world: World): Promise<Outcome> {
  const progress = progressOf(options, world);
  const format = formatOf(options);
  const isAsked = options.model !== undefined || options.modelFile !== undefined;
  let separation = isAsked ? await openSeparation(options, world) : null;
  try {
    const loaded = await loadBelieved(word, options, world);
    const { recipe } = loaded;
    const jobs = jobsOf(loaded, options, format);
    const chosen: ChosenSeparation =
      separation === null ? await separationAsMade(recipe, world) : { separation, note: null };
    separation = chosen.separation;
    const { material, accounts } = await gather(recipe, options, separation, world, progress);
    const settings = {
      format,
      tags: creditTags(recipe),
      ...(options.loudness !== undefined && {
        loudness: {
          integratedLufs: options.loudness,
          ...(options.ceiling !== undefined && { ceilingDbtp: options.ceiling }),
        },
      }),
      ...(world.signal !== undefined && { signal: world.signal }),
    };
    const files = await writeAll(jobs, recipe, material, settings, progress);
    return outcomeOf(loaded, accounts, files, format, chosen);
  } finally {
    await separation?.close();
    progress.end();
  }
}

const decibels = (value: number): number | null =>
  Number.isFinite(value) ? Math.round(value * 100) / 100 : null;

function outcomeOf(
  { recipe, hash }: LoadedRecipe,
  sources: readonly SourceAccount[],
  written: Awaited<ReturnType<typeof writeAll>>,
  format: AudioFormat,
  { separation, note }: ChosenSeparation,
): Outcome {
  const files = written.map(({ name, path, bytes, sha256, report }) => ({
    ...{ name, path, bytes, sha256 },
    frames: report.frames,
    integratedLufs: decibels(report.loudness.integratedLufs),
    truePeakDbtp: decibels(report.loudness.truePeakDbtp),
    gainDb: decibels(report.gainDb),
  }));
  const isWhole = sources.every(({ state }) => state === 'ready');
  const lines = [
    ...(note === null ? [] : [note]),
    ...sources.map(describeSource),
    ...files.map(
      ({ path, integratedLufs, truePeakDbtp }) =>
        `✓ ${path}  ${integratedLufs ?? '−∞'} LUFS, ${truePeakDbtp ?? '−∞'} dBTP`,
    ),
  ];
  return {
    exitCode: isWhole ? EXIT.fine : EXIT.missing,
    document: {
      ...{ ok: isWhole, recipe: hash, title: recipe.title, format, model: separation.model.id, note },
      ...{ sources, files },
    },
    lines,
  };
}
