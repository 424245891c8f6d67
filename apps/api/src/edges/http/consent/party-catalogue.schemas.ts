import { z } from 'zod';
import { ClearanceState } from '../catalogue/catalogue.schemas.ts';
import {
  count,
  currency,
  cursor,
  instant,
  isrc,
  micros,
  pageQuery,
  rightSide,
  uuid,
} from '../common/common.schemas.ts';
import { GrantScope, grantPolicy, grantState } from './consent.schemas.ts';

/** The grant of a party that decides for a recording or work. */
export const CoveringGrant = z
  .strictObject({
    id: uuid,
    version: z.int(),
    state: grantState,
    policy: grantPolicy,
    covers: z.enum(['SUBJECT', 'RELEASE', 'CATALOGUE']),
    scope: GrantScope,
    minimumRate: z.strictObject({ currency, perPlayMicros: micros }).nullable(),
    withdrawnFrom: instant.nullable(),
    reason: z.string().nullable(),
  })
  .meta({ id: 'CoveringGrant' });

/** A recording or work of one party, with what the party granted for it: the artist's console and the label's table. */
export const PartyCatalogueItem = z
  .strictObject({
    kind: z.enum(['RECORDING', 'WORK']),
    id: uuid,
    isrc: isrc.nullable(),
    iswc: z.string().nullable(),
    title: z.string(),
    artist: z.string().nullable(),
    side: rightSide,
    /** What it claims for one set of territories, at most. Over a million while it claims more than all of it. */
    ppm: z.int().min(0),
    roles: z.array(z.string()),
    /** Parties for which this one may grant here by mandate. */
    mandatedBy: z.array(z.string()),
    /** The recordings in which it is heard, 100 at most. */
    recordingIds: z.array(uuid),
    release: z.strictObject({ id: uuid, title: z.string() }).nullable(),
    /** The grant that decides, if any: the party's own, for this, for a release it is on, or for the whole catalogue. */
    grant: CoveringGrant.nullable(),
    /** The party's grant for this alone. */
    own: CoveringGrant.nullable(),
    /** Its grant for a release or the whole catalogue, which holds beside the one for this alone. */
    wider: CoveringGrant.nullable(),
    clearance: ClearanceState,
    closesAt: instant.nullable(),
    flips: count,
  })
  .meta({ id: 'PartyCatalogueItem' });

export const PartyCataloguePage = z
  .strictObject({
    items: z.array(PartyCatalogueItem),
    nextCursor: cursor.nullable(),
    /** How many match in all; on the first page only. */
    total: z.int().nullable(),
  })
  .meta({ id: 'PartyCataloguePage' });

/** Which of a party's recordings and works. */
const filter = {
  q: z.string().trim().min(1).max(100).optional(),
  side: rightSide.optional(),
  release: uuid.optional(),
  clearance: ClearanceState.optional(),
} as const;
const flag = z
  .enum(['true', 'false'])
  .transform((value) => value === 'true')
  .optional();

export const PartyCatalogueQuery = z.strictObject({
  ...pageQuery,
  limit: z.coerce.number().int().min(1).max(500).default(24),
  ...filter,
  optedIn: flag,
  flipped: flag,
});

/** The same in a body. */
export const CatalogueFilter = z
  .strictObject({ ...filter, optedIn: z.boolean().optional(), flipped: z.boolean().optional() })
  .meta({ id: 'CatalogueFilter' });

export const ReleaseChoice = z
  .strictObject({ id: uuid, title: z.string(), artist: z.string() })
  .meta({ id: 'ReleaseChoice' });
export const ReleaseChoices = z
  .strictObject({ items: z.array(ReleaseChoice) })
  .meta({ id: 'ReleaseChoices' });
