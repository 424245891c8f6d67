import { z } from 'zod';
import { Credits } from '../recipes/recipes.schemas.ts';
import { instant, isrc, recipeHash, territory, uuid } from '../common/common.schemas.ts';

export const deviceKey = z
  .string()
  .regex(/^did:key:z6Mk[1-9A-HJ-NP-Za-km-z]{44}$/, 'must be an Ed25519 did:key');

export const NewPlayGrant = z
  .strictObject({ recipe: recipeHash, device: deviceKey })
  .meta({ id: 'NewPlayGrant' });

/** A state of another registry's log that a decision rested on; `root` is Base64. */
const RegistryHead = z
  .strictObject({ origin: z.string(), size: z.int().min(0), root: z.string() })
  .meta({ id: 'RegistryHead' });

/** Permission for one device to report one play. `sig` is the instance's Ed25519 over the JCS bytes of the rest. */
export const PlayGrant = z
  .strictObject({
    id: uuid,
    home: z.url(),
    recipe: recipeHash,
    device: deviceKey,
    territory,
    issuedAt: instant,
    expiresAt: instant,
    tariffVersion: z.int(),
    rulesVersion: z.int(),
    minimumMs: z.int(),
    /** What of other registries was read when the play was allowed. */
    heads: z.array(RegistryHead),
    credits: Credits,
    key: z.string(),
    sig: z.string(),
  })
  .meta({ id: 'PlayGrant' });

export const ReceiptSource = z
  .strictObject({
    isrc,
    provider: z.enum(['files', 'demo', 'subsonic', 'tidal', 'soundcloud', 'beatport']),
    heardMs: z.int().min(0).max(86_400_000),
  })
  .meta({ id: 'ReceiptSource' });

/** A play as the device signed it: Ed25519 over the JCS bytes of everything but `sig`. */
export const PlayReceipt = z
  .strictObject({
    v: z.literal(1),
    home: z
      .url()
      .max(300)
      .regex(/^[\x21-\x7e]+$/, 'must be printable ASCII'),
    grant: uuid,
    recipe: recipeHash,
    start: instant,
    heardMs: z.int().min(0).max(86_400_000),
    sources: z.array(ReceiptSource).max(64),
    app: z
      .string()
      .min(1)
      .max(80)
      .regex(/^[^\p{Cc}\p{Cs}]+$/u, 'must be printable'),
    device: deviceKey,
    sig: z.string().regex(/^[A-Za-z0-9_-]{86}$/),
  })
  .meta({ id: 'PlayReceipt' });
export type PlayReceipt = z.infer<typeof PlayReceipt>;

export const SubmitPlays = z
  .strictObject({ receipts: z.array(PlayReceipt).min(1).max(500) })
  .meta({ id: 'SubmitPlays' });

/**
 * What the instance promises to have counted; kept by the device. `sig` is the instance's Ed25519 over the JCS bytes of
 * `{ countedAt, key, log, root, size, v }`, where `root` is what `path` leads to from
 * SHA-256(0x00 ‖ JCS({ leaf, receiptId, recipe })), the `index`th of `size` leaves (RFC 9162 §2.1.3).
 */
export const PlayPromise = z
  .strictObject({
    v: z.literal(2),
    receiptId: z.string(),
    recipe: recipeHash,
    countedAt: instant,
    /** The public log of the play, and the hash of its leaf there in hex. */
    log: z.string(),
    leaf: z.string().regex(/^[0-9a-f]{64}$/),
    index: z.int(),
    size: z.int(),
    path: z.array(z.string()),
    key: z.string(),
    sig: z.string(),
  })
  .meta({ id: 'PlayPromise' });

export const PlayResult = z
  .discriminatedUnion('status', [
    z.strictObject({ grant: uuid, status: z.literal('counted'), promise: PlayPromise }),
    // Counted before: the promise again, for a device that lost its answer; none while the play is kept aside.
    z.strictObject({ grant: uuid, status: z.literal('duplicate'), promise: PlayPromise.nullable() }),
    // Kept, and counted later: by itself at `until`, or when an operator has looked.
    z.strictObject({
      grant: uuid,
      status: z.literal('quarantined'),
      reason: z.string(),
      detail: z.string(),
      until: instant.nullable(),
    }),
    z.strictObject({ grant: uuid, status: z.literal('rejected'), reason: z.string(), detail: z.string() }),
  ])
  .meta({ id: 'PlayResult' });
export const PlayResults = z.strictObject({ results: z.array(PlayResult) }).meta({ id: 'PlayResults' });
