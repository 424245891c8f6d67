import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.ts';
import type { Reader, Tx } from '../../platform/database/database.ts';
import { Prisma } from '../../platform/database/generated/client.ts';
import type { GrantRecord, ScopeDocument, SubjectColumns } from './consent.types.ts';
import { endOf } from './grant-terms.ts';

interface Row {
  id: string;
  version: number;
  party_id: string;
  recording_id: string | null;
  work_id: string | null;
  release_id: string | null;
  side: GrantRecord['side'];
  policy: GrantRecord['policy'];
  state: GrantRecord['state'];
  scope: ScopeDocument & { minimumRateCurrency?: string };
  minimum_rate_micros: bigint | null;
  withdrawn_from: Date | null;
  reason: string | null;
  recipe_hash: string | null;
  created_at: Date;
  isrc: string | null;
  title: string | null;
}

const COLUMNS = Prisma.sql`
  g.id, g.version, g.party_id, g.recording_id, g.work_id, g.release_id, g.side, g.policy, g.state, g.scope,
  g.minimum_rate_micros, g.withdrawn_from, g.reason, g.recipe_hash, g.created_at, r.isrc,
  COALESCE(r.title, w.title, e.title) AS title`;
const SUBJECT = Prisma.sql`LEFT JOIN recording r ON r.id = g.recording_id
  LEFT JOIN work w ON w.id = g.work_id LEFT JOIN release e ON e.id = g.release_id`;

const KINDS = { recording_id: 'RECORDING', work_id: 'WORK', release_id: 'RELEASE' } as const;

function kindOf(row: Row): GrantRecord['subject']['kind'] {
  for (const column of ['recording_id', 'work_id', 'release_id'] as const)
    if (row[column] !== null) return KINDS[column];
  return 'CATALOGUE';
}

function toRecord(row: Row): GrantRecord {
  const { minimumRateCurrency: currency, ...scope } = row.scope;
  const rate = row.minimum_rate_micros;
  return {
    id: row.id,
    version: row.version,
    partyId: row.party_id,
    side: row.side,
    subject: {
      kind: kindOf(row),
      id: row.recording_id ?? row.work_id ?? row.release_id,
      isrc: row.isrc,
      title: row.title,
    },
    policy: row.policy,
    state: row.state,
    scope,
    minimumRate: rate === null || currency === undefined ? null : { currency, perPlayMicros: String(rate) },
    withdrawnFrom: row.withdrawn_from,
    reason: row.reason,
    recipeHash: row.recipe_hash,
    createdAt: row.created_at,
  };
}

/** A version to append. Versions that time makes are nobody's: `createdBy` is `null`. */
export interface GrantVersion extends Omit<GrantRecord, 'subject' | 'createdAt'>, SubjectColumns {
  readonly createdBy: string | null;
  readonly createdAt: Date;
}

type About = Pick<GrantVersion, 'partyId' | 'side'> & SubjectColumns;

/** One version of a grant with who made it. */
export interface GrantVersionRecord extends GrantRecord {
  /** The display name; `null` for what time did, and for people who left. */
  readonly createdBy: string | null;
}

/** A grant whose version ends of itself, and as what. */
export interface DueGrant {
  readonly id: string;
  readonly partyId: string;
}

