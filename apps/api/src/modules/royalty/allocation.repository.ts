import { Injectable } from '@nestjs/common';
import { micros } from '@flipside/royalty';
import type {
  Account,
  Allocation,
  AllocationLine,
  Currency,
  Isrc,
  LineBasis,
  PoolSide,
  Territory,
} from '@flipside/royalty';
import type { Reader, Tx } from '../../platform/database/database.ts';

const BATCH = 1_000;

/** How pools were shared out, line by line: frozen in the transaction that booked them. */
@Injectable()
export class AllocationRepository {
  async exists(reader: Reader, periodId: string, tariffVersion: number): Promise<boolean> {
    return (
      (await reader.allocationLine.findFirst({
        where: { periodId, tariffVersion },
        select: { position: true },
      })) !== null
    );
  }

  async append(tx: Tx, periodId: string, allocation: Allocation): Promise<void> {
    const { currency, tariffVersion } = allocation;
    const rows = allocation.lines.map((line, position) =>
      rowOf(line, { periodId, tariffVersion, position, currency }),
    );
    for (let from = 0; from < rows.length; from += BATCH)
      await tx.allocationLine.createMany({ data: rows.slice(from, from + BATCH) });
  }

  /** Lines that are a party's, paid or held. */
  async findForParty(
    reader: Reader,
    periodId: string,
    partyId: string,
    currency: Currency,
  ): Promise<AllocationLine[]> {
    const rows = await reader.allocationLine.findMany({
      where: { periodId, partyId, currency },
      orderBy: [{ tariffVersion: 'asc' }, { position: 'asc' }],
    });
    return rows.map(lineOf);
  }

  /** All lines of one side of one recording or work under one tariff, paid, held or suspended. */
  async findForSubject(
    reader: Reader,
    where: {
      readonly periodId: string;
      readonly tariffVersion: number;
      readonly subjectId: string;
      readonly side: string;
    },
  ): Promise<AllocationLine[]> {
    const rows = await reader.allocationLine.findMany({ where, orderBy: { position: 'asc' } });
    return rows.map(lineOf);
  }
}

type Row = Awaited<ReturnType<Tx['allocationLine']['findMany']>>[number];

function rowOf(
  line: AllocationLine,
  key: Pick<Row, 'periodId' | 'tariffVersion' | 'position' | 'currency'>,
): Row {
  const { recipe, originalPeriod, usagePpm, sharePpm, ...rest } = line;
  return {
    ...rest,
    ...key,
    recipeHash: recipe,
    originPeriodId: originalPeriod,
    usagePpm: Number(usagePpm),
    sharePpm: Number(sharePpm),
  };
}

/** The columns hold what {@link rowOf} wrote, so the brands are theirs. */
function lineOf(row: Row): AllocationLine {
  return {
    recipe: row.recipeHash,
    recordingId: row.recordingId,
    isrc: row.isrc as Isrc | null,
    subjectId: row.subjectId,
    side: row.side as PoolSide | null,
    territory: row.territory as Territory | null,
    originalPeriod: row.originPeriodId,
    partyId: row.partyId,
    account: row.account as Account,
    basis: row.basis as LineBasis,
    plays: row.plays,
    usageMs: row.usageMs,
    usagePpm: BigInt(row.usagePpm),
    sharePpm: BigInt(row.sharePpm),
    amountMicros: micros(row.amountMicros),
    tariff: row.tariff,
  };
}
