import { z } from 'zod';
import { defineEvent } from '../../platform/outbox/outbox.ts';

const hash = z.string().regex(/^sha256-[0-9a-f]{64}$/);

export const recipePublished = defineEvent(
  'recipe.published',
  z.strictObject({
    hash,
    code: z.string(),
    producerId: z.uuid(),
    title: z.string(),
    publishedAt: z.iso.datetime(),
    supersedes: hash.nullable(),
  }),
);

/** A source is not cleared any more: nothing plays from the recipe until it is again. */
export const recipeWithdrawn = defineEvent('recipe.withdrawn', z.strictObject({ hash, reason: z.string() }));

export const recipeRestored = defineEvent('recipe.restored', z.strictObject({ hash }));
