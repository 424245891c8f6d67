import { z } from 'zod';
import { instant, pageOf, pageQuery, rightSide, uuid } from '../common/common.schemas.ts';
import { GrantScopeChange, grantPolicy, minimumRate, reason } from './consent.schemas.ts';
import { CatalogueFilter } from './party-catalogue.schemas.ts';

const subjectKind = z.enum(['RECORDING', 'WORK']);
const subject = z.strictObject({ kind: subjectKind, id: uuid });
const outcome = z.enum(['NEW', 'REVISED', 'UNCHANGED', 'REFUSED']);

const BulkSelection = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('SUBJECTS'),
      subjects: z
        .array(z.strictObject({ kind: subjectKind, id: uuid }))
        .min(1)
        .max(1000),
    }),
    /** Everything that the filter matches at the time of the preview. */
    z.strictObject({
      kind: z.literal('MATCHING'),
      filter: CatalogueFilter,
      except: z.array(subject).max(1000).default([]),
    }),
  ])
  .meta({ id: 'BulkSelection' });

const BulkChange = z
  .discriminatedUnion('kind', [
    /** Opts in, or changes terms: what is left out stays as it is. */
    z.strictObject({
      kind: z.literal('GRANT'),
      policy: grantPolicy.optional(),
      scope: GrantScopeChange.optional(),
      minimumRate: minimumRate.optional(),
    }),
    z.strictObject({ kind: z.literal('SUSPEND'), reason: reason.nullable().default(null) }),
    z.strictObject({ kind: z.literal('RESUME') }),
    z.strictObject({
      kind: z.literal('WITHDRAW'),
      reason: reason.nullable().default(null),
      at: instant.nullable().default(null),
    }),
  ])
  .meta({ id: 'BulkChange' });

export const BulkRequest = z
  .strictObject({ selection: BulkSelection, change: BulkChange })
  .meta({ id: 'BulkRequest' });

/** The preview that was looked at: what it says is applied, or nothing. */
export const ApplyBulk = z
  .strictObject({ preview: uuid, token: z.string().regex(/^[0-9a-f]{64}$/) })
  .meta({ id: 'ApplyBulk' });

export const BulkItemView = z
  .strictObject({
    position: z.int(),
    side: rightSide,
    kind: subjectKind,
    id: uuid,
    title: z.string(),
    grantId: uuid.nullable(),
    version: z.int().nullable(),
    outcome,
    note: z.string().nullable(),
    applied: z.boolean(),
  })
  .meta({ id: 'BulkItemView' });
export const BulkItemPage = pageOf(BulkItemView, 'BulkItemPage');
export const BulkItemQuery = z.strictObject({ ...pageQuery, outcome: outcome.optional() });

export const BulkView = z
  .strictObject({
    id: uuid,
    partyId: uuid,
    state: z.enum(['PREVIEWED', 'RUNNING', 'DONE']),
    token: z.string(),
    totals: z.strictObject({
      NEW: z.int(),
      REVISED: z.int(),
      UNCHANGED: z.int(),
      REFUSED: z.int(),
    }),
    /** Published flips that would stop or start playing; with `bounded` at least so many. */
    flips: z.strictObject({ stopping: z.int(), starting: z.int(), bounded: z.boolean() }),
    applied: z.int(),
    createdAt: instant,
    finishedAt: instant.nullable(),
  })
  .meta({ id: 'BulkView' });

export const BulkParams = z.strictObject({ id: uuid, bulk: uuid });
