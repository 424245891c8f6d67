import { ProviderError } from './provider-error.ts';
import type { Provider, ProviderTrack, ResolveResult, SourceQuery } from '../types.ts';

/** Where a recording was found, or what every provider said instead. */
export type SourceResolution =
  | {
      readonly kind: 'match';
      readonly provider: Provider;
      readonly track: ProviderTrack;
      readonly by: 'isrc' | 'title';
    }
  | {
      readonly kind: 'mismatch';
      /** The answer that came nearest: a copy of another length says more than none at all. */
      readonly nearest: Extract<ResolveResult, { kind: 'mismatch' }>;
    };

const NEARNESS = ['duration', 'ambiguous', 'unreadable', 'not-found'] as const;
const NOWHERE = { kind: 'mismatch', reason: 'not-found', detail: 'No music source is connected.' } as const;

/** A place that cannot be asked just now must not keep the others from being asked; its words are an answer like others. */
async function ask(provider: Provider, query: SourceQuery): Promise<ResolveResult> {
  try {
    return await provider.resolve(query);
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    return { kind: 'mismatch', reason: 'unreadable', detail: error.message };
  }
}

/**
 * Asks providers in order for a recording. Those without full audio are not asked. A match by ISRC at a later provider wins over
 * a match by title at an earlier one.
 */
export async function resolveSource(
  providers: readonly Provider[],
  query: SourceQuery,
): Promise<SourceResolution> {
  let byTitle: SourceResolution | null = null;
  const misses: Extract<ResolveResult, { kind: 'mismatch' }>[] = [];
  for (const provider of providers.filter(({ capabilities }) => capabilities.pcm)) {
    const result = await ask(provider, query);
    if (result.kind === 'mismatch') misses.push(result);
    else if (result.by === 'isrc') return { kind: 'match', provider, track: result.track, by: 'isrc' };
    else byTitle ??= { kind: 'match', provider, track: result.track, by: 'title' };
  }
  if (byTitle !== null) return byTitle;
  const [nearest = NOWHERE] = misses.toSorted(
    (a, b) => NEARNESS.indexOf(a.reason) - NEARNESS.indexOf(b.reason),
  );
  return { kind: 'mismatch', nearest };
}
