import { Inject, Injectable } from '@nestjs/common';
import { PartyRepository, toPage } from '../catalogue/index.ts';
import type { Page, PageRequest } from '../catalogue/index.ts';
import type { Principal } from '../../platform/auth/principal.ts';
import { Database } from '../../platform/database/database.ts';
import type { Tx } from '../../platform/database/database.ts';
import { Outbox } from '../../platform/outbox/outbox.ts';
import { NotFoundError } from '../../platform/problem/errors.ts';
import { ImportTransitionError } from './errors.ts';
import { importRequested } from './events.ts';
import { ImportPermissionService } from './import-permission.service.ts';
import { ImportReportView } from './import-report.view.ts';
import { ImportRepository } from './import.repository.ts';
import type { ImportRecord, ReportFilter, ReportRow } from './imports.types.ts';
import { csvReport } from './report-csv.ts';
import { UploadService } from './upload/upload.service.ts';

/** Imports of one party that may wait or run at once: each may be a long one. */
const MOST_UNFINISHED = 5;
const REPORT_PAGE = 1_000;

export interface Upload {
  readonly fileName: string;
  readonly dryRun: boolean;
  readonly body: AsyncIterable<Uint8Array>;
}

/** Takes catalogues in for a party: from a file, tried first or at once. */
@Injectable()
export class ImportService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(ImportPermissionService) private readonly permissions: ImportPermissionService,
    @Inject(ImportRepository) private readonly imports: ImportRepository,
    @Inject(ImportReportView) private readonly report: ImportReportView,
    @Inject(UploadService) private readonly uploads: UploadService,
    @Inject(PartyRepository) private readonly parties: PartyRepository,
    @Inject(Outbox) private readonly outbox: Outbox,
  ) {}

  /** Stores the file and asks for its run. */
  async start(
    principal: Principal,
    partyId: string,
    { fileName, dryRun, body }: Upload,
  ): Promise<ImportRecord> {
    await this.permissions.requireMayImport(principal, partyId);
    const uploadId = await this.uploads.receive(partyId, fileName, body);
    return await this.request({ partyId, uploadId, createdBy: principal.userId, dryRun });
  }

  /** Takes in for real what a dry run has tried. */
  async apply(principal: Principal, id: string): Promise<ImportRecord> {
    const { partyId, uploadId, dryRun, state, hasFile } = await this.forChange(principal, id);
    if (!dryRun || state !== 'DONE')
      throw new ImportTransitionError('Only a dry run that is done can be applied.');
    if (!hasFile) throw new ImportTransitionError('The file is no longer kept. Send it again.');
    return await this.request({ partyId, uploadId, createdBy: principal.userId, dryRun: false });
  }

  /** What was taken in until then stays. */
  async cancel(principal: Principal, id: string): Promise<ImportRecord> {
    await this.forChange(principal, id);
    return await this.move(id, ['QUEUED', 'RUNNING'], 'CANCELLED', 'This import is over.');
  }

  /** Goes on where a cancelled import, or one that a fault stopped, ended. */
  async resume(principal: Principal, id: string): Promise<ImportRecord> {
    const { state, failure, hasFile } = await this.forChange(principal, id);
    if (state === 'FAILED' && failure?.code !== 'STOPPED')
      throw new ImportTransitionError('The file itself was refused. Correct it and send it again.');
    if (!hasFile) throw new ImportTransitionError('The file is no longer kept. Send it again.');
    return await this.move(id, ['CANCELLED', 'FAILED'], 'QUEUED', 'This import is not stopped.');
  }

  async get(principal: Principal, id: string): Promise<ImportRecord> {
    principal.requireScope('catalogue:read');
    const found = await this.require(id);
    if (!principal.actsAsOperator) principal.requireParty(found.partyId, 'VIEWER');
    return found;
  }

  async list(
    principal: Principal,
    partyId: string,
    { after, limit }: PageRequest,
  ): Promise<Page<ImportRecord>> {
    principal.requireScope('catalogue:read');
    if (!principal.actsAsOperator) principal.requireParty(partyId, 'VIEWER');
    if ((await this.parties.find(partyId)) === null) throw new NotFoundError('Party', partyId);
    const rows = await this.imports.ofParty(partyId, after, limit + 1);
    return toPage(rows, limit, ({ id }) => ({ key: 'import', id }));
  }

  async rows(
    principal: Principal,
    id: string,
    {
      filter,
      after,
      limit,
    }: { readonly filter: ReportFilter; readonly after: number; readonly limit: number },
  ): Promise<{ items: ReportRow[]; next: number | null }> {
    await this.get(principal, id);
    const rows = await this.report.rows(id, filter, after, limit + 1);
    const items = rows.slice(0, limit);
    return { items, next: rows.length > limit ? (items.at(-1)?.position ?? null) : null };
  }

  /** The whole report as CSV, a page in memory at a time. */
  async csv(principal: Principal, id: string, filter: ReportFilter): Promise<AsyncGenerator<string>> {
    await this.get(principal, id);
    return csvReport((after) => this.report.rows(id, filter, after, REPORT_PAGE));
  }

  private async request(data: {
    partyId: string;
    uploadId: string;
    createdBy: string;
    dryRun: boolean;
  }): Promise<ImportRecord> {
    return await this.database.transaction(async (tx) => {
      await this.parties.lock(tx, data.partyId);
      if ((await this.imports.unfinished(data.partyId, tx)) >= MOST_UNFINISHED)
        throw new ImportTransitionError(`At most ${MOST_UNFINISHED} imports of a party wait or run at once.`);
      const made = await this.imports.append(tx, data);
      await this.ask(tx, made.id);
      return made;
    });
  }

  private async move(
    id: string,
    from: readonly ('QUEUED' | 'RUNNING' | 'CANCELLED' | 'FAILED')[],
    to: 'QUEUED' | 'CANCELLED',
    otherwise: string,
  ): Promise<ImportRecord> {
    await this.database.transaction(async (tx) => {
      if (!(await this.imports.moveTo(tx, id, from, to))) throw new ImportTransitionError(otherwise);
      if (to === 'QUEUED') await this.ask(tx, id);
    });
    return await this.require(id);
  }

  private async ask(tx: Tx, importId: string): Promise<void> {
    await this.outbox.append(tx, importRequested, { key: importId, payload: { importId } });
  }

  private async forChange(principal: Principal, id: string): Promise<ImportRecord> {
    principal.requireScope('catalogue:write');
    const found = await this.require(id);
    await this.permissions.requireMayImport(principal, found.partyId);
    return found;
  }

  private async require(id: string): Promise<ImportRecord> {
    const found = await this.imports.find(id);
    if (found === null) throw new NotFoundError('Import', id);
    return found;
  }
}
