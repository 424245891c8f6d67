import { Inject, Injectable } from '@nestjs/common';
import { dsrFileName, micros, statementCsv, statementDsr } from '@flipside/royalty';
import type { DsrExport, DsrLine, DsrProfile, ExportHeldLine } from '@flipside/royalty';
import type { Principal } from '../../platform/auth/principal.ts';
import { CONFIG } from '../../platform/config/config.ts';
import type { Config } from '../../platform/config/config.ts';
import { NotFoundError } from '../../platform/problem/errors.ts';
import { SenderNotConfiguredError } from './errors.ts';
import { StatementBreakdownView } from './statement-breakdown.view.ts';
import { dsrLines, partyIdOf } from './statement-dsr.ts';
import { StatementExportRepository } from './statement-export.repository.ts';
import type { StatementHeadRow } from './statement-export.repository.ts';
import type { ExportFile, ExportFormat } from './statement-export.types.ts';
import { PDF_LINES, PDF_PARTS } from './statement-pdf.limits.ts';
import { StatementPrinter } from './statement-printer.ts';
import { StatementService } from './statement.service.ts';

/** Raised when the bytes of a format change: who has the older file then gets the new one. */
const LAYOUT: Readonly<Record<string, number>> = { json: 1, csv: 2, pdf: 2 };

/** A statement as files. Each is written while it is sent, from lines that are read some at a time. */
@Injectable()
export class StatementExportService {
  constructor(
    @Inject(StatementService) private readonly statements: StatementService,
    @Inject(StatementExportRepository) private readonly exports: StatementExportRepository,
    @Inject(StatementBreakdownView) private readonly breakdowns: StatementBreakdownView,
    @Inject(StatementPrinter) private readonly printer: StatementPrinter,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** What this instance can write. */
  get formats(): readonly ExportFormat[] {
    return this.config.dpid === null ? ['json', 'csv', 'pdf'] : ['json', 'csv', 'pdf', 'dsr', 'ugc'];
  }

  async csv(principal: Principal, id: string): Promise<ExportFile> {
    await this.statements.requireReadable(principal, id);
    const row = await this.require(id);
    const held = await this.held(row);
    return {
      ...frozenFile(row, 'csv', 'text/csv; charset=utf-8; header=present'),
      chunks: statementCsv({ head: row.document, held, lines: this.exports.lines(id) }),
    };
  }

  async pdf(principal: Principal, id: string): Promise<ExportFile> {
    await this.statements.requireReadable(principal, id);
    const row = await this.require(id);
    return { ...frozenFile(row, 'pdf', 'application/pdf'), chunks: this.pdfOf(row) };
  }

  async dsr(principal: Principal, id: string, profile: DsrProfile): Promise<ExportFile> {
    await this.statements.requireReadable(principal, id);
    const report = await this.report(await this.require(id));
    return {
      name: dsrFileName(report),
      type: 'text/tab-separated-values; charset=utf-8',
      chunks: statementDsr(report, profile),
      tag: null,
    };
  }

  private async report(row: StatementHeadRow): Promise<DsrExport> {
    const { dpid, baseUrl } = this.config;
    if (dpid === null) throw new SenderNotConfiguredError();
    return {
      head: row.document,
      sender: { dpid, name: new URL(baseUrl).host },
      recipient: { name: row.document.party.name, dpid: row.dpid, partyId: partyIdOf(row) },
      statementId: row.id,
      createdAt: row.createdAt.toISOString(),
      contexts: await this.exports.contexts(row.id),
      lines: this.dsrLines(row),
    };
  }

  private async *dsrLines(row: StatementHeadRow): AsyncGenerator<readonly DsrLine[]> {
    const { baseUrl } = this.config;
    for await (const batch of this.exports.lines(row.id))
      yield dsrLines(batch, await this.exports.facts(batch), baseUrl);
    const held = await this.held(row);
    yield dsrLines(held, await this.exports.facts(held), baseUrl);
  }

  private async *pdfOf(row: StatementHeadRow): AsyncGenerator<Uint8Array> {
    const { id, sha256, createdAt, document: head } = row;
    const breakdown = await this.breakdowns.find(id, PDF_PARTS);
    const lines = await this.exports.largestLines(id, PDF_LINES);
    const { side } = breakdown;
    const lineCount = side.top.reduce((sum, part) => sum + part.lines, 0n);
    const plays = BigInt(row.plays);
    const figures = { statementId: id, head, sha256, createdAt, plays, lineCount };
    yield await this.printer.print({ ...figures, lines, breakdown });
  }

  /** Held lines are frozen in the document, by hash; a flip's title is as unchangeable as its hash. */
  private async held({ document }: StatementHeadRow): Promise<ExportHeldLine[]> {
    const flips = await this.exports.flips(document.held.map(({ recipe }) => recipe));
    return document.held.map((line) => ({
      ...line,
      plays: BigInt(line.plays),
      usageMs: BigInt(line.usageMs),
      usagePpm: BigInt(line.usagePpm),
      sharePpm: BigInt(line.sharePpm),
      amountMicros: micros(BigInt(line.amountMicros)),
      recipeTitle: flips.get(line.recipe)?.title ?? '',
    }));
  }

  private async require(id: string): Promise<StatementHeadRow> {
    const row = await this.exports.findHead(id);
    if (row === null) throw new NotFoundError('Statement', id);
    return row;
  }
}

/** What never changes is named by the statement's own hash. */
const frozenFile = (
  { id, periodId, sha256 }: StatementHeadRow,
  extension: string,
  type: string,
): Omit<ExportFile, 'chunks'> => ({
  name: `statement-${periodId}-${id}.${extension}`,
  type,
  tag: `${sha256.slice(0, 32)}.${extension}.${LAYOUT[extension] ?? 1}`,
});
