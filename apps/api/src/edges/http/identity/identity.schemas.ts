import { z } from 'zod';
import { instant, uuid } from '../common/common.schemas.ts';

export const IssuerList = z
  .strictObject({
    items: z.array(z.strictObject({ id: z.string(), name: z.string(), builtIn: z.boolean() })),
  })
  .meta({ id: 'IssuerList' });

export const PartyMembership = z
  .strictObject({ id: uuid, name: z.string(), role: z.enum(['OWNER', 'MANAGER', 'VIEWER']) })
  .meta({ id: 'PartyMembership' });

/** The signed-in user. `user` is null for a visitor. */
export const Me = z
  .strictObject({
    user: z
      .strictObject({
        id: uuid,
        handle: z.string(),
        displayName: z.string(),
        email: z.string().nullable(),
        operator: z.boolean(),
        parties: z.array(PartyMembership),
        createdAt: instant,
      })
      .nullable(),
  })
  .meta({ id: 'Me' });

export const UpdateMe = z
  .strictObject({
    displayName: z.string().trim().min(1).max(80).optional(),
    handle: z
      .string()
      .regex(
        /^[a-z0-9](?:[a-z0-9-]{0,28}[a-z0-9])?$/,
        'must be 1 to 30 lower-case letters, digits and inner dashes',
      )
      .optional(),
    email: z.email().max(254).nullable().optional(),
  })
  .meta({ id: 'UpdateMe' });

export const ApiTokenView = z
  .strictObject({
    id: uuid,
    name: z.string(),
    scopes: z.array(z.string()),
    createdAt: instant,
    expiresAt: instant.nullable(),
    lastUsedAt: instant.nullable(),
    madeBy: z
      .strictObject({ id: uuid, name: z.string() })
      .nullable()
      .meta({ description: 'The token that it was made with, and ends with' }),
  })
  .meta({ id: 'ApiTokenView' });
export const ApiTokenList = z.strictObject({ items: z.array(ApiTokenView) }).meta({ id: 'ApiTokenList' });
export const NewApiToken = z
  .strictObject({
    name: z.string().trim().min(1).max(80),
    scopes: z.array(z.string().max(40)).min(1).max(32),
    expiresInDays: z.int().min(1).max(730).nullable().default(90),
  })
  .meta({ id: 'NewApiToken' });
/** The token itself is answered once and never again. */
export const CreatedApiToken = z
  .strictObject({ ...ApiTokenView.shape, token: z.string() })
  .meta({ id: 'CreatedApiToken' });
