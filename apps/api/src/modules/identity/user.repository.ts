import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.ts';
import type { Reader, Tx } from '../../platform/database/database.ts';
import { Prisma } from '../../platform/database/generated/client.ts';
import { newId } from '../../platform/ids/ids.ts';
import { AlreadyExistsError } from '../../platform/problem/errors.ts';
import type { Identity, Profile, User } from './user.ts';

/** Of Prisma; the handle is the one column here that is unique. */
const UNIQUE_VIOLATION = 'P2002';
const FIELDS = {
  id: true,
  handle: true,
  displayName: true,
  email: true,
  operator: true,
  createdAt: true,
} as const;
const PARTIES = {
  select: { role: true, party: { select: { id: true, name: true, mergedFrom: { select: { id: true } } } } },
} as const;

export interface ProfileChange {
  displayName?: string | undefined;
  handle?: string | undefined;
  email?: string | null | undefined;
}

@Injectable()
export class UserRepository {
  private readonly database: Database;

  constructor(@Inject(Database) database: Database) {
    this.database = database;
  }

  async find(userId: string): Promise<Profile | null> {
    const row = await this.database.prisma.user.findFirst({
      where: { id: userId, deletedAt: null },
      select: { ...FIELDS, memberships: PARTIES },
    });
    if (row === null) return null;
    const { memberships, ...user } = row;
    return {
      ...user,
      parties: memberships.map(({ role, party: { id, name } }) => ({ id, name, role })),
      merged: memberships.flatMap(({ role, party }) =>
        party.mergedFrom.map(({ id }) => ({ partyId: id, role })),
      ),
    };
  }

  async anyoneEver(): Promise<boolean> {
    return (await this.database.prisma.user.findFirst({ select: { id: true } })) !== null;
  }

  async findIdByIdentity(tx: Tx, { issuer, subject }: Identity): Promise<string | null> {
    const row = await tx.account.findUnique({
      where: { issuer_subject: { issuer, subject } },
      select: { userId: true },
    });
    return row?.userId ?? null;
  }

  async findIdByHandle(handle: string): Promise<string | null> {
    const row = await this.database.prisma.user.findFirst({
      where: { handle, deletedAt: null },
      select: { id: true },
    });
    return row?.id ?? null;
  }

  async handleTaken(handle: string, reader: Reader = this.database.prisma): Promise<boolean> {
    return (await reader.user.count({ where: { handle } })) > 0;
  }

  async create(tx: Tx, user: { handle: string; displayName: string; email: string | null }): Promise<User> {
    return await tx.user.create({ data: { id: newId(), ...user }, select: FIELDS });
  }

  async link(tx: Tx, userId: string, { issuer, subject }: Identity): Promise<void> {
    await tx.account.create({ data: { id: newId(), userId, issuer, subject } });
  }

  async touchLogin(tx: Tx, { issuer, subject }: Identity, at: Date): Promise<void> {
    await tx.account.update({ where: { issuer_subject: { issuer, subject } }, data: { lastLoginAt: at } });
  }

  /** @throws {AlreadyExistsError} when somebody else took the handle meanwhile. */
  async update(tx: Tx, userId: string, change: ProfileChange): Promise<void> {
    const data = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
    try {
      await tx.user.update({ where: { id: userId }, data, select: { id: true } });
    } catch (error) {
      if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === UNIQUE_VIOLATION)
        throw handleTaken(change.handle);
      throw error;
    }
  }

  async setOperator(userId: string, operator: boolean): Promise<void> {
    await this.database.prisma.user.update({
      where: { id: userId },
      data: { operator },
      select: { id: true },
    });
  }

  async accounts(userId: string, reader: Reader = this.database.prisma): Promise<AccountRow[]> {
    return await reader.account.findMany({
      where: { userId },
      select: { issuer: true, subject: true, createdAt: true, lastLoginAt: true },
      orderBy: { id: 'asc' },
    });
  }

  /** Empties the row and removes whatever leads to the person. The id stays: the ledger refers to it. */
  async anonymise(tx: Tx, userId: string, at: Date): Promise<void> {
    await tx.partyMember.deleteMany({ where: { userId } });
    await tx.account.deleteMany({ where: { userId } });
    await tx.session.deleteMany({ where: { userId } });
    await tx.apiToken.deleteMany({ where: { userId } });
    await tx.user.update({
      where: { id: userId },
      data: {
        handle: `deleted-${randomBytes(8).toString('hex')}`,
        displayName: 'Deleted account',
        email: null,
        operator: false,
        deletedAt: at,
      },
      select: { id: true },
    });
  }
}

export interface AccountRow {
  issuer: string;
  subject: string;
  createdAt: Date;
  lastLoginAt: Date;
}

export function handleTaken(handle: string | undefined): AlreadyExistsError {
  return new AlreadyExistsError(`The handle "${handle}" is taken.`, {
    errors: [{ pointer: '/handle', detail: 'choose another handle' }],
  });
}
