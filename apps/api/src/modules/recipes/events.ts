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

/** Whom to tell, of what, and whose doing it was. */
const about = {
  hash,
  producerId: z.uuid(),
  title: z.string(),
  code: z.string(),
  cause: z.enum(['CLEARANCE', 'PRODUCER', 'OPERATOR']),
} as const;

/** Nothing plays from the recipe: a source is not cleared any more, its producer took it down, or an operator did. */
export const recipeWithdrawn = defineEvent(
  'recipe.withdrawn',
  z.strictObject({ ...about, reason: z.string() }),
);

export const recipeRestored = defineEvent('recipe.restored', z.strictObject(about));
