import type { Recipe, Stem } from '@flipside/recipe';
import type { StemLibrary } from '../../engine/render/index.ts';
import type { NodeSeparation } from '../../engine/separation/node.ts';
import type { StemSet, StereoPcm } from '../../engine/types.ts';
import { fetchLayer } from '../../engine/workers/layer-fetch.ts';
import { touchedSpans } from '../../engine/workers/touched-spans.ts';
import type { World } from '../context.ts';
import { CommandError, EXIT } from '../exit-codes.ts';
import { openPlaces } from '../places/open-places.ts';
import type { Progress } from '../progress.ts';
import { loadRecipe, type LoadedRecipe } from './recipe-input.ts';
import type { PlaceOptions } from './sound-options.ts';
import { prepareSource, type PreparedSource, type SourceAccount } from './source-stems.ts';

/** The stems and layers of a recipe, as the renderer asks for them. */
export class Material implements StemLibrary {
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

/** A recipe whose signature, if it has one, holds. @throws {CommandError} */
export async function loadBelieved(word: string, options: PlaceOptions, world: World): Promise<LoadedRecipe> {
  const loaded = await loadRecipe(word, options, world);
  const { proof } = loaded;
  if (proof.ok || proof.code === 'UNSIGNED') return loaded;
  throw new CommandError(EXIT.fault, proof.code, `The recipe's signature does not hold (${proof.code}).`);
}

/** Sources that no clip plays need not be found. */
const isPlayed = (recipe: Recipe, sourceId: string): boolean =>
  touchedSpans(recipe, sourceId).stems.length > 0;

/**
 * Finds and prepares everything that a recipe sounds of, from the places of `--from`.
 *
 * @throws {CommandError} `SOURCE_MISSING` or `SOURCE_REFUSED`, naming all recordings that cannot be used, unless `partial`
 */
export async function gather(
  recipe: Recipe,
  { from, partial }: PlaceOptions & { readonly partial?: boolean },
  separation: NodeSeparation,
  world: World,
  progress: Progress,
): Promise<{ readonly material: Material; readonly accounts: readonly SourceAccount[] }> {
  const played = recipe.sources.filter(({ id }) => isPlayed(recipe, id));
  const places = played.length > 0 ? await openPlaces(from, world, progress) : [];
  const material = new Material();
  const accounts: SourceAccount[] = [];
  for (const source of played) {
    const prepared: PreparedSource = await prepareSource(recipe, source, places, separation, world, progress);
    accounts.push(prepared.account);
    if (prepared.stems !== null) material.add(source.id, prepared.stems);
  }
  for (const { id, href, sha256 } of recipe.layers ?? []) {
    progress.report(`layer ${href}`, 0, 1);
    material.addLayer(id, await layerOf(href, sha256));
  }
  const missing = missingOf(accounts);
  if (missing !== null && partial !== true) throw missing;
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

/** Says of every recording that could not be used why; they are named all at once. */
function missingOf(accounts: readonly SourceAccount[]): CommandError | null {
  const bad = accounts.filter(({ problem }) => problem !== null);
  if (bad.length === 0) return null;
  const lines = bad.map(({ title, artist, problem }) => `“${title}” by ${artist}: ${problem?.message ?? ''}`);
  const code = bad.every(({ state }) => state === 'missing') ? 'SOURCE_MISSING' : 'SOURCE_REFUSED';
  return new CommandError(EXIT.missing, code, lines.join('\n'));
}

export function describeSource({
  title,
  artist,
  place,
  matchedBy,
  offsetMs,
  problem,
}: SourceAccount): string {
  if (problem !== null) return `✗ ${title} – ${artist}: ${problem.message}`;
  const by = matchedBy === 'isrc' ? 'by ISRC' : 'by title';
  const offset = Math.abs(offsetMs ?? 0) < 0.01 ? 'in place' : `${(offsetMs ?? 0).toFixed(2)} ms in`;
  return `✓ ${title} – ${artist}: ${place ?? ''}, ${by}, ${offset}`;
}
