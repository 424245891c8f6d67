import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.ts';
import type { Tx } from '../../../platform/database/database.ts';
import { newId } from '../../../platform/ids/ids.ts';

export interface LocalAccount {
  id: string;
  loginName: string;
  displayName: string;
  email: string | null;
}

const FIELDS = { id: true, loginName: true, displayName: true, email: true } as const;

@Injectable()
export class LocalAccountRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  async find(id: string): Promise<LocalAccount | null> {
    return await this.database.prisma.localAccount.findUnique({ where: { id }, select: FIELDS });
  }

  async findByLoginName(loginName: string): Promise<(LocalAccount & { passwordHash: string }) | null> {
    return await this.database.prisma.localAccount.findUnique({
      where: { loginName },
      select: { ...FIELDS, passwordHash: true },
    });
  }

  /** @returns `null` when the login name is taken. */
  async create(account: Omit<LocalAccount, 'id'> & { passwordHash: string }): Promise<LocalAccount | null> {
    const id = newId();
    const { count } = await this.database.prisma.localAccount.createMany({
      data: { id, ...account },
      skipDuplicates: true,
    });
    return count === 0 ? null : await this.find(id);
  }

  async delete(tx: Tx, id: string): Promise<void> {
    await tx.localAccount.deleteMany({ where: { id } });
  }
}
