import { useQuery } from '@tanstack/react-query';
import type { ExportOutlook } from '../../../../engine/workers/recipe-export.ts';
import { useStudio, useStudioState } from '../state/use-studio.ts';

export interface Outlook {
  readonly outlook: ExportOutlook | null;
  readonly error: unknown;
  readonly retry: () => void;
}

/** How large files of the flip would be and what they would lack; looked at again when a recording gets ready. */
export function useOutlook(): Outlook {
  const studio = useStudio();
  const ready = useStudioState(({ statuses }) =>
    [...statuses.values()].flatMap(({ sourceId, stage }) => (stage === 'ready' ? [sourceId] : [])).join(' '),
  );
  const { data, error, refetch } = useQuery({
    queryKey: ['export-outlook', studio.store.get().draftId, ready],
    queryFn: () => studio.exportOutlook(),
    networkMode: 'always',
    retry: false,
    gcTime: 0,
  });
  return { outlook: data ?? null, error, retry: () => void refetch() };
}