/** The mandates that a party holds at an instant, of each the version that holds. */
export const mandatesHeld = (holderId: string, at: Date): Prisma.Sql => Prisma.sql`
  SELECT * FROM (SELECT DISTINCT ON (id) * FROM mandate WHERE holder_id = ${holderId}::uuid ORDER BY id, version DESC) m
  WHERE m.state = 'ACTIVE' AND (m.valid_from IS NULL OR m.valid_from <= ${at})
    AND (m.valid_to IS NULL OR m.valid_to > ${at})`;

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

  /**
   * Of each of a party's grants, and of those whose place it took, the version that holds, newest grant first (ids
   * grow with time).
   *
   * @param wide only those for releases and the whole catalogue
   */
  async list(partyId: string, wide: boolean, before: string | null, limit: number): Promise<GrantRecord[]> {
    const rows = await this.database.prisma.$queryRaw<Row[]>(Prisma.sql`
      SELECT ${COLUMNS} FROM (
        SELECT DISTINCT ON (id) * FROM grant_version
        WHERE party_id IN (SELECT ${partyId}::uuid UNION SELECT id FROM party WHERE merged_into_id = ${partyId}::uuid)
          AND (${before}::uuid IS NULL OR id < ${before}::uuid)
          AND (NOT ${wide} OR (recording_id IS NULL AND work_id IS NULL))
        ORDER BY id DESC, version DESC LIMIT ${limit}) g ${SUBJECT}
      ORDER BY g.id DESC`);
    return rows.map(toRecord);
  }

  /** One change of a party's grants at a time, so that no two are made for one subject. */
  async lockParty(tx: Tx, partyId: string): Promise<void> {
    await tx.$queryRaw`SELECT id FROM party WHERE id = ${partyId}::uuid FOR UPDATE`;
  }

  /** The grant of any recipe: approvals of single ones stand beside it. */
  async idFor(tx: Tx, { partyId, side, recordingId, workId, releaseId }: About): Promise<string | null> {
    const row = await tx.grant.findFirst({
      where: { partyId, side, recordingId, workId, releaseId, recipeHash: null },
      select: { id: true },
    });
    return row?.id ?? null;
  }

  async releaseTitle(tx: Tx, id: string): Promise<string | null> {
    const row = await tx.release.findUnique({ where: { id }, select: { title: true } });
    return row?.title ?? null;
  }

  /** All versions of a grant, the newest first. */
  async versions(id: string, before: number | null, limit: number): Promise<GrantVersionRecord[]> {
    const rows = await this.database.prisma.$queryRaw<(Row & { created_by: string | null })[]>(Prisma.sql`
      SELECT ${COLUMNS}, u.display_name AS created_by FROM grant_version g ${SUBJECT}
      LEFT JOIN app_user u ON u.id = g.created_by AND u.deleted_at IS NULL
      WHERE g.id = ${id}::uuid AND (${before}::int IS NULL OR g.version < ${before}::int)
      ORDER BY g.version DESC LIMIT ${limit}`);
    return rows.map((row) => ({ ...toRecord(row), createdBy: row.created_by }));
  }

  /** Grants whose version that holds has ended of itself and does not say so yet, a page by id. */
  async due(at: Date, limit: number): Promise<DueGrant[]> {
    return await this.database.prisma.$queryRaw<DueGrant[]>(Prisma.sql`
      SELECT DISTINCT g.id, g.party_id AS "partyId" FROM grant_version g
      WHERE g.ends_at <= ${at} AND g.state IN ('GRANTED', 'SUSPENDED')
        AND NOT EXISTS (SELECT 1 FROM grant_version n WHERE n.id = g.id AND n.version > g.version)
      ORDER BY g.id LIMIT ${limit}`);
  }

  async append(tx: Tx, version: GrantVersion): Promise<void> {
    await this.appendMany(tx, [version]);
  }

  async appendMany(tx: Tx, versions: readonly GrantVersion[]): Promise<void> {
    await tx.grant.createMany({
      data: versions.map(({ minimumRate, scope, ...columns }) => {
        const kept = minimumRate === null ? scope : { ...scope, minimumRateCurrency: minimumRate.currency };
        return {
          ...columns,
          endsAt: endOf({ scope, withdrawnFrom: columns.withdrawnFrom }),
          scope: kept as unknown as Prisma.InputJsonObject,
          minimumRateMicros: minimumRate === null ? null : BigInt(minimumRate.perPlayMicros),
        };
      }),
    });
  }

  /**
   * Whether a party has a share or a role in a subject (for a release, in anything on it), or is mandated now by one
   * that has.
   */
  async holds(tx: Tx, { partyId, side, recordingId, workId, releaseId }: About, at: Date): Promise<boolean> {
    const [row] = await tx.$queryRaw<{ holds: boolean }[]>(Prisma.sql`
      WITH held AS (${mandatesHeld(partyId, at)}),
      subjects AS (
        SELECT ${recordingId}::uuid AS recording_id, ${workId}::uuid AS work_id
        UNION SELECT recording_id, NULL FROM release_recording WHERE release_id = ${releaseId}::uuid AND ${side} = 'MASTER'
        UNION SELECT NULL, l.work_id FROM release_recording i JOIN recording_work l ON l.recording_id = i.recording_id
          WHERE i.release_id = ${releaseId}::uuid AND ${side} = 'COMPOSITION'),
      speaking AS (
        SELECT s.recording_id, s.work_id, ${partyId}::uuid AS party_id FROM subjects s
        UNION SELECT s.recording_id, s.work_id, h.grantor_id FROM subjects s JOIN held h ON h.side::text = ${side}
          AND (h.recording_id IS NULL OR h.recording_id = s.recording_id)
          AND (h.work_id IS NULL OR h.work_id = s.work_id))
      SELECT EXISTS (SELECT 1 FROM speaking k JOIN share o ON o.party_id = k.party_id AND o.status <> 'ENDED'
          AND (o.recording_id = k.recording_id OR o.work_id = k.work_id))
        OR EXISTS (SELECT 1 FROM speaking k JOIN contributor c ON c.party_id = k.party_id
          AND (c.recording_id = k.recording_id OR c.work_id = k.work_id)) AS holds`);
    return row?.holds ?? false;
  }
}
