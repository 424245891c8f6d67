import { Inject, Injectable } from '@nestjs/common';
import type { PartyRole } from '../../platform/auth/principal.ts';
import { Database } from '../../platform/database/database.ts';
import type { Reader, Tx } from '../../platform/database/database.ts';
import { newId } from '../../platform/ids/ids.ts';
import type { NewParty, PartyRecord, PartyWithRole } from './catalogue.types.ts';
import type { PageRequest } from './page.ts';

const FIELDS = {
  id: true,
  name: true,
  kind: true,
  ipiNameNumber: true,
  isni: true,
  dpid: true,
  contactEmail: true,
  contactUrl: true,
  verifiedAt: true,
  mergedIntoId: true,
} as const;
const MOST_LISTED = 500;

export interface Remixer {
  readonly partyId: string;
  readonly handle: string;
  readonly displayName: string;
}

/** A credited name with what registers call it. */
export interface IdentifiedName {
  readonly name: string;
  readonly isni?: string;
  readonly dpid?: string;
  readonly ipiNameNumber?: string;
}

const NOT_NULL = (field: 'isni' | 'dpid' | 'ipiNameNumber') => ({ [field]: { not: null } });

@Injectable()
export class PartyRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  async find(id: string, reader: Reader = this.database.prisma): Promise<PartyRecord | null> {
    return await reader.party.findUnique({ where: { id }, select: FIELDS });
  }

  /** The parties a user acts for; for `null` all of them, newest first, 500 at most. */
  async list(userId: string | null, asking: string): Promise<PartyWithRole[]> {
    const rows = await this.database.prisma.party.findMany({
      where: { mergedIntoId: null, ...(userId === null ? {} : { members: { some: { userId } } }) },
      select: { ...FIELDS, members: { where: { userId: asking }, select: { role: true } } },
      orderBy: { id: 'desc' },
      take: MOST_LISTED,
    });
    return rows.map(({ members, ...party }) => ({ ...party, role: members[0]?.role ?? null }));
  }

  /**
   * The registers' numbers of parties, under the names by which they are credited. A name that two of them share
   * says nothing about either.
   */
  async identified(
    reader: Reader,
    parties: readonly { readonly id: string; readonly name: string }[],
  ): Promise<IdentifiedName[]> {
    const count = new Map<string, number>();
    for (const { name } of parties) count.set(name, (count.get(name) ?? 0) + 1);
    const ids = parties.filter(({ name }) => count.get(name) === 1).map(({ id }) => id);
    const rows = await reader.party.findMany({
      where: { id: { in: ids }, OR: [NOT_NULL('isni'), NOT_NULL('dpid'), NOT_NULL('ipiNameNumber')] },
      select: { name: true, isni: true, dpid: true, ipiNameNumber: true },
      orderBy: { id: 'asc' },
    });
    return rows.map(({ name, isni, dpid, ipiNameNumber }) => ({
      name,
      ...(isni !== null && { isni }),
      ...(dpid !== null && { dpid }),
      ...(ipiNameNumber !== null && { ipiNameNumber }),
    }));
  }

  /** Which of these are not known, or gave their place to another party. */
  async missing(ids: readonly string[], reader: Reader): Promise<string[]> {
    const rows = await reader.party.findMany({
      where: { id: { in: [...ids] }, mergedIntoId: null },
      select: { id: true },
    });
    const known = new Set(rows.map(({ id }) => id));
    return [...new Set(ids)].filter((id) => !known.has(id));
  }

  async create(tx: Tx, party: NewParty): Promise<PartyRecord> {
    return await tx.party.create({ data: { id: newId(), ...party }, select: FIELDS });
  }

  /** New parties wait for each other, so that identifiers found free are still free when they are written. */
  async lockIdentifiers(tx: Tx): Promise<void> {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('party-identifiers', 0))`;
  }

  /** A party that carries one of these identifiers already, or the one that took its place. */
  async findByIdentifiers(
    tx: Tx,
    { ipiNameNumber, isni, dpid }: Pick<PartyRecord, 'ipiNameNumber' | 'isni' | 'dpid'>,
    except: string | null = null,
  ): Promise<PartyRecord | null> {
    const carried = [
      ...(ipiNameNumber === null ? [] : [{ ipiNameNumber }]),
      ...(isni === null ? [] : [{ isni }]),
      ...(dpid === null ? [] : [{ dpid }]),
    ];
    if (carried.length === 0) return null;
    const found = await tx.party.findFirst({
      where: { OR: carried, ...(except === null ? {} : { id: { not: except } }) },
      select: { ...FIELDS, mergedInto: { select: FIELDS } },
    });
    if (found === null) return null;
    const { mergedInto, ...party } = found;
    return mergedInto ?? party;
  }

  async update(tx: Tx, id: string, change: Partial<Omit<PartyRecord, 'id'>>): Promise<PartyRecord> {
    return await tx.party.update({ where: { id }, data: change, select: FIELDS });
  }

  /**
   * Parties by the beginnings of words of their name, or by an identifier.
   * @param words a tsquery; `null` asks by identifier alone.
   */
  async search(
    words: string | null,
    identifier: string,
    { after, limit }: PageRequest,
  ): Promise<PartyRecord[]> {
    return await this.database.prisma.$queryRaw<PartyRecord[]>`
      SELECT id, name, kind::text, ipi_name_number AS "ipiNameNumber", isni, dpid, contact_email AS "contactEmail",
        contact_url AS "contactUrl", verified_at AS "verifiedAt", merged_into_id AS "mergedIntoId"
      FROM party
      WHERE (to_tsvector('simple', name) @@ to_tsquery('simple', ${words})
          OR ipi_name_number = ${identifier} OR isni = ${identifier} OR dpid = ${identifier})
        AND merged_into_id IS NULL AND (${after?.id ?? null}::uuid IS NULL OR id < ${after?.id ?? null}::uuid)
      ORDER BY id DESC LIMIT ${limit}`;
  }

  /** Changes of who acts for the party wait for each other. */
  async lock(tx: Tx, id: string): Promise<void> {
    await tx.$queryRaw`SELECT id FROM party WHERE id = ${id}::uuid FOR UPDATE`;
  }

  /**
   * Keeps parties from being merged away before the end of the transaction, so that nothing is written under a name
   * that has just given up its place. In the order of their ids, so that two transactions cannot wait for each other.
   */
  async hold(tx: Tx, ids: readonly string[]): Promise<void> {
    await tx.$queryRaw`SELECT id FROM party WHERE id = ANY(${[...ids]}::uuid[]) ORDER BY id FOR SHARE`;
  }

  async setMember(tx: Tx, partyId: string, userId: string, role: PartyRole): Promise<void> {
    await tx.partyMember.upsert({
      where: { partyId_userId: { partyId, userId } },
      create: { partyId, userId, role },
      update: { role },
    });
  }

  async owners(tx: Tx, partyId: string): Promise<string[]> {
    const rows = await tx.partyMember.findMany({
      where: { partyId, role: 'OWNER' },
      select: { userId: true },
    });
    return rows.map(({ userId }) => userId);
  }

  async userIdByHandle(tx: Tx, handle: string): Promise<string | null> {
    const row = await tx.user.findFirst({ where: { handle, deletedAt: null }, select: { id: true } });
    return row?.id ?? null;
  }

  /** The party that a user's remixing is paid to, made at the first need. */
  async ensureRemixer(tx: Tx, userId: string): Promise<Remixer | null> {
    const user = await tx.user.findFirst({
      where: { id: userId, deletedAt: null },
      select: { handle: true, displayName: true },
    });
    if (user === null) return null;
    const made = await tx.party.createMany({
      data: [{ id: newId(), name: user.displayName, kind: 'PERSON', remixerUserId: userId }],
      skipDuplicates: true,
    });
    const party = await tx.party.findUniqueOrThrow({
      where: { remixerUserId: userId },
      select: { id: true },
    });
    if (made.count > 0) await this.setMember(tx, party.id, userId, 'OWNER');
    return { partyId: party.id, ...user };
  }

  /** The remixer of a preview: nothing is written. */
  async findRemixer(userId: string): Promise<(Remixer & { partyId: string }) | null> {
    const user = await this.database.prisma.user.findFirst({
      where: { id: userId, deletedAt: null },
      select: { handle: true, displayName: true },
    });
    if (user === null) return null;
    const party = await this.database.prisma.party.findUnique({
      where: { remixerUserId: userId },
      select: { id: true },
    });
    return { partyId: party?.id ?? userId, ...user };
  }

  /** Empties what is personal in the party of a deleted user. The id stays: the ledger refers to it. */
  async anonymiseRemixer(tx: Tx, userId: string, name: string): Promise<void> {
    await tx.party.updateMany({
      where: { remixerUserId: userId },
      data: {
        name,
        ipiNameNumber: null,
        isni: null,
        dpid: null,
        contactEmail: null,
        contactUrl: null,
      },
    });
  }
}
