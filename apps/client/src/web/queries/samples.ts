import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, type Schemas } from '../../api/client.ts';
import { sampleSigner } from '../../engine/storage/signing-keys.ts';
import {
  checkLeaf,
  checkShownPlay,
  entryHash,
  newSampleId,
  newSeed,
  playEntry,
  signSampleRequest,
  type ShownPlayCheck,
} from '../../engine/verify/index.ts';
import { hasStatus, unwrap } from './api-problem.ts';
import type { StatementLine, StatementView } from './royalties.ts';

export type SampledPlay = Schemas['SampledPlay'];

/** A play that was shown, and what this browser found of it. */
export interface CheckedPlay {
  readonly play: SampledPlay;
  readonly shown: ShownPlayCheck;
  /** Where its leaf stands in the public log; `null` when the log has none, or its proof fails. */
  readonly leaf: number | null;
}

const samplesKey = (statement: string) => ['statement', statement, 'samples'] as const;

async function leafOf(play: SampledPlay, vkey: string): Promise<number | null> {
  const entry = playEntry(play);
  try {
    const path = { name: 'plays' as const, leaf: entryHash(entry) };
    const { proof } = unwrap(await api.GET('/api/logs/{name}/leaves/{leaf}', { params: { path } }));
    const checked = checkLeaf(proof, entry, vkey);
    return checked.ok ? checked.index : null;
  } catch (error) {
    if (hasStatus(error, 404)) return null;
    throw error;
  }
}

async function check(items: readonly SampledPlay[]): Promise<CheckedPlay[]> {
  const { logs } = unwrap(await api.GET('/api/logs'));
  const log = logs.find(({ name }) => name === 'plays');
  if (log === undefined) throw new Error('This instance shows no log of plays.');
  const { origin } = window.location;
  return await Promise.all(
    items.map(async (play) => ({
      play,
      shown: checkShownPlay(play, origin),
      leaf: await leafOf(play, log.vkey),
    })),
  );
}

interface Look {
  readonly line: StatementLine;
  readonly plays: number;
  readonly reason: string;
}

/**
 * Asks for the receipts of some plays of a line, drawn by a seed that is made here, with a request that this browser signs,
 * and checks each here against its device and the public log.
 */
export function useLookAtPlays(statement: StatementView, account: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ line, plays, reason }: Look) => {
      const now = Date.now();
      const drawn = { draw: plays, seed: newSeed() };
      const request = await signSampleRequest(
        {
          v: 1,
          id: newSampleId(now),
          home: window.location.origin,
          statement: statement.id,
          recipe: line.recipe,
          territory: line.territory,
          plays: drawn,
          reason,
          at: new Date(now).toISOString(),
        },
        await sampleSigner(account),
      );
      const body = { ...request, plays: drawn };
      const params = { path: { id: statement.id } };
      const sample = unwrap(await api.POST('/api/royalties/statements/{id}/play-samples', { params, body }));
      return await check(sample.items);
    },
    onSettled: () => client.invalidateQueries({ queryKey: samplesKey(statement.id) }),
  });
}

/** Who looked at plays of a statement, the newest first. */
export function useSamples(statement: string, enabled: boolean) {
  return useInfiniteQuery({
    queryKey: samplesKey(statement),
    enabled,
    queryFn: async ({ pageParam }) =>
      unwrap(
        await api.GET('/api/royalties/statements/{id}/play-samples', {
          params: {
            path: { id: statement },
            query: { limit: 12, ...(pageParam === null ? {} : { cursor: pageParam }) },
          },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
}
