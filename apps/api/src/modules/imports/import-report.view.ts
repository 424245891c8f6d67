import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.ts';
import type { ReportFilter, ReportRow } from './imports.types.ts';

const FIELDS = {
  position: true,
  line: true,
  kind: true,
  key: true,
  identifier: true,
  title: true,
  outcome: true,
  field: true,
  code: true,
  reason: true,
} as const;

/** The report of an import, row by row in the order in which its subjects were taken. */
@Injectable()
export class ImportReportView {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** @param after the position of the last row that was seen, or -1. */
  async rows(importId: string, filter: ReportFilter, after: number, limit: number): Promise<ReportRow[]> {
    const rows = await this.database.prisma.importRow.findMany({
      where: {
        importId,
        position: { gt: after },
        ...(filter.problems && { problem: true }),
        ...(filter.outcome !== null && { outcome: filter.outcome }),
      },
      select: FIELDS,
      orderBy: { position: 'asc' },
      take: limit,
    });
    return rows as ReportRow[];
  }
}
