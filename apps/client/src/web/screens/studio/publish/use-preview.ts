import { useMemo } from 'react';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { parseRecipe, recipeHash, type Issue, type Recipe } from '@flipside/recipe';
import { api, type Schemas } from '../../../../api/client.ts';
import { unwrap } from '../../../queries/api-problem.ts';
import { useMe } from '../../../queries/session.ts';
import { recipeOf } from '../document/studio-document.ts';
import { useDocument } from '../state/use-studio.ts';

export type Preview = Schemas['PublishPreview'];

const QUIET_MS = 600;

export interface PreviewState {
  /** The recipe that the answer is about; null while it is not one. */
  readonly recipe: Recipe | null;
  readonly issues: readonly Issue[];
  readonly preview: Preview | null;
  readonly error: unknown;
  readonly isFetching: boolean;
  readonly retry: () => void;
}

/** What publishing the flip as it stands would mean: asked of the instance whenever editing rests. */
export function usePreview(): PreviewState {
  const { user } = useMe();
  const [document] = useDebouncedValue(
    useDocument((value) => value),
    QUIET_MS,
  );
  const { recipe, issues } = useMemo(() => {
    const parsed = parseRecipe(recipeOf(document));
    return parsed.ok ? { recipe: parsed.recipe, issues: [] } : { recipe: null, issues: parsed.issues };
  }, [document]);
  const hash = useMemo(() => (recipe === null ? null : recipeHash(recipe)), [recipe]);
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ['preview', user?.id ?? null, hash],
    enabled: recipe !== null && user !== undefined && user !== null,
    placeholderData: keepPreviousData,
    staleTime: 10_000,
    queryFn: async () => unwrap(await api.POST('/api/recipes/preview', { body: { recipe: { ...recipe } } })),
  });
  return {
    recipe,
    issues,
    preview: recipe === null ? null : (data ?? null),
    error,
    isFetching,
    retry: () => void refetch(),
  };
}
