import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, type Schemas } from '../../api/client.ts';
import { unwrap } from './api-problem.ts';

export type TreeNode = Schemas['TreeNode'];
export type CorrectionView = Schemas['CorrectionView'];
export type DerivativeView = Schemas['DerivativeView'];
export type OwnFlip = Schemas['OwnFlip'];
export type StatedFlip = Schemas['StatedFlip'];
export type RecipeState = Schemas['RecipeState'];
export type Box = 'asked' | 'to-decide';

const paged = {
  initialPageParam: null as string | null,
  getNextPageParam: (page: { nextCursor: string | null }) => page.nextCursor,
};
const from = (cursor: string | null) => (cursor === null ? {} : { cursor });

/** Above and below a flip; the flips made directly from it come page after page. */
export function useTree(hash: string, enabled = true) {
  return useInfiniteQuery({
    queryKey: ['tree', hash],
    enabled,
    queryFn: async ({ pageParam }) =>
      unwrap(
        await api.GET('/api/recipes/{hash}/tree', {
          params: { path: { hash }, query: { limit: 20, depth: 3, ...from(pageParam) } },
        }),
      ),
    ...paged,
  });
}

export function useCorrections(box: Box) {
  return useInfiniteQuery({
    queryKey: ['corrections', box],
    queryFn: async ({ pageParam }) =>
      unwrap(
        await api.GET('/api/credit-corrections', {
          params: { query: { box, limit: 24, ...from(pageParam) } },
        }),
      ),
    ...paged,
  });
}

export type Asked =
  | { readonly kind: 'flip'; readonly hash: string; readonly body: Schemas['NewFlipCorrection'] }
  | { readonly kind: 'recording'; readonly isrc: string; readonly body: Schemas['NewCreditCorrection'] }
  | { readonly kind: 'work'; readonly id: string; readonly body: Schemas['NewCreditCorrection'] };

async function ask(asked: Asked) {
  if (asked.kind === 'flip') {
    const params = { path: { hash: asked.hash } };
    return unwrap(await api.POST('/api/recipes/{hash}/credit-corrections', { params, body: asked.body }));
  }
  if (asked.kind === 'recording') {
    const params = { path: { isrc: asked.isrc } };
    return unwrap(await api.POST('/api/recordings/{isrc}/credit-corrections', { params, body: asked.body }));
  }
  const params = { path: { id: asked.id } };
  return unwrap(await api.POST('/api/works/{id}/credit-corrections', { params, body: asked.body }));
}

export function useAskCorrection() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ask,
    onSuccess: () => client.invalidateQueries({ queryKey: ['corrections'] }),
  });
}

export interface Decision {
  readonly id: string;
  readonly how: 'accept' | 'decline' | 'withdraw';
  readonly reason: string;
}

async function decide({ id, how, reason }: Decision) {
  const params = { path: { id } };
  const said = { reason: reason === '' ? null : reason };
  if (how === 'decline')
    return unwrap(await api.POST('/api/credit-corrections/{id}/decline', { params, body: { reason } }));
  if (how === 'accept')
    return unwrap(await api.POST('/api/credit-corrections/{id}/accept', { params, body: said }));
  return unwrap(await api.POST('/api/credit-corrections/{id}/withdraw', { params, body: said }));
}

export function useDecideCorrection() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: decide,
    // Credits of any flip may tell it now.
    onSuccess: () => client.invalidateQueries(),
  });
}

export interface DerivativeFilter {
  readonly isrc?: string | undefined;
  readonly state?: RecipeState | undefined;
}

export function useDerivatives(party: string, { isrc, state }: DerivativeFilter) {
  return useInfiniteQuery({
    queryKey: ['party', party, 'derivatives', isrc ?? null, state ?? null],
    queryFn: async ({ pageParam }) =>
      unwrap(
        await api.GET('/api/parties/{id}/derivatives', {
          params: {
            path: { id: party },
            query: {
              limit: 24,
              ...(isrc === undefined ? {} : { isrc }),
              ...(state === undefined ? {} : { state }),
              ...from(pageParam),
            },
          },
        }),
      ),
    ...paged,
  });
}

export function useOwnFlips() {
  return useInfiniteQuery({
    queryKey: ['own-flips'],
    queryFn: async ({ pageParam }) =>
      unwrap(await api.GET('/api/me/flips', { params: { query: { limit: 24, ...from(pageParam) } } })),
    ...paged,
  });
}

export function useStateChanges() {
  return useInfiniteQuery({
    queryKey: ['recipe-changes'],
    queryFn: async ({ pageParam }) =>
      unwrap(await api.GET('/api/recipe-changes', { params: { query: { limit: 12, ...from(pageParam) } } })),
    ...paged,
  });
}

export function useHistory(hash: string, enabled: boolean) {
  return useQuery({
    queryKey: ['history', hash],
    enabled,
    queryFn: async () =>
      unwrap(await api.GET('/api/recipes/{hash}/history', { params: { path: { hash } } })).items,
  });
}

export interface Step {
  readonly hash: string;
  readonly step: 'take-down' | 'bring-back' | 'remove' | 'restore';
  readonly reason: string;
}

async function take({ hash, step, reason }: Step) {
  const params = { path: { hash } };
  const body = { reason };
  if (step === 'take-down') return unwrap(await api.POST('/api/recipes/{hash}/take-down', { params, body }));
  if (step === 'bring-back')
    return unwrap(await api.POST('/api/recipes/{hash}/bring-back', { params, body }));
  if (step === 'remove') return unwrap(await api.POST('/api/recipes/{hash}/remove', { params, body }));
  return unwrap(await api.POST('/api/recipes/{hash}/restore', { params, body }));
}

/** Takes a flip away, or gives it back. */
export function useStep() {
  const client = useQueryClient();
  return useMutation({ mutationFn: take, onSuccess: () => client.invalidateQueries() });
}

/** The works of a recording, for a correction that names one. */
export function useRecording(isrc: string, enabled: boolean) {
  return useQuery({
    queryKey: ['recording', isrc],
    enabled,
    queryFn: async () =>
      unwrap(await api.GET('/api/recordings/{isrc}', { params: { path: { isrc }, query: {} } })),
  });
}
