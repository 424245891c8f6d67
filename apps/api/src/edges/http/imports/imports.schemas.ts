import { z } from 'zod';
import {
  IMPORT_FORMATS,
  IMPORT_OUTCOMES,
  IMPORT_PHASES,
  IMPORT_STATES,
} from '../../../modules/imports/index.ts';
import { cursor, instant, pageOf, pageQuery, uuid } from '../common/common.schemas.ts';

export const ImportParams = z.strictObject({ id: uuid });
const flag = z.enum(['true', 'false']).transform((text) => text === 'true');

export const NewImportQuery = z.strictObject({
  fileName: z.string().trim().min(1).max(200),
  /** Says what would be done, and does nothing. */
  dryRun: flag.default(false),
});

export const ImportFailure = z
  .strictObject({
    line: z.int().nullable(),
    field: z.string().nullable(),
    code: z.string(),
    reason: z.string(),
  })
  .meta({ id: 'ImportFailure' });

export const ImportView = z
  .strictObject({
    id: uuid,
    partyId: uuid,
    fileName: z.string(),
    format: z.enum(IMPORT_FORMATS),
    bytes: z.int(),
    /** Whether the file is still kept, so that it can be applied or resumed. */
    hasFile: z.boolean(),
    dryRun: z.boolean(),
    state: z.enum(IMPORT_STATES),
    phase: z.enum(IMPORT_PHASES),
    /** Recordings, works and releases; null until the file has been checked. */
    total: z.int().nullable(),
    done: z.int(),
    counts: z.strictObject({ created: z.int(), updated: z.int(), unchanged: z.int(), rejected: z.int() }),
    /** Why the file as a whole is refused. */
    failure: ImportFailure.nullable(),
    /** What holds for the whole file. */
    notes: z.array(z.strictObject({ code: z.string(), reason: z.string() })),
    createdAt: instant,
    startedAt: instant.nullable(),
    finishedAt: instant.nullable(),
  })
  .meta({ id: 'ImportView' });
export const ImportPage = pageOf(ImportView, 'ImportPage');
export const ImportListQuery = z.strictObject(pageQuery);

export const ImportReportRow = z
  .strictObject({
    line: z.int(),
    kind: z.enum(['RECORDING', 'WORK', 'RELEASE']),
    key: z.string(),
    identifier: z.string().nullable(),
    title: z.string(),
    outcome: z.enum(IMPORT_OUTCOMES),
    field: z.string().nullable(),
    code: z.string().nullable(),
    reason: z.string().nullable(),
  })
  .meta({ id: 'ImportReportRow' });
export const ImportReportPage = z
  .strictObject({ items: z.array(ImportReportRow), nextCursor: cursor.nullable() })
  .meta({ id: 'ImportReportPage' });

const filter = { outcome: z.enum(IMPORT_OUTCOMES).optional(), problems: flag.default(false) } as const;
export const ImportReportQuery = z.strictObject({ ...pageQuery, ...filter });
export const ImportReportFilter = z.strictObject(filter);

export const ImportPermissionView = z
  .strictObject({ permitted: z.boolean(), evidence: z.string().nullable(), decidedAt: instant.nullable() })
  .meta({ id: 'ImportPermissionView' });
export const DecideImportPermission = z
  .strictObject({ permitted: z.boolean(), evidence: z.string().trim().min(3).max(2_000) })
  .meta({ id: 'DecideImportPermission' });
