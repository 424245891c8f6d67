import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.ts';
import type { Reader, Tx } from '../../platform/database/database.ts';
import { Prisma } from '../../platform/database/generated/client.ts';
import type { GrantRecord, ScopeDocument } from './consent.types.ts';

interface Row {
  id: string;
  version: number;
  party_id: string;
  recording_id: string | null;
  work_id: string | null;
  side: GrantRecord['side'];
  policy: GrantRecord['policy'];
  state: GrantRecord['state'];
  scope: ScopeDocument & { minimumRateCurrency?: string };
  minimum_rate_micros: bigint | null;
  reason: string | null;
  recipe_hash: string | null;
  created_at: Date;
  isrc: string | null;
  title: string | null;
}

const COLUMNS = Prisma.sql`
  g.id, g.version, g.party_id, g.recording_id, g.work_id, g.side, g.policy, g.state, g.scope, g.minimum_rate_micros,
  g.reason, g.recipe_hash, g.created_at, r.isrc, COALESCE(r.title, w.title) AS title`;
const SUBJECT = Prisma.sql`LEFT JOIN recording r ON r.id = g.recording_id LEFT JOIN work w ON w.id = g.work_id`;

function toRecord(row: Row): GrantRecord {
  const { minimumRateCurrency: currency, ...scope } = row.scope;
  const rate = row.minimum_rate_micros;
  return {
    id: row.id,
    version: row.version,
    partyId: row.party_id,
    side: row.side,
    subject: {
      kind: row.recording_id !== null ? 'RECORDING' : row.work_id !== null ? 'WORK' : 'CATALOGUE',
      id: row.recording_id ?? row.work_id,
      isrc: row.isrc,
      title: row.title,
    },
    policy: row.policy,
    state: row.state,
    scope,
    minimumRate: rate === null || currency === undefined ? null : { currency, perPlayMicros: String(rate) },
    reason: row.reason,
    recipeHash: row.recipe_hash,
    createdAt: row.created_at,
  };
}

export interface GrantVersion extends Omit<GrantRecord, 'subject' | 'createdAt'> {
  readonly recordingId: string | null;
  readonly workId: string | null;
  readonly createdBy: string;
  readonly createdAt: Date;
}

@Injectable()
export class GrantRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** The version that holds. */
  async find(id: string, reader: Reader = this.database.prisma): Promise<GrantRecord | null> {
    const rows = await reader.$queryRaw<Row[]>(Prisma.sql`
      SELECT ${COLUMNS} FROM grant_version g ${SUBJECT}
      WHERE g.id = ${id}::uuid ORDER BY g.version DESC LIMIT 1`);
    return rows[0] === undefined ? null : toRecord(rows[0]);
  }

  /** Of each of a party's grants the version that holds, newest grant first (ids grow with time). */
  async list(partyId: string, before: string | null, limit: number): Promise<GrantRecord[]> {
    const rows = await this.database.prisma.$queryRaw<Row[]>(Prisma.sql`
      SELECT ${COLUMNS} FROM (
        SELECT DISTINCT ON (id) * FROM grant_version
        WHERE party_id = ${partyId}::uuid AND (${before}::uuid IS NULL OR id < ${before}::uuid)
        ORDER BY id DESC, version DESC LIMIT ${limit}) g ${SUBJECT}
      ORDER BY g.id DESC`);
    return rows.map(toRecord);
  }

  /** One change of a party's grants at a time, so that no two are made for one subject. */
  async lockParty(tx: Tx, partyId: string): Promise<void> {
    await tx.$queryRaw`SELECT id FROM party WHERE id = ${partyId}::uuid FOR UPDATE`;
  }

  /** The grant of any recipe: approvals of single ones stand beside it. */
  async idFor(
    tx: Tx,
    { partyId, side, recordingId, workId }: Pick<GrantVersion, 'partyId' | 'side' | 'recordingId' | 'workId'>,
  ): Promise<string | null> {
    const row = await tx.grant.findFirst({
      where: { partyId, side, recordingId, workId, recipeHash: null },
      select: { id: true },
    });
    return row?.id ?? null;
  }

  async append(tx: Tx, version: GrantVersion): Promise<void> {
    const { minimumRate, scope, ...columns } = version;
    const kept = minimumRate === null ? scope : { ...scope, minimumRateCurrency: minimumRate.currency };
    await tx.grant.create({
      data: {
        ...columns,
        scope: kept as unknown as Prisma.InputJsonObject,
        minimumRateMicros: minimumRate === null ? null : BigInt(minimumRate.perPlayMicros),
      },
      select: { id: true },
    });
  }

  /** Whether a party has a share or a role in a subject, or is mandated by one that has. */
  async holds(
    tx: Tx,
    { partyId, side, recordingId, workId }: Pick<GrantVersion, 'partyId' | 'side' | 'recordingId' | 'workId'>,
  ): Promise<boolean> {
    const [row] = await tx.$queryRaw<{ holds: boolean }[]>(Prisma.sql`
      WITH parties AS (
        SELECT ${partyId}::uuid AS id
        UNION SELECT grantor_id FROM mandate WHERE holder_id = ${partyId}::uuid AND side::text = ${side}
          AND (recording_id IS NULL OR recording_id = ${recordingId}::uuid)
          AND (work_id IS NULL OR work_id = ${workId}::uuid))
      SELECT EXISTS (SELECT 1 FROM share WHERE party_id IN (SELECT id FROM parties) AND status <> 'ENDED'
          AND (recording_id = ${recordingId}::uuid OR work_id = ${workId}::uuid))
        OR EXISTS (SELECT 1 FROM contributor WHERE party_id IN (SELECT id FROM parties)
          AND (recording_id = ${recordingId}::uuid OR work_id = ${workId}::uuid)) AS holds`);
    return row?.holds ?? false;
  }
}
