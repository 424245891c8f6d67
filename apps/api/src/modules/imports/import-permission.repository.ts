import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.ts';
import type { Tx } from '../../platform/database/database.ts';
import { newId } from '../../platform/ids/ids.ts';
import type { Permission } from './imports.types.ts';

/** Which parties operators let import. Decisions are appended; the newest holds. */
@Injectable()
export class ImportPermissionRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  async of(partyId: string): Promise<Permission> {
    const row = await this.database.prisma.importPermission.findFirst({
      where: { partyId },
      select: { permitted: true, evidence: true, createdAt: true },
      orderBy: { id: 'desc' },
    });
    if (row === null) return { permitted: false, evidence: null, decidedAt: null };
    return { permitted: row.permitted, evidence: row.evidence, decidedAt: row.createdAt };
  }

  async append(
    tx: Tx,
    decision: {
      partyId: string;
      permitted: boolean;
      evidence: string;
      decidedBy: string;
    },
  ): Promise<void> {
    await tx.importPermission.create({
      data: { id: newId(), ...decision },
      select: { id: true },
    });
  }
}
