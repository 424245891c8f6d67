import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.ts';
import type { Reader, Tx } from '../../platform/database/database.ts';
import { Prisma } from '../../platform/database/generated/client.ts';
import { newId } from '../../platform/ids/ids.ts';
import type { CreditSheet, PrintSheet } from '../recipes/index.ts';
import type {
  AskedLine,
  AskedReason,
  LineRow,
  NewEvent,
  Offer,
  RequestRow,
  RequestState,
} from './request.types.ts';

const json = (value: unknown): Prisma.InputJsonValue =>
  JSON.parse(JSON.stringify(value)) as Prisma.InputJsonValue;

const ROW = {
  ...{ id: true, producerId: true, territory: true, state: true, version: true },
  ...{ recipeHash: true, expiresAt: true },
} as const;

/** A draft as a version of a request keeps it. */
export interface KeptDraft {
  readonly recipeHash: string;
  readonly document: string;
  readonly title: string;
  readonly durationMs: number;
  readonly credits: CreditSheet;
  readonly print: PrintSheet;
}

export interface LineChange {
  readonly version?: number;
  readonly state?: LineRow['state'];
  readonly reasons?: readonly AskedReason[];
  readonly answererIds?: readonly string[];
  /** `null` takes it away. */
  readonly offer?: Offer | null;
  readonly grantId?: string | null;
  readonly decidedAt?: Date | null;
}

