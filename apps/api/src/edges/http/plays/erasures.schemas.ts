import { z } from 'zod';
import { instant, pageOf, pageQuery, uuid } from '../common/common.schemas.ts';
import { deviceKey } from './plays.schemas.ts';

const reason = z.string().trim().min(3).max(500);

/** A device asks for its bodies to be erased: Ed25519 by its key over the JCS bytes of everything but `sig`. */
export const DeviceErasure = z
  .strictObject({
    v: z.literal(1),
    home: z.url().max(300),
    erase: z.literal('bodies'),
    device: deviceKey,
    at: instant,
    sig: z.string().regex(/^[A-Za-z0-9_-]{86}$/),
  })
  .meta({ id: 'DeviceErasure' });
export const NewPlayErasure = z.strictObject({ device: deviceKey, reason }).meta({ id: 'NewPlayErasure' });

export const PlayBodyQuery = z.strictObject({ device: deviceKey });
/** Receipts with their salts: of counted plays, and of what did not count. */
export const PlayBodyCount = z
  .strictObject({ plays: z.int(), others: z.int() })
  .meta({ id: 'PlayBodyCount' });
export const ErasedBodies = z
  .strictObject({ plays: z.int(), others: z.int(), isDone: z.boolean() })
  .meta({ id: 'ErasedBodies' });

export const PlayErasureQuery = z.strictObject(pageQuery);
export const PlayErasure = z
  .strictObject({
    id: uuid,
    cause: z.enum(['RETENTION', 'DEVICE', 'OPERATOR']),
    device: z.string().nullable(),
    period: z.string().nullable(),
    plays: z.int(),
    others: z.int(),
    reason: z.string(),
    user: z.strictObject({ handle: z.string(), displayName: z.string() }).nullable(),
    at: instant,
  })
  .meta({ id: 'PlayErasure' });
export const PlayErasurePage = pageOf(PlayErasure, 'PlayErasurePage');
