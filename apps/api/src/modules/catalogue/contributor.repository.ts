import type { ContributorRole } from '@flipside/royalty';
import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.ts';
import type { Reader, Tx } from '../../platform/database/database.ts';
import { Prisma } from '../../platform/database/generated/client.ts';
import { newId } from '../../platform/ids/ids.ts';

/** Exactly one of them. */
export interface CreditedSubject {
  readonly recordingId: string | null;
  readonly workId: string | null;
}

export interface CreditedParty {
  readonly partyId: string;
  readonly name: string;
  readonly role: ContributorRole;
}

const whereOf = ({ recordingId, workId }: CreditedSubject) =>
  recordingId === null ? { workId } : { recordingId };

/** Who is credited on a recording or a work. */
@Injectable()
export class ContributorRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  async list(subject: CreditedSubject, reader: Reader = this.database.prisma): Promise<CreditedParty[]> {
    const rows = await reader.contributor.findMany({
      where: whereOf(subject),
      select: { partyId: true, role: true, party: { select: { name: true } } },
      orderBy: { id: 'asc' },
    });
    return rows.map(({ partyId, role, party }) => ({
      partyId,
      role: role as ContributorRole,
      name: party.name,
    }));
  }

  /** Crediting somebody twice in one role changes nothing. */
  async add(tx: Tx, subject: CreditedSubject, partyId: string, role: ContributorRole): Promise<void> {
    await tx.contributor.createMany({
      data: [{ id: newId(), partyId, role, ...subject }],
      skipDuplicates: true,
    });
  }

  async remove(tx: Tx, subject: CreditedSubject, partyId: string, role: ContributorRole): Promise<void> {
    await tx.contributor.deleteMany({ where: { ...whereOf(subject), partyId, role } });
  }

  /** A party of this name that has a share or a role in the subject already. */
  async involved(tx: Tx, { recordingId, workId }: CreditedSubject, name: string): Promise<string | null> {
    const [row] = await tx.$queryRaw<{ id: string }[]>(Prisma.sql`
      SELECT p.id::text FROM party p WHERE p.name = ${name} AND p.id IN (
        SELECT party_id FROM contributor WHERE recording_id = ${recordingId}::uuid OR work_id = ${workId}::uuid
        UNION SELECT party_id FROM share WHERE recording_id = ${recordingId}::uuid OR work_id = ${workId}::uuid)
      ORDER BY p.id LIMIT 1`);
    return row?.id ?? null;
  }
}
