import { useMutation, useQueryClient } from '@tanstack/react-query';
import { parseRecipe, type Recipe } from '@flipside/recipe';
import { producerSigner } from '../../../../engine/storage/signing-keys.ts';
import { api } from '../../../../api/client.ts';
import { unwrap } from '../../../queries/api-problem.ts';
import type { User } from '../../../queries/session.ts';
import { recipeOf } from '../document/studio-document.ts';
import type { Studio } from '../state/studio.ts';
import type { Published } from '../state/studio.types.ts';

/** Why a flip is no recipe yet; found on this device, before anything is sent. */
export class UnfinishedFlipError extends Error {
  override readonly name = 'UnfinishedFlipError';
}

/** The flip as a checked recipe. */
function finished(studio: Studio): Recipe {
  const parsed = parseRecipe(recipeOf(studio.document));
  if (parsed.ok) return parsed.recipe;
  const [issue] = parsed.issues;
  throw new UnfinishedFlipError(
    issue === undefined ? 'It cannot be read.' : `${issue.pointer} ${issue.message}.`,
  );
}

/** Signs the flip with this device's producer key and publishes it. The studio remembers that it did. */
export function usePublish(studio: Studio) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (user: User): Promise<Published> => {
      const recipe = finished(studio);
      const signed = (await producerSigner(user.id)).sign(recipe, new Date());
      return unwrap(
        await api.POST('/api/recipes', { body: { recipe: { ...signed }, tags: [...studio.document.tags] } }),
      );
    },
    onSuccess: (published) => {
      studio.store.set({ published });
      return client.invalidateQueries({ queryKey: ['feed'] });
    },
  });
}
