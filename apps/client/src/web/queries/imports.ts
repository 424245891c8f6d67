import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, type Schemas } from '../../api/client.ts';
import { ApiProblem, unwrap } from './api-problem.ts';

export type ImportView = Schemas['ImportView'];
export type ImportReportRow = Schemas['ImportReportRow'];
export type ImportFilter = 'ALL' | 'PROBLEMS' | ImportReportRow['outcome'];

/** How often a running import is asked how far it is. */
const POLL_MS = 1_000;

const isUnfinished = (one: ImportView): boolean => one.state === 'QUEUED' || one.state === 'RUNNING';

export function useImportPermission(party: string) {
  return useQuery({
    queryKey: ['party', party, 'import-permission'],
    queryFn: async () =>
      unwrap(await api.GET('/api/parties/{id}/import-permission', { params: { path: { id: party } } })),
  });
}

export function useDecideImportPermission(party: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (body: Schemas['DecideImportPermission']) =>
      unwrap(await api.PUT('/api/parties/{id}/import-permission', { params: { path: { id: party } }, body })),
    onSuccess: (permission) => client.setQueryData(['party', party, 'import-permission'], permission),
  });
}

/** All parties there are, for an operator. */
export function useAllParties(enabled: boolean) {
  return useQuery({
    queryKey: ['parties', 'all'],
    queryFn: async () => unwrap(await api.GET('/api/parties')).items,
    enabled,
  });
}

/** A party's imports, the newest first; asked again while one of them runs. */
export function useImports(party: string) {
  return useInfiniteQuery({
    queryKey: ['party', party, 'imports'],
    queryFn: async ({ pageParam }) =>
      unwrap(
        await api.GET('/api/parties/{id}/imports', {
          params: {
            path: { id: party },
            query: { limit: 12, ...(pageParam === null ? {} : { cursor: pageParam }) },
          },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ items }) => items.some(isUnfinished)) === true ? POLL_MS : false,
  });
}

const rowsQuery = (filter: ImportFilter) =>
  filter === 'ALL' ? {} : filter === 'PROBLEMS' ? { problems: 'true' as const } : { outcome: filter };

/** @param done how far the import is: a report that grows is read again. */
export function useImportRows(id: string, filter: ImportFilter, done: number) {
  return useInfiniteQuery({
    queryKey: ['import', id, 'rows', filter, done],
    queryFn: async ({ pageParam }) =>
      unwrap(
        await api.GET('/api/imports/{id}/rows', {
          params: {
            path: { id },
            query: { limit: 50, ...rowsQuery(filter), ...(pageParam === null ? {} : { cursor: pageParam }) },
          },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
}

export const importReportHref = (id: string, filter: ImportFilter): string =>
  `/api/imports/${id}/rows.csv?${new URLSearchParams(rowsQuery(filter)).toString()}`;

interface ImportFile {
  readonly file: File;
  /** What it is sent as; the instance looks into it all the same. */
  readonly type: string;
  readonly dryRun: boolean;
}

function useRefreshImports(party: string) {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: ['party', party, 'imports'] });
}

/** Sends a file as it is read: it may be larger than memory. */
export function useSendImport(party: string) {
  const refresh = useRefreshImports(party);
  return useMutation({
    mutationFn: async ({ file, type, dryRun }: ImportFile): Promise<ImportView> => {
      const query = new URLSearchParams({ fileName: file.name.slice(0, 200), dryRun: String(dryRun) });
      const response = await fetch(`/api/parties/${party}/imports?${query.toString()}`, {
        method: 'POST',
        credentials: 'same-origin',
        headers: { 'content-type': type },
        body: file,
      });
      const body: unknown = await response.json();
      if (!response.ok) throw new ApiProblem(response.status, body as object);
      return body as ImportView;
    },
    onSuccess: refresh,
  });
}

export type ImportStep = 'apply' | 'cancel' | 'resume';

export function useImportStep(party: string) {
  const refresh = useRefreshImports(party);
  return useMutation({
    mutationFn: async ({ id, step }: { id: string; step: ImportStep }) => {
      const params = { params: { path: { id } } };
      if (step === 'apply') return unwrap(await api.POST('/api/imports/{id}/apply', params));
      if (step === 'cancel') return unwrap(await api.POST('/api/imports/{id}/cancel', params));
      return unwrap(await api.POST('/api/imports/{id}/resume', params));
    },
    onSuccess: refresh,
  });
}
