import { join } from 'node:path';
import type { Recipe, Stem } from '@flipside/recipe';
import { touchedSpans } from '../../engine/workers/touched-spans.ts';
import { fetchLayer } from '../../engine/workers/layer-fetch.ts';
import type { AudioFormat, ExportOptions, RenderPart } from '../../engine/export/index.ts';
import type { StemLibrary } from '../../engine/render/index.ts';
import type { StemSet, StereoPcm } from '../../engine/types.ts';
import { progressOf } from '../context.ts';
import type { Outcome, World } from '../context.ts';
import { CommandError, EXIT, usageError } from '../exit-codes.ts';
import { openPlaces, type OpenPlace } from '../places/open-places.ts';
import type { Progress } from '../progress.ts';
import { loadRecipe, type LoadedRecipe } from './recipe-input.ts';
import type { NodeSeparation } from '../../engine/separation/node.ts';
import { openSeparation, separationAsMade, type ChosenSeparation } from './separators.ts';
import { formatOfName, suffixOf, type RenderOptions } from './sound-options.ts';
import { prepareSource, type PreparedSource, type SourceAccount } from './source-stems.ts';
import { writeRendering, type Written } from './write-audio.ts';

interface RenderJob {
  readonly name: string;
  readonly path: string;
  readonly part: RenderPart;
}

/** The stems and layers of a recipe, as the renderer asks for them. */
class Material implements StemLibrary {
  readonly #stems = new Map<string, StemSet>();
  readonly #layers = new Map<string, StereoPcm>();

  add(sourceId: string, stems: StemSet): void {
    this.#stems.set(sourceId, stems);
  }

  addLayer(id: string, pcm: StereoPcm): void {
    this.#layers.set(id, pcm);
  }

  stem(sourceId: string, stem: Stem): StereoPcm | undefined {
    return this.#stems.get(sourceId)?.[stem];
  }

  layer(id: string): StereoPcm | undefined {
    return this.#layers.get(id);
  }
}

/** Sources that no clip plays need not be found. */
const isPlayed = (recipe: Recipe, sourceId: string): boolean =>
  touchedSpans(recipe, sourceId).stems.length > 0;

async function gather(
  recipe: Recipe,
  places: readonly OpenPlace[],
  separation: NodeSeparation,
  world: World,
  progress: Progress,
): Promise<{ readonly material: Material; readonly accounts: readonly SourceAccount[] }> {
  const material = new Material();
  const accounts: SourceAccount[] = [];
  for (const source of recipe.sources) {
    if (!isPlayed(recipe, source.id)) continue;
    const prepared: PreparedSource = await prepareSource(recipe, source, places, separation, world, progress);
    accounts.push(prepared.account);
    if (prepared.stems !== null) material.add(source.id, prepared.stems);
  }
  for (const { id, href, sha256 } of recipe.layers ?? []) {
    progress.report(`layer ${href}`, 0, 1);
    material.addLayer(id, await layerOf(href, sha256));
  }
  return { material, accounts };
}

async function layerOf(href: string, sha256: string): Promise<StereoPcm> {
  try {
    return await fetchLayer({ href, sha256 });
  } catch (error) {
    throw new CommandError(
      EXIT.missing,
      'LAYER_MISSING',
      error instanceof Error ? error.message : String(error),
    );
  }
}

const safeName = (text: string): string =>
  text
    .replaceAll(/[^\p{L}\p{N} ._-]+/gu, '_')
    .trim()
    .slice(0, 80) || 'track';

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
  const tracks = recipe.tracks.map(({ id, name }, index): RenderJob => {
    const label = `${String(index + 1).padStart(2, '0')} ${safeName(name)}`;
    return { name, path: file(label), part: { kind: 'track', trackId: id } };
  });
  return [mix, ...tracks];
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

/** Says of every recording that could not be used why; they are named all at once. */
function missingOf(accounts: readonly SourceAccount[]): CommandError | null {
  const bad = accounts.filter(({ problem }) => problem !== null);
  if (bad.length === 0) return null;
  const lines = bad.map(({ title, artist, problem }) => `“${title}” by ${artist}: ${problem?.message ?? ''}`);
  const code = bad.every(({ state }) => state === 'missing') ? 'SOURCE_MISSING' : 'SOURCE_REFUSED';
  return new CommandError(EXIT.missing, code, lines.join('\n'));
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
    const loaded = await loadRecipe(word, options, world);
    if (!loaded.proof.ok && loaded.proof.code !== 'UNSIGNED')
      throw new CommandError(
        EXIT.fault,
        loaded.proof.code,
        `The recipe's signature does not hold (${loaded.proof.code}).`,
      );
    const { recipe } = loaded;
    const jobs = jobsOf(loaded, options, format);
    const needsPlaces = recipe.sources.some(({ id }) => isPlayed(recipe, id));
    const places = needsPlaces ? await openPlaces(options.from, world, progress) : [];
    const chosen: ChosenSeparation =
      separation === null ? await separationAsMade(recipe, world) : { separation, note: null };
    separation = chosen.separation;
    const { material, accounts } = await gather(recipe, places, separation, world, progress);
    const missing = missingOf(accounts);
    if (missing !== null && options.partial !== true) throw missing;
    const settings = {
      format,
      tags: tagsOf(recipe),
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

/** Whoever hears the file should know whose it is: the recordings and who made the flip of them. */
function tagsOf({ title, sources }: Recipe): Record<string, string> {
  const credits = sources.map((source) => `${source.artist}: ${source.title}`).join('; ');
  return { TITLE: title, ...(credits === '' ? {} : { COMMENT: `Made of ${credits}` }) };
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

function describeSource({ title, artist, place, matchedBy, offsetMs, problem }: SourceAccount): string {
  if (problem !== null) return `✗ ${title} – ${artist}: ${problem.message}`;
  const by = matchedBy === 'isrc' ? 'by ISRC' : 'by title';
  const offset = Math.abs(offsetMs ?? 0) < 0.01 ? 'in place' : `${(offsetMs ?? 0).toFixed(2)} ms in`;
  return `✓ ${title} – ${artist}: ${place ?? ''}, ${by}, ${offset}`;
}
