import type { Recipe, Source } from '@flipside/recipe';
import { ProviderError } from '../../engine/providers/provider-error.ts';
import { resolveSource } from '../../engine/providers/resolve-source.ts';
import type { NodeSeparation } from '../../engine/separation/node.ts';
import type { ProviderId, StemSet } from '../../engine/types.ts';
import { SourcePreparation } from '../../engine/workers/source-preparation.ts';
import { touchedSpans } from '../../engine/workers/touched-spans.ts';
import type { World } from '../context.ts';
import { ffmpegDecoder } from '../ffmpeg-decoder.ts';
import type { OpenPlace } from '../places/open-places.ts';
import type { Progress } from '../progress.ts';
import { stoppable } from './cached-stems.ts';
import { FileCopyIndex } from '../storage/copy-files.ts';
import { openStemCache } from '../storage/stem-files.ts';
import { separationOf } from './separators.ts';

/** How one recording of a recipe was come by. */
export interface SourceAccount {
  readonly sourceId: string;
  readonly title: string;
  readonly artist: string;
  readonly isrc: readonly string[];
  readonly state: 'ready' | 'missing' | 'refused';
  /** Name of the place it was found in. */
  readonly place: string | null;
  /** What kind of place that is, as receipts of plays name it. */
  readonly provider: ProviderId | null;
  readonly matchedBy: 'isrc' | 'title' | null;
  /** Where the canonical recording begins in this copy. */
  readonly offsetMs: number | null;
  /** Whether its stems were kept from an earlier time. */
  readonly cached: boolean;
  readonly problem: { readonly code: string; readonly message: string } | null;
}

export interface PreparedSource {
  readonly account: SourceAccount;
  /** Null unless it is ready. */
  readonly stems: StemSet | null;
}

const NO_DECODER =
  'This format is decoded by ffmpeg, which is not on this machine or does not know it. Convert the file to FLAC.';
const STAGES = { reading: 'reading', aligning: 'aligning', separating: 'separating' } as const;

/** Finds, reads, aligns and separates what a recipe plays of one source: as pages do it, with the same code. */
export async function prepareSource(
  recipe: Recipe,
  source: Source,
  places: readonly OpenPlace[],
  separation: NodeSeparation,
  world: World,
  progress: Progress,
): Promise<PreparedSource> {
  const { id: sourceId, title, artist, isrc, durationMs } = source;
  const nowhere = { place: null, provider: null, matchedBy: null, offsetMs: null, cached: false };
  const base = { sourceId, title, artist, isrc, ...nowhere };
  const problem = (state: 'missing' | 'refused', code: string, message: string): PreparedSource => ({
    account: { ...base, state, problem: { code, message } },
    stems: null,
  });
  try {
    progress.report(`looking for “${title}”`, 0, 1);
    const found = await resolveSource(
      places.map(({ provider }) => provider),
      { isrc, title, artist, durationMs },
    );
    if (found.kind === 'mismatch') return problem('missing', found.nearest.reason, found.nearest.detail);
    const file = await found.provider.open(found.track);
    world.signal?.throwIfAborted();
    const result = await prepare(recipe, source, file, separation, world, progress);
    if (result.kind === 'page-decoder-needed') return problem('refused', 'unsupported', NO_DECODER);
    if (result.kind === 'refused') return problem('refused', result.problem.code, result.problem.text);
    const place = places.find(({ provider }) => provider === found.provider)?.name ?? null;
    const { offsetMs, stems, cached } = result;
    const how = { place, provider: found.provider.id, matchedBy: found.by, offsetMs, cached };
    return { account: { ...base, ...how, state: 'ready', problem: null }, stems };
  } catch (error) {
    if (error instanceof ProviderError) return problem('missing', error.code, error.message);
    throw error;
  }
}

function prepare(
  recipe: Recipe,
  source: Source,
  file: Blob,
  separation: NodeSeparation,
  world: World,
  progress: Progress,
): ReturnType<SourcePreparation['prepare']> {
  const preparation = new SourcePreparation({
    cache: openStemCache(world.env),
    copies: new FileCopyIndex(world.env),
    separator: () => ({ separator: stoppable(separation.separator, world.signal), run: () => null }),
    now: () => performance.now(),
    platform: ffmpegDecoder(),
  });
  const { stems, spans } = touchedSpans(recipe, source.id);
  return preparation.prepare(
    { file, decoded: null, source, separation: separationOf(separation), stems, spans },
    ({ stage, done }) => {
      // Thrown out of the engine's own pauses, so that Ctrl-C ends a long separation.
      world.signal?.throwIfAborted();
      progress.report(`${STAGES[stage]} “${source.title}”`, done, 1);
    },
  );
}
