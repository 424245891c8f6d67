import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query';
import { api, type Schemas } from '../../api/client.ts';
import {
  checkLeaf,
  checkLog,
  entryHash,
  findStatedLine,
  statementEntry,
  type LogMemory,
  type RememberedLog,
} from '../../engine/verify/index.ts';
import { hasStatus, unwrap } from './api-problem.ts';
import type { StatementLine, StatementView } from './royalties.ts';

export type PublicLog = Schemas['PublicLog'];
export type LogName = PublicLog['name'];
export type LogLeaf = Schemas['LogLeaf'];

const PAGE = 24;

export function usePublicLogs() {
  return useQuery({
    queryKey: ['logs'],
    queryFn: async () => unwrap(await api.GET('/api/logs')),
  });
}

export function useLeaves(name: LogName) {
  return useInfiniteQuery({
    queryKey: ['logs', name, 'leaves'],
    queryFn: async ({ pageParam }) =>
      unwrap(
        await api.GET('/api/logs/{name}/leaves', {
          params: {
            path: { name },
            query: { limit: PAGE, ...(pageParam === null ? {} : { before: pageParam }) },
          },
        }),
      ),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.before,
  });
}

/** One leaf by number or hash, with its proof. */
export function useProvedLeaf(name: LogName, leaf: string | undefined) {
  return useQuery({
    queryKey: ['logs', name, 'leaf', leaf ?? null],
    enabled: leaf !== undefined,
    queryFn: async () =>
      unwrap(
        await api.GET('/api/logs/{name}/leaves/{leaf}', { params: { path: { name, leaf: leaf ?? '' } } }),
      ),
  });
}

const keyOf = (origin: string): string => `flipside.log.${origin}`;

/** Kept by the browser until its data is cleared: then the log is seen for the first time again. */
const browserMemory = {
  get(origin: string): RememberedLog | null {
    const kept = window.localStorage.getItem(keyOf(origin));
    return kept === null ? null : (JSON.parse(kept) as RememberedLog);
  },
  set: (origin: string, log: RememberedLog) =>
    window.localStorage.setItem(keyOf(origin), JSON.stringify(log)),
} satisfies LogMemory;

async function readResource(name: LogName, path: string): Promise<Uint8Array | null> {
  const response = await fetch(`/log/${name}/${path}`);
  if (response.status === 404) return null;
  if (!response.ok) throw new Error(`The log answered ${response.status}.`);
  return new Uint8Array(await response.arrayBuffer());
}

/** What this browser keeps of a log. */
export const rememberedLog = (origin: string): RememberedLog | null => browserMemory.get(origin);

export const checkInBrowser = (log: PublicLog) =>
  checkLog((path) => readResource(log.name, path), log, browserMemory, Date.now());

/** Checks a log in this browser: signature, root, and that it continues what this browser saw before. */
export function useLogCheck(log: PublicLog | undefined) {
  return useQuery({
    queryKey: ['logs', log?.name ?? null, 'check'],
    enabled: log !== undefined && log.size > 0,
    staleTime: 30_000,
    queryFn: async () => {
      if (log === undefined) throw new TypeError('a query without a log is not run');
      return await checkInBrowser(log);
    },
  });
}

export type StatementProof =
  | {
      readonly kind: 'verified';
      readonly index: number;
      readonly size: number;
      /** Base 64, from the leaf's sibling to the root's child. */
      readonly path: readonly string[];
      readonly root: string;
    }
  | { readonly kind: 'absent' }
  | { readonly kind: 'wrong'; readonly message: string };

/** Makes the leaf that this statement must have, asks the log for its proof, and checks that here. */
export function useStatementProof(statement: StatementView) {
  return useMutation({
    mutationFn: async () => await proveStatement(statement),
  });
}

async function proveStatement(statement: StatementView): Promise<StatementProof> {
  const entry = statementEntry({ ...statement, party: statement.party.id });
  const { logs } = unwrap(await api.GET('/api/logs'));
  const log = logs.find(({ name }) => name === 'consent');
  if (log === undefined) return { kind: 'absent' };
  const found = await provedLeaf(entryHash(entry));
  if (found === null) return { kind: 'absent' };
  const checked = checkLeaf(found.proof, entry, log.vkey);
  if (!checked.ok) return { kind: 'wrong', message: checked.message };
  const { index, size, path, root } = checked;
  return { kind: 'verified', index, size, path, root };
}

/** Above this many lines the document is too much to read for one of them. */
const MOST_LINES = 100_000;

export type LineProof =
  | { readonly kind: 'too-long' }
  | { readonly kind: 'not-stated' }
  | { readonly kind: 'stated'; readonly statement: StatementProof };

async function* chunksOf(response: Response): AsyncGenerator<Uint8Array> {
  const reader = response.body?.getReader();
  for (let read = await reader?.read(); read?.done === false; read = await reader?.read()) yield read.value;
}

/**
 * Reads the frozen statement here, looks whether this very line stands in it, whether it is what the fingerprint
 * names, and whether the public log holds that.
 */
export function useLineProof(statement: StatementView) {
  return useMutation({
    mutationFn: async (line: StatementLine): Promise<LineProof> => {
      if (Number(statement.lines) > MOST_LINES) return { kind: 'too-long' };
      const response = await fetch(`/api/royalties/statements/${statement.id}/document`);
      if (!response.ok) throw new Error(`The statement could not be read (${response.status}).`);
      const { recipe, isrc, subjectId, side, territory, originPeriod, ...rest } = line;
      const { found, sha256 } = await findStatedLine(chunksOf(response), {
        ...{ recipe, isrc, subjectId, side, territory, originalPeriod: originPeriod },
        ...{ plays: rest.plays, usageMs: rest.usageMs, usagePpm: String(rest.usagePpm) },
        ...{ sharePpm: String(rest.sharePpm), amountMicros: rest.amountMicros, tariff: rest.tariff },
      });
      if (!found || sha256 !== statement.sha256) return { kind: 'not-stated' };
      return { kind: 'stated', statement: await proveStatement(statement) };
    },
  });
}

async function provedLeaf(leaf: string): Promise<Schemas['ProvedLogLeaf'] | null> {
  try {
    const path = { name: 'consent' as const, leaf };
    return unwrap(await api.GET('/api/logs/{name}/leaves/{leaf}', { params: { path } }));
  } catch (error) {
    if (hasStatus(error, 404)) return null;
    throw error;
  }
}
