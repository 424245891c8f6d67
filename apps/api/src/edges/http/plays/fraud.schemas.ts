import { z } from 'zod';
import { cursor, instant, pageOf, pageQuery, recipeHash, uuid } from '../common/common.schemas.ts';
import { Credits } from '../recipes/recipes.schemas.ts';
import { deviceKey } from './plays.schemas.ts';

const code = z.string().regex(/^[a-z_]{1,40}$/);
const receiptId = z.string().regex(/^[0-9a-f]{64}$/);
/** Said in sentences, for those who look at it later. */
const reason = z.string().trim().min(3).max(500);

const filter = {
  reason: code.optional(),
  device: deviceKey.optional(),
  recipe: recipeHash.optional(),
  from: instant.optional(),
  to: instant.optional(),
} as const;

export const RejectionQuery = z.strictObject({ ...filter, ...pageQuery });
const quarantineState = z.enum(['HELD', 'RELEASED', 'REFUSED']);
export const QuarantineQuery = z.strictObject({
  ...filter,
  ...pageQuery,
  state: quarantineState.default('HELD'),
});

const suspect = {
  id: uuid,
  reason: code,
  device: z.string().nullable(),
  recipe: z.strictObject({ hash: recipeHash, title: z.string(), credits: Credits }).nullable(),
  receivedAt: instant,
  startedAt: z.string().nullable(),
  heardMs: z.int().nullable(),
  attestedPermille: z.int(),
} as const;

/** A receipt that did not count. */
export const PlayRejection = z.strictObject({ ...suspect, detail: z.string() }).meta({ id: 'PlayRejection' });
const PlayRejectionReason = z
  .strictObject({ reason: code, receipts: z.int(), devices: z.int(), lastAt: instant })
  .meta({ id: 'PlayRejectionReason' });
/** How many there are of each reason is told with the first page. */
export const PlayRejectionPage = z
  .strictObject({
    items: z.array(PlayRejection),
    nextCursor: cursor.nullable(),
    reasons: z.array(PlayRejectionReason).nullable(),
  })
  .meta({ id: 'PlayRejectionPage' });

/** A receipt that is kept and does not count yet, or what became of it. */
const QuarantinedPlay = z
  .strictObject({
    ...suspect,
    state: quarantineState,
    releaseAt: instant.nullable(),
    decidedAt: instant.nullable(),
    note: z.string().nullable(),
  })
  .meta({ id: 'QuarantinedPlay' });
export const QuarantinePage = pageOf(QuarantinedPlay, 'QuarantinePage');

export const QuarantineDecision = z
  .strictObject({
    ids: z.array(uuid).min(1).max(500),
    decision: z.enum(['release', 'refuse']),
    note: reason,
  })
  .meta({ id: 'QuarantineDecision' });
export const QuarantineOutcome = z
  .strictObject({ decided: z.int(), counted: z.int() })
  .meta({ id: 'QuarantineOutcome' });

/** Which plays: all that fit every member. A device, a flip or a play is needed. */
const voidFilter = {
  device: deviceKey.optional(),
  recipe: recipeHash.optional(),
  receiptId: receiptId.optional(),
  from: instant.optional(),
  to: instant.optional(),
} as const;
export const PlayVoidFilter = z.strictObject(voidFilter).meta({ id: 'PlayVoidFilter' });
export const PlayVoidPreview = z
  .strictObject({
    plays: z.int(),
    recipes: z.int(),
    devices: z.int(),
    periods: z.array(z.strictObject({ period: z.string(), plays: z.int() })),
  })
  .meta({ id: 'PlayVoidPreview' });
export const NewPlayVoiding = z
  .strictObject({ ...voidFilter, reason, expectedPlays: z.int().min(1).max(100_000) })
  .meta({ id: 'NewPlayVoiding' });
export const PlayVoiding = z
  .strictObject({
    id: uuid,
    filter: z.strictObject({
      device: z.string().nullable(),
      recipe: recipeHash.nullable(),
      receiptId: receiptId.nullable(),
      from: instant.nullable(),
      to: instant.nullable(),
    }),
    reason: z.string(),
    plays: z.int(),
    period: z.string(),
    user: z.strictObject({ handle: z.string(), displayName: z.string() }),
    at: instant,
  })
  .meta({ id: 'PlayVoiding' });
export const PlayVoidingQuery = z.strictObject(pageQuery);
export const PlayVoidingPage = pageOf(PlayVoiding, 'PlayVoidingPage');
