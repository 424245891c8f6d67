import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.ts';
import type { Reader, Tx } from '../../../platform/database/database.ts';
import { Prisma } from '../../../platform/database/generated/client.ts';
import { newId } from '../../../platform/ids/ids.ts';
import type { Coverage } from './well-known.ts';

export interface PartyDomain {
  readonly id: string;
  readonly partyId: string;
  readonly domain: string;
  readonly token: string;
  readonly state: 'PENDING' | 'PROVED' | 'FAILED';
  readonly fault: string | null;
  readonly coverage: Coverage | null;
  readonly checkedAt: Date | null;
  readonly provedAt: Date | null;
  /** When an operator made sure that it is the party's own. */
  readonly confirmedAt: Date | null;
}

const FIELDS = {
  id: true,
  partyId: true,
  domain: true,
  token: true,
  state: true,
  fault: true,
  coverage: true,
  checkedAt: true,
  provedAt: true,
  confirmedAt: true,
} as const;

type Row = Omit<PartyDomain, 'coverage'> & { readonly coverage: Prisma.JsonValue };

/** The column holds what {@link DomainRepository.note} wrote. */
const toDomain = (row: Row): PartyDomain => ({ ...row, coverage: row.coverage as Coverage | null });

export const MOST_DOMAINS = 20;

@Injectable()
export class DomainRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  async list(partyId: string, reader: Reader = this.database.prisma): Promise<PartyDomain[]> {
    const rows = await reader.partyDomain.findMany({
      where: { partyId },
      select: FIELDS,
      orderBy: { domain: 'asc' },
      take: MOST_DOMAINS,
    });
    return rows.map(toDomain);
  }

  async find(
    partyId: string,
    id: string,
    reader: Reader = this.database.prisma,
  ): Promise<PartyDomain | null> {
    const row = await reader.partyDomain.findFirst({ where: { id, partyId }, select: FIELDS });
    return row === null ? null : toDomain(row);
  }

  async append(
    tx: Tx,
    domain: { partyId: string; domain: string; token: string; createdAt: Date },
  ): Promise<PartyDomain> {
    return toDomain(await tx.partyDomain.create({ data: { id: newId(), ...domain }, select: FIELDS }));
  }

  /** What a look at the website found. A domain that was removed meanwhile is left alone. */
  async note(
    tx: Tx,
    id: string,
    found: { state: 'PROVED' | 'FAILED'; fault: string | null; coverage: Coverage | null; at: Date },
  ): Promise<void> {
    const { state, fault, coverage, at } = found;
    await tx.partyDomain.updateMany({
      where: { id },
      data: {
        state,
        fault,
        coverage: coverage === null ? Prisma.DbNull : (coverage as unknown as Prisma.InputJsonObject),
        checkedAt: at,
        ...(state === 'PROVED' ? { provedAt: at } : {}),
      },
    });
  }

  async confirm(tx: Tx, id: string, confirmedAt: Date | null): Promise<void> {
    await tx.partyDomain.update({ where: { id }, data: { confirmedAt }, select: { id: true } });
  }

  async remove(tx: Tx, id: string): Promise<void> {
    await tx.partyDomain.delete({ where: { id }, select: { id: true } });
  }
}