@Injectable()
export class RequestRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** Of one producer one request is made at a time, so that none is made twice. */
  async lockProducer(tx: Tx, producerId: string): Promise<void> {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('clearance-request ' || ${producerId}, 0))`;
  }

  async openOf(tx: Tx, producerId: string, recipeHash: string): Promise<string | null> {
    const row = await tx.clearanceRequest.findFirst({
      where: { producerId, recipeHash, state: 'OPEN' },
      select: { id: true },
    });
    return row?.id ?? null;
  }

  async find(id: string, reader: Reader = this.database.prisma): Promise<RequestRow | null> {
    return await reader.clearanceRequest.findUnique({ where: { id }, select: ROW });
  }

  /** Answers to one request wait for each other. */
  async lock(tx: Tx, id: string): Promise<RequestRow | null> {
    await tx.$queryRaw`SELECT id FROM clearance_request WHERE id = ${id}::uuid FOR UPDATE`;
    return await this.find(id, tx);
  }

  async recipients(id: string, reader: Reader = this.database.prisma): Promise<string[]> {
    const rows = await reader.clearanceRequestRecipient.findMany({
      where: { requestId: id },
      select: { partyId: true },
    });
    return rows.map(({ partyId }) => partyId);
  }

  async document(
    { id, version }: Pick<RequestRow, 'id' | 'version'>,
    reader: Reader = this.database.prisma,
  ): Promise<Record<string, unknown>> {
    const row = await reader.clearanceRequestVersion.findUniqueOrThrow({
      where: { requestId_version: { requestId: id, version } },
      select: { document: true },
    });
    return JSON.parse(row.document) as Record<string, unknown>;
  }

  /** All lines that the request ever had; those of its present version are asked for now. */
  async lines(id: string, reader: Reader = this.database.prisma): Promise<LineRow[]> {
    const rows = await reader.clearanceRequestLine.findMany({
      where: { requestId: id },
      omit: { decidedAt: true },
      orderBy: { id: 'asc' },
    });
    return rows.map(({ reasons, offer, ...row }) => ({
      ...row,
      reasons: reasons as unknown as AskedReason[],
      offer: offer as unknown as Offer | null,
    }));
  }

  async create(
    tx: Tx,
    request: RequestRow & { readonly createdAt: Date },
    { document, credits, print, ...told }: KeptDraft,
  ): Promise<void> {
    await tx.clearanceRequest.create({
      data: { ...request, ...told, credits: json(credits), print: json(print) },
      select: { id: true },
    });
    await this.appendVersion(tx, request, document, request.createdAt);
  }

  /** The next version of the draft, with time to answer it. */
  async revise(
    tx: Tx,
    request: Pick<RequestRow, 'id' | 'version' | 'expiresAt'>,
    { document, credits, print, ...told }: KeptDraft,
    at: Date,
  ): Promise<void> {
    const { id, version, expiresAt } = request;
    await tx.clearanceRequest.update({
      where: { id },
      data: { version, expiresAt, ...told, credits: json(credits), print: json(print) },
      select: { id: true },
    });
    await this.appendVersion(tx, { id, version, recipeHash: told.recipeHash }, document, at);
  }

  private async appendVersion(
    tx: Tx,
    { id, version, recipeHash }: Pick<RequestRow, 'id' | 'version' | 'recipeHash'>,
    document: string,
    createdAt: Date,
  ): Promise<void> {
    const data = { requestId: id, version, recipeHash, document, createdAt };
    await tx.clearanceRequestVersion.create({ data, select: { version: true } });
  }

  async addLines(
    tx: Tx,
    requestId: string,
    version: number,
    lines: readonly AskedLine[],
  ): Promise<LineRow[]> {
    const rows = lines.map((line) => ({ ...line, id: newId(), requestId, version }));
    await tx.clearanceRequestLine.createMany({
      data: rows.map(({ reasons, answererIds, ...row }) => ({
        ...row,
        reasons: json(reasons),
        answererIds: [...answererIds],
      })),
    });
    await this.addRecipients(tx, requestId, lines);
    return rows.map((row) => ({ ...row, state: 'REQUESTED', offer: null, grantId: null }));
  }

  async addRecipients(
    tx: Tx,
    requestId: string,
    lines: readonly Pick<AskedLine, 'answererIds'>[],
  ): Promise<void> {
    const partyIds = [...new Set(lines.flatMap(({ answererIds }) => answererIds))];
    await tx.clearanceRequestRecipient.createMany({
      data: partyIds.map((partyId) => ({ requestId, partyId })),
      skipDuplicates: true,
    });
  }

  async changeLine(tx: Tx, id: string, change: LineChange): Promise<void> {
    const { reasons, offer, answererIds, ...columns } = change;
    await tx.clearanceRequestLine.update({
      where: { id },
      data: {
        ...columns,
        ...(answererIds === undefined ? {} : { answererIds: [...answererIds] }),
        ...(reasons === undefined ? {} : { reasons: json(reasons) }),
        ...(offer === undefined ? {} : { offer: offer === null ? Prisma.DbNull : json(offer) }),
      },
      select: { id: true },
    });
  }

  async decide(tx: Tx, id: string, state: Exclude<RequestState, 'OPEN'>, decidedAt: Date): Promise<void> {
    await tx.clearanceRequest.update({ where: { id }, data: { state, decidedAt }, select: { id: true } });
  }

  /** @returns the event's id. */
  async append(
    tx: Tx,
    { id: requestId, version }: Pick<RequestRow, 'id' | 'version'>,
    { payload, ...event }: NewEvent,
    createdAt: Date,
  ): Promise<string> {
    const id = newId();
    await tx.clearanceRequestEvent.create({
      data: { id, requestId, version, ...event, payload: json(payload ?? {}), createdAt },
      select: { id: true },
    });
    return id;
  }

  async countMessages(tx: Tx, requestId: string): Promise<number> {
    return await tx.clearanceRequestEvent.count({ where: { requestId, kind: 'MESSAGE' } });
  }

  /** Open requests whose time is over. */
  async due(at: Date, limit: number): Promise<string[]> {
    const rows = await this.database.prisma.clearanceRequest.findMany({
      where: { state: 'OPEN', expiresAt: { lte: at } },
      select: { id: true },
      orderBy: { expiresAt: 'asc' },
      take: limit,
    });
    return rows.map(({ id }) => id);
  }

  /** Open requests in which the party of a grant is asked, a page by id. */
  async openAbout(grantId: string, after: string, limit: number): Promise<string[]> {
    const rows = await this.database.prisma.$queryRaw<{ id: string }[]>(Prisma.sql`
      SELECT q.id FROM clearance_request_recipient r JOIN clearance_request q ON q.id = r.request_id
      WHERE r.party_id = (SELECT party_id FROM grant_version WHERE id = ${grantId}::uuid LIMIT 1)
        AND q.state = 'OPEN' AND q.id > ${after}::uuid
      ORDER BY q.id LIMIT ${limit}`);
    return rows.map(({ id }) => id);
  }

  /** Open requests that ask for recordings, or for works that are performed on them, a page by id. */
  async openUsing(
    {
      recordingIds,
      workIds,
    }: { readonly recordingIds: readonly string[]; readonly workIds: readonly string[] },
    after: string,
    limit: number,
  ): Promise<string[]> {
    const rows = await this.database.prisma.$queryRaw<{ id: string }[]>(Prisma.sql`
      SELECT DISTINCT q.id FROM clearance_request_line l JOIN clearance_request q ON q.id = l.request_id
      WHERE l.isrc IN (SELECT isrc FROM recording WHERE id = ANY(${[...recordingIds]}::uuid[])
          UNION SELECT r.isrc FROM recording_work w JOIN recording r ON r.id = w.recording_id
          WHERE w.work_id = ANY(${[...workIds]}::uuid[]))
        AND q.state = 'OPEN' AND q.id > ${after}::uuid
      ORDER BY q.id LIMIT ${limit}`);
    return rows.map(({ id }) => id);
  }

  async openOfProducer(producerId: string, limit: number): Promise<string[]> {
    const rows = await this.database.prisma.clearanceRequest.findMany({
      where: { producerId, state: 'OPEN' },
      select: { id: true },
      take: limit,
    });
    return rows.map(({ id }) => id);
  }

  /** Takes the name of a deleted user out of what lists show; the history holds no names. */
  async anonymise(tx: Tx, producerId: string, name: string): Promise<void> {
    await tx.$executeRaw`
      UPDATE clearance_request SET credits = jsonb_set(jsonb_set(credits, '{remixer}', to_jsonb(${name}::text)), '{text}',
        to_jsonb(replace(credits->>'text', 'Remixed by ' || (credits->>'remixer'), 'Remixed by ' || ${name}::text)))
      WHERE producer_id = ${producerId}::uuid`;
  }

  /** What a user asked for and wrote, for the export of personal data. */
  async writtenBy(userId: string): Promise<unknown> {
    const { prisma } = this.database;
    const requests = await prisma.clearanceRequest.findMany({
      where: { producerId: userId },
      select: { id: true, title: true, state: true, recipeHash: true, createdAt: true },
      orderBy: { id: 'asc' },
    });
    const messages = await prisma.clearanceRequestEvent.findMany({
      where: { actorId: userId, kind: 'MESSAGE' },
      select: { requestId: true, payload: true, createdAt: true },
      orderBy: { id: 'asc' },
    });
    return { requests, messages };
  }
}
