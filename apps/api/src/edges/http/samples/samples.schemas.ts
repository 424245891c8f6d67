import { z } from 'zod';
import { instant, pageOf, pageQuery, recipeHash, territory, uuid } from '../common/common.schemas.ts';
import { deviceKey, PlayReceipt } from '../plays/plays.schemas.ts';
import { Credits } from '../recipes/recipes.schemas.ts';

const bytes32 = z.string().regex(/^[A-Za-z0-9+/]{43}=$/, 'must be 32 bytes in base64');

/**
 * Asks for the receipts of some plays of a flip in a statement’s period. `sig` is Ed25519 by `key` over the JCS bytes of
 * everything else. A draw takes the plays whose SHA-256(seed ‖ commitment) is least; others are named by their commitments.
 */
export const NewPlaySample = z
  .strictObject({
    v: z.literal(1),
    /** Of the kind that grows with time (RFC 9562 §5.7): the list is in its order. */
    id: z.uuidv7(),
    home: z.url().max(300),
    statement: uuid,
    recipe: recipeHash,
    territory: territory.nullable(),
    plays: z.union([
      z.strictObject({ draw: z.int().min(1).max(50), seed: bytes32 }),
      z.strictObject({ named: z.array(bytes32).min(1).max(50) }),
    ]),
    reason: z.string().trim().min(3).max(500),
    at: instant,
    key: deviceKey,
    sig: z.string().regex(/^[A-Za-z0-9_-]{86}$/),
  })
  .meta({ id: 'NewPlaySample' });

const summary = {
  id: uuid,
  statement: uuid,
  period: z.string(),
  recipe: z.strictObject({ hash: recipeHash, title: z.string(), credits: Credits }),
  reason: z.string(),
  plays: z.int(),
  user: z.strictObject({ handle: z.string(), displayName: z.string() }),
  createdAt: instant,
} as const;
export const PlaySampleItem = z.strictObject(summary).meta({ id: 'PlaySampleItem' });
export const PlaySamplePage = pageOf(PlaySampleItem, 'PlaySamplePage');
export const PlaySampleQuery = z.strictObject(pageQuery);

/** A play’s public leaf and, unless they were erased, the receipt and the salt that it commits to. */
export const SampledPlay = z
  .strictObject({
    position: z.int(),
    entry: z.record(z.string(), z.union([z.string(), z.number()])),
    receipt: PlayReceipt.nullable(),
    salt: z.string().nullable(),
    isTakenBack: z.boolean(),
  })
  .meta({ id: 'SampledPlay' });
/** `request` is what was signed, with its signature, as canonical JSON. */
export const PlaySampleView = z
  .strictObject({ ...summary, request: z.string(), items: z.array(SampledPlay) })
  .meta({ id: 'PlaySampleView' });

export const SampleParams = z.strictObject({ id: uuid });
export const SampledPlayParams = z.strictObject({
  id: uuid,
  position: z.coerce.number().int().min(0).max(99),
});
