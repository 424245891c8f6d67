import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.ts';
import type { Reader, Tx } from '../../platform/database/database.ts';
import { withAmendments } from '../recipes/index.ts';
import type { CreditAmendment, FrozenCredits } from '../recipes/index.ts';
import { DECIDERS, FIND, LIST } from './correction.sql.ts';
import type { CorrectionDraft, CorrectionRecord, CorrectionState, FoundSubject } from './correction.types.ts';

/** Whose eyes a correction is read with: what they may decide depends on it. */
export interface Reading {
  /** Parties the user manages. */
  readonly managed: readonly string[];
  readonly operator: boolean;
}

/** A correction with the ids that a decision needs. */
export interface KeptCorrection extends CorrectionRecord {
  readonly requestedBy: string;
  readonly recipeHash: string | null;
  readonly recordingId: string | null;
  readonly workId: string | null;
  /** Title of what renderings say it is about: of a flip's source the recording. */
  readonly about: string;
}

export interface CorrectionFilter {
  /** Asked in the name of these parties; `null`: those that are to be decided. */
  readonly askedBy: readonly string[] | null;
  readonly state: CorrectionState | null;
}

interface Row extends Omit<KeptCorrection, 'subject' | 'events'> {
  readonly subject: Omit<CorrectionRecord['subject'], 'credits'>;
  readonly credits: FrozenCredits | null;
  readonly corrections: CreditAmendment[] | null;
  readonly events: { state: CorrectionState; reason: string | null; at: string }[] | null;
  readonly partyId: string;
}

function toRecord({ subject, credits, corrections, events, partyId: _party, ...row }: Row): KeptCorrection {
  return {
    ...row,
    subject: { ...subject, credits: credits === null ? null : withAmendments(credits, corrections ?? []) },
    events: (events ?? []).map(({ at, ...event }) => ({ ...event, at: new Date(at) })),
  };
}

@Injectable()
export class CorrectionRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  async append(
    tx: Tx,
    correction: CorrectionDraft & { id: string; requestedBy: string; createdAt: Date },
    subject: FoundSubject,
  ): Promise<void> {
    const { id, credited, proposed, explanation, evidence, partyId, requestedBy, createdAt } = correction;
    const { side, recipeHash, sourceId } = subject;
    await tx.creditCorrection.create({
      data: {
        id,
        side,
        recipeHash,
        sourceId,
        recordingId: recipeHash === null ? subject.recordingId : null,
        workId: recipeHash === null ? subject.workId : null,
        creditedName: credited?.name ?? null,
        creditedRole: credited?.role ?? null,
        proposedName: proposed?.name ?? null,
        proposedRole: proposed?.role ?? null,
        proposedParty: proposed?.partyId ?? null,
        explanation,
        evidence: [...evidence],
        partyId,
        requestedBy,
        createdAt,
      },
      select: { id: true },
    });
    await this.appendEvent(tx, id, {
      version: 1,
      state: 'REQUESTED',
      reason: null,
      actorId: requestedBy,
      at: createdAt,
    });
  }

  async appendEvent(
    tx: Tx,
    correctionId: string,
    event: { version: 1 | 2; state: CorrectionState; reason: string | null; actorId: string; at: Date },
  ): Promise<void> {
    await tx.creditCorrectionEvent.create({ data: { correctionId, ...event }, select: { version: true } });
  }

  /** Two decisions at the same time: the second waits, and finds the first. */
  async lock(tx: Tx, id: string): Promise<void> {
    await tx.$queryRaw`SELECT id FROM credit_correction WHERE id = ${id}::uuid FOR UPDATE`;
  }

  async find(
    id: string,
    { managed, operator }: Reading,
    reader: Reader = this.database.prisma,
  ): Promise<KeptCorrection | null> {
    const [row] = await reader.$queryRawUnsafe<Row[]>(FIND, [...managed], operator, id);
    return row === undefined ? null : toRecord(row);
  }

  async list(
    { askedBy, state }: CorrectionFilter,
    { managed, operator }: Reading,
    after: string | null,
    limit: number,
  ): Promise<KeptCorrection[]> {
    const { rows } = await this.database.pool.query<Row>(LIST, [
      managed,
      operator,
      askedBy,
      state,
      after,
      limit,
    ]);
    return rows.map(toRecord);
  }

  /** What a user asked, for the export of personal data. */
  async requestedBy(userId: string): Promise<object[]> {
    return await this.database.prisma.creditCorrection.findMany({
      where: { requestedBy: userId },
      orderBy: { id: 'asc' },
      select: {
        id: true,
        createdAt: true,
        creditedName: true,
        creditedRole: true,
        proposedName: true,
        proposedRole: true,
        explanation: true,
        evidence: true,
        events: { select: { state: true, reason: true, at: true }, orderBy: { version: 'asc' } },
      },
    });
  }

  async deciders(tx: Tx, id: string): Promise<string[]> {
    const rows = await tx.$queryRawUnsafe<{ id: string }[]>(DECIDERS, id);
    return rows.map((row) => row.id);
  }

  async appendAmendment(tx: Tx, correction: KeptCorrection, shown: CreditAmendment): Promise<void> {
    const { id, recipeHash, recordingId, workId } = correction;
    await tx.creditAmendment.create({
      data: {
        correctionId: id,
        recipeHash,
        recordingId,
        workId,
        acceptedAt: new Date(shown.correctedAt),
        shown: { ...shown, credited: nameOf(shown.credited), proposed: nameOf(shown.proposed) },
      },
      select: { correctionId: true },
    });
  }
}

const nameOf = (credit: { name: string; role: string } | null) =>
  credit === null ? null : { name: credit.name, role: credit.role };
