import {
  hashKey,
  queryOptions,
  useMutation,
  useQuery,
  useQueryClient,
  type QueryClient,
} from '@tanstack/react-query';
import { api, type Schemas } from '../../api/client.ts';
import { expectOk, unwrap } from './api-problem.ts';

export type User = NonNullable<Schemas['Me']['user']>;

const meOptions = queryOptions({
  queryKey: ['me'],
  queryFn: async () => unwrap(await api.GET('/api/me')),
  staleTime: 60_000,
});

/** Who is signed in. `user` is null for a visitor and undefined while that is not known. */
export function useMe() {
  const query = useQuery(meOptions);
  return { ...query, user: query.data?.user };
}

export function useIssuers() {
  return useQuery({
    queryKey: ['issuers'],
    queryFn: async () => unwrap(await api.GET('/api/auth/issuers')).items,
  });
}

/**
 * First who is signed in, so that the screens stop asking in the name of somebody who left; then everything else, as it
 * is for anybody.
 */
async function forgetPerson(client: QueryClient): Promise<void> {
  const { queryKey } = meOptions;
  await client.resetQueries({ queryKey, exact: true });
  await client.resetQueries({ predicate: (query) => query.queryHash !== hashKey(queryKey) });
}

/** Signs out and forgets everything that was fetched for the person. */
export function useSignOut() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async () => expectOk(await api.POST('/api/auth/logout')),
    onSuccess: () => forgetPerson(client),
  });
}

export function useUpdateMe() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (body: Schemas['UpdateMe']) => unwrap(await api.PATCH('/api/me', { body })),
    onSuccess: (me) => client.setQueryData(meOptions.queryKey, me),
  });
}

export function useDeleteMe() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async () => expectOk(await api.DELETE('/api/me')),
    onSuccess: () => forgetPerson(client),
  });
}

const tokensKey = ['me', 'tokens'] as const;

export function useApiTokens() {
  return useQuery({
    queryKey: tokensKey,
    queryFn: async () => unwrap(await api.GET('/api/me/tokens')).items,
  });
}

export function useCreateApiToken() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (body: Schemas['NewApiToken']) => unwrap(await api.POST('/api/me/tokens', { body })),
    onSuccess: () => client.invalidateQueries({ queryKey: tokensKey }),
  });
}

export function useRevokeApiToken() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (id: string) =>
      expectOk(await api.DELETE('/api/me/tokens/{id}', { params: { path: { id } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: tokensKey }),
  });
}
