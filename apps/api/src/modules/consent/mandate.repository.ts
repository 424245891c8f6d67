import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.ts';
import type { Reader, Tx } from '../../platform/database/database.ts';
import { Prisma } from '../../platform/database/generated/client.ts';
import type { PageRequest } from '../catalogue/index.ts';
import type { MandateRecord } from './mandate.types.ts';

interface Row {
  id: string;
  version: number;
  grantor_id: string;
  grantor_name: string;
  holder_id: string;
  holder_name: string;
  side: MandateRecord['side'];
  recording_id: string | null;
  work_id: string | null;
  title: string | null;
  territories: string[];
  exclude_territories: string[];
  state: MandateRecord['state'];
  proposed_by: MandateRecord['proposedBy'];
  evidence: string;
  reason: string | null;
  valid_from: Date | null;
  valid_to: Date | null;
  created_at: Date;
}

const NAMED = Prisma.sql`m.*, g.name AS grantor_name, h.name AS holder_name, COALESCE(r.title, w.title) AS title`;
const NAMES = Prisma.sql`JOIN party g ON g.id = m.grantor_id JOIN party h ON h.id = m.holder_id
  LEFT JOIN recording r ON r.id = m.recording_id LEFT JOIN work w ON w.id = m.work_id`;

const toRecord = (row: Row): MandateRecord => ({
  id: row.id,
  version: row.version,
  grantor: { id: row.grantor_id, name: row.grantor_name },
  holder: { id: row.holder_id, name: row.holder_name },
  side: row.side,
  subject: {
    kind: row.recording_id !== null ? 'RECORDING' : row.work_id !== null ? 'WORK' : 'CATALOGUE',
    id: row.recording_id ?? row.work_id,
    title: row.title,
  },
  territories: row.territories,
  excludeTerritories: row.exclude_territories,
  state: row.state,
  proposedBy: row.proposed_by,
  evidence: row.evidence,
  reason: row.reason,
  validFrom: row.valid_from,
  validTo: row.valid_to,
  createdAt: row.created_at,
});

@Injectable()
export class MandateRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** The version that holds. */
  async find(id: string, reader: Reader = this.database.prisma): Promise<MandateRecord | null> {
    const rows = await reader.$queryRaw<Row[]>(Prisma.sql`
      SELECT ${NAMED} FROM mandate m ${NAMES} WHERE m.id = ${id}::uuid ORDER BY m.version DESC LIMIT 1`);
    return rows[0] === undefined ? null : toRecord(rows[0]);
  }

  /** Given and held, of each the version that holds, the newest mandate first. */
  async list(partyId: string, { after, limit, span }: PageRequest): Promise<MandateRecord[]> {
    const [below, from, before] = [after?.id ?? null, span?.from ?? null, span?.before ?? null];
    const rows = await this.database.prisma.$queryRaw<Row[]>(Prisma.sql`
      SELECT ${NAMED} FROM (
        SELECT * FROM (
          SELECT DISTINCT ON (id) * FROM mandate
          WHERE (grantor_id = ${partyId}::uuid OR holder_id = ${partyId}::uuid)
            AND (${below}::uuid IS NULL OR id < ${below}::uuid)
          ORDER BY id DESC, version DESC) newest
        WHERE (${from}::timestamptz IS NULL OR created_at >= ${from}::timestamptz)
          AND (${before}::timestamptz IS NULL OR created_at < ${before}::timestamptz)
        ORDER BY id DESC LIMIT ${limit}) m ${NAMES}
      ORDER BY m.id DESC`);
    return rows.map(toRecord);
  }

  async versions(id: string, before: number | null, limit: number): Promise<MandateRecord[]> {
    const rows = await this.database.prisma.$queryRaw<Row[]>(Prisma.sql`
      SELECT ${NAMED} FROM mandate m ${NAMES}
      WHERE m.id = ${id}::uuid AND (${before}::int IS NULL OR m.version < ${before}::int)
      ORDER BY m.version DESC LIMIT ${limit}`);
    return rows.map(toRecord);
  }

  /** Proposals that wait for a decision, the newest first: what an operator may be asked about. */
  async proposed(before: string | null, limit: number): Promise<MandateRecord[]> {
    const rows = await this.database.prisma.$queryRaw<Row[]>(Prisma.sql`
      SELECT ${NAMED} FROM mandate m ${NAMES}
      WHERE m.state = 'PROPOSED' AND (${before}::uuid IS NULL OR m.id < ${before}::uuid)
        AND NOT EXISTS (SELECT 1 FROM mandate n WHERE n.id = m.id AND n.version > m.version)
      ORDER BY m.id DESC LIMIT ${limit}`);
    return rows.map(toRecord);
  }

  /** One change of a grantor's mandates at a time. */
  async lockGrantor(tx: Tx, partyId: string): Promise<void> {
    await tx.$queryRaw`SELECT id FROM party WHERE id = ${partyId}::uuid FOR UPDATE`;
  }

  /** A mandate of the same parties about the same, proposed or given. */
  async findOpen(
    tx: Tx,
    { grantor, holder, side, subject }: Pick<MandateRecord, 'grantor' | 'holder' | 'side' | 'subject'>,
    at: Date,
  ): Promise<string | null> {
    const subjectId = subject.id;
    const [row] = await tx.$queryRaw<{ id: string }[]>(Prisma.sql`
      SELECT id FROM (SELECT DISTINCT ON (id) * FROM mandate
        WHERE grantor_id = ${grantor.id}::uuid AND holder_id = ${holder.id}::uuid AND side::text = ${side}
          AND COALESCE(recording_id, work_id) IS NOT DISTINCT FROM ${subjectId}::uuid
        ORDER BY id, version DESC) m
      WHERE state IN ('PROPOSED', 'ACTIVE') AND (valid_to IS NULL OR valid_to > ${at}) LIMIT 1`);
    return row?.id ?? null;
  }

  async append(tx: Tx, mandate: MandateRecord, createdBy: string): Promise<void> {
    const { grantor, holder, subject, territories, excludeTerritories, ...columns } = mandate;
    await tx.mandate.create({
      data: {
        ...columns,
        createdBy,
        grantorId: grantor.id,
        holderId: holder.id,
        recordingId: subject.kind === 'RECORDING' ? subject.id : null,
        workId: subject.kind === 'WORK' ? subject.id : null,
        territories: [...territories],
        excludeTerritories: [...excludeTerritories],
      },
      select: { id: true },
    });
  }

  /** Parties whose name begins with these words, for choosing one; names are public in every credit. */
  async partiesNamed(start: string, limit: number): Promise<{ id: string; name: string }[]> {
    const escaped = start.toLowerCase().replace(/[\\%_]/g, '\\$&');
    return await this.database.prisma.$queryRaw<{ id: string; name: string }[]>(Prisma.sql`
      SELECT id, name FROM party WHERE lower(name) LIKE ${`${escaped}%`} AND remixer_user_id IS NULL
      ORDER BY lower(name) LIMIT ${limit}`);
  }
}
