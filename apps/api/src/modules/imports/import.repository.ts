import { Inject, Injectable } from '@nestjs/common';
import type { PagePosition } from '../catalogue/index.ts';
import { Database } from '../../platform/database/database.ts';
import type { Reader, Tx } from '../../platform/database/database.ts';
import { Prisma } from '../../platform/database/generated/client.ts';
import { newId } from '../../platform/ids/ids.ts';
import type { Failure } from './formats/file-fault.ts';
import type { FileNote, ImportFormat } from './formats/subject.types.ts';
import type { ImportCounts, ImportPhase, ImportRecord, ReportRow } from './imports.types.ts';

/** How long a run may be silent before another process takes it over. */
const LEASE_S = 30;

const FIELDS = {
  id: true,
  partyId: true,
  uploadId: true,
  createdBy: true,
  dryRun: true,
  state: true,
  phase: true,
  cursor: true,
  total: true,
  done: true,
  created: true,
  updated: true,
  unchanged: true,
  rejected: true,
  reported: true,
  failure: true,
  notes: true,
  createdAt: true,
  startedAt: true,
  finishedAt: true,
  upload: { select: { fileName: true, format: true, bytes: true, emptiedAt: true } },
} as const satisfies Prisma.CatalogueImportSelect;

type Row = Prisma.CatalogueImportGetPayload<{ select: typeof FIELDS }>;

function asRecord({ upload, created, updated, unchanged, rejected, ...row }: Row): ImportRecord {
  return {
    ...row,
    fileName: upload.fileName,
    format: upload.format as ImportFormat,
    bytes: upload.bytes,
    hasFile: upload.emptiedAt === null,
    phase: row.phase as ImportPhase,
    counts: { created, updated, unchanged, rejected },
    failure: row.failure as Failure | null,
    notes: row.notes as unknown as FileNote[],
  };
}

export interface Progress {
  readonly phase: ImportPhase;
  readonly cursor: number;
  readonly counts: ImportCounts;
  readonly reported: number;
}

@Injectable()
export class ImportRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  async find(id: string, reader: Reader = this.database.prisma): Promise<ImportRecord | null> {
    const row = await reader.catalogueImport.findUnique({ where: { id }, select: FIELDS });
    return row === null ? null : asRecord(row);
  }

  /** A party's imports, the newest first. */
  async ofParty(partyId: string, after: PagePosition | null, limit: number): Promise<ImportRecord[]> {
    const rows = await this.database.prisma.catalogueImport.findMany({
      where: { partyId, ...(after !== null && { id: { lt: after.id } }) },
      select: FIELDS,
      orderBy: { id: 'desc' },
      take: limit,
    });
    return rows.map(asRecord);
  }

  async unfinished(partyId: string, tx: Tx): Promise<number> {
    return await tx.catalogueImport.count({ where: { partyId, state: { in: ['QUEUED', 'RUNNING'] } } });
  }

  async append(
    tx: Tx,
    data: { partyId: string; uploadId: string; createdBy: string; dryRun: boolean },
  ): Promise<ImportRecord> {
    const row = await tx.catalogueImport.create({ data: { id: newId(), ...data }, select: FIELDS });
    return asRecord(row);
  }

  /** @returns whether it was in one of these states. */
  async moveTo(
    tx: Tx,
    id: string,
    from: readonly ('QUEUED' | 'RUNNING' | 'CANCELLED' | 'FAILED')[],
    to: 'QUEUED' | 'CANCELLED',
  ): Promise<boolean> {
    const { count } = await tx.catalogueImport.updateMany({
      where: { id, state: { in: [...from] } },
      data: {
        state: to,
        leaseToken: null,
        leaseUntil: null,
        finishedAt: to === 'CANCELLED' ? new Date() : null,
        ...(to === 'QUEUED' && { failure: Prisma.DbNull }),
      },
    });
    return count > 0;
  }

  /** Takes the run of an import that nobody runs at present. `null`: somebody does, or there is nothing to run. */
  async claim(id: string, token: string): Promise<ImportRecord | null> {
    const claimed = await this.database.prisma.$executeRaw`
      UPDATE catalogue_import SET state = 'RUNNING', lease_token = ${token}::uuid,
        lease_until = now() + make_interval(secs => ${LEASE_S}), started_at = COALESCE(started_at, now())
      WHERE id = ${id}::uuid AND state IN ('QUEUED', 'RUNNING') AND (lease_until IS NULL OR lease_until < now())`;
    return claimed === 0 ? null : await this.find(id);
  }

  /** @returns whether the run is still this one's: it may have been cancelled or taken over. */
  async renew(id: string, token: string, reader: Reader = this.database.prisma): Promise<boolean> {
    const renewed = await reader.$executeRaw`
      UPDATE catalogue_import SET lease_until = now() + make_interval(secs => ${LEASE_S})
      WHERE id = ${id}::uuid AND lease_token = ${token}::uuid AND state = 'RUNNING'`;
    return renewed > 0;
  }

  /** Lets another process go on at once. */
  async release(id: string, token: string): Promise<void> {
    await this.database.prisma.catalogueImport.updateMany({
      where: { id, leaseToken: token, state: 'RUNNING' },
      data: { leaseToken: null, leaseUntil: null },
    });
  }

  async checked(tx: Tx, id: string, total: number, notes: readonly FileNote[]): Promise<void> {
    await tx.catalogueImport.update({
      where: { id },
      data: { total, notes: [...notes] as unknown as Prisma.InputJsonArray, phase: 'WORKS', cursor: 0 },
      select: { id: true },
    });
  }

  async advance(tx: Tx, id: string, { phase, cursor, counts, reported }: Progress): Promise<void> {
    const { created, updated, unchanged, rejected } = counts;
    await tx.catalogueImport.update({
      where: { id },
      data: {
        phase,
        cursor,
        reported,
        ...{ created, updated, unchanged, rejected },
        done: created + updated + unchanged + rejected,
      },
      select: { id: true },
    });
  }

  async finish(tx: Tx, id: string, failure: Failure | null): Promise<void> {
    await tx.catalogueImport.update({
      where: { id },
      data: {
        state: failure === null ? 'DONE' : 'FAILED',
        ...(failure === null ? { phase: 'DONE', cursor: 0 } : { failure: { ...failure } }),
        finishedAt: new Date(),
        leaseToken: null,
        leaseUntil: null,
      },
      select: { id: true },
    });
  }

  /** Runs that no process holds: their process died, or stopped, or their event is still on its way. */
  async abandoned(limit: number): Promise<string[]> {
    const rows = await this.database.prisma.$queryRaw<{ id: string }[]>`
      SELECT id FROM catalogue_import
      WHERE (state = 'RUNNING' AND (lease_until IS NULL OR lease_until < now()))
        OR (state = 'QUEUED' AND created_at < now() - interval '1 minute')
      ORDER BY id LIMIT ${limit}`;
    return rows.map(({ id }) => id);
  }

  async appendRows(tx: Tx, importId: string, rows: readonly ReportRow[]): Promise<void> {
    if (rows.length === 0) return;
    await tx.importRow.createMany({
      data: rows.map((row) => ({ importId, ...row, problem: row.code !== null })),
    });
  }
}
