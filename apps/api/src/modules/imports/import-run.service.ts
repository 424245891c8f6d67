import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { OnModuleDestroy } from '@nestjs/common';
import { sharesChanged } from '../catalogue/index.ts';
import { Database } from '../../platform/database/database.ts';
import { Log } from '../../platform/logging/log.ts';
import { Outbox } from '../../platform/outbox/outbox.ts';
import { BatchService } from './apply/batch.service.ts';
import { changedSubjects, reportRows, withOutcomes } from './apply/report.ts';
import { importFinished } from './events.ts';
import { FileFault } from './formats/file-fault.ts';
import type { Failure } from './formats/file-fault.ts';
import { readItems } from './formats/reader.ts';
import type { FileNote, Subject } from './formats/subject.types.ts';
import { ImportRepository } from './import.repository.ts';
import { IMPORT_PHASES } from './imports.types.ts';
import type { ImportPhase, ImportRecord } from './imports.types.ts';
import { UploadRepository } from './upload/upload.repository.ts';

/** Subjects, and shares and credits, that one transaction takes. */
const BATCH = 500;
const BATCH_WEIGHT = 5_000;
const BATCH_TIMEOUT_MS = 60_000;
const RENEW_MS = 5_000;
const MOST_NOTES = 50;
const MOST_ABANDONED = 20;

const KIND_OF_PHASE: Partial<Record<ImportPhase, Subject['kind']>> = {
  WORKS: 'WORK',
  RECORDINGS: 'RECORDING',
  RELEASES: 'RELEASE',
};

/** The import was cancelled, taken over by another process, or this process stops: nothing more is written by this run. */
class Interrupted extends Error {}

/**
 * Runs imports. A file is read once to check it, then once for each kind of subject; each batch is one transaction
 * that also moves the cursor, so that a run that died goes on after its last batch.
 */
@Injectable()
export class ImportRunService implements OnModuleDestroy {
  private readonly log: Log;
  private stopping = false;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(ImportRepository) private readonly imports: ImportRepository,
    @Inject(UploadRepository) private readonly uploads: UploadRepository,
    @Inject(BatchService) private readonly batches: BatchService,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(Log) log: Log,
  ) {
    this.log = log.child('imports');
  }

  /** Runs end at their next batch; whoever starts next goes on. */
  onModuleDestroy(): void {
    this.stopping = true;
  }

  async abandoned(): Promise<string[]> {
    return await this.imports.abandoned(MOST_ABANDONED);
  }

  /** Runs an import to its end, unless somebody else does. Harmless to repeat. */
  async run(importId: string): Promise<void> {
    const token = randomUUID();
    const run = await this.imports.claim(importId, token);
    if (run === null) return;
    try {
      await new ImportRun(run, token, this).toEnd();
    } catch (error) {
      if (error instanceof FileFault) await this.end(run, token, error.failure);
      else {
        await this.imports.release(importId, token);
        if (!(error instanceof Interrupted)) throw error;
      }
    }
  }

  /** After the last attempt: the import says that it stopped, and can be resumed. */
  async giveUp(importId: string, reference: string): Promise<void> {
    const token = randomUUID();
    const run = await this.imports.claim(importId, token);
    const reason = `The instance had a fault (${reference}). What was taken in stays; resume the import to go on.`;
    if (run !== null) await this.end(run, token, { line: null, field: null, code: 'STOPPED', reason });
  }

  /** The subjects of one kind, or all of them with the notes on the file. */
  items(run: ImportRecord): ReturnType<typeof readItems> {
    return readItems(run.format, this.uploads.read(run.uploadId));
  }

  async renew(run: ImportRecord, token: string): Promise<void> {
    if (this.stopping || !(await this.imports.renew(run.id, token))) throw new Interrupted();
  }

  async checked(run: ImportRecord, token: string, total: number, notes: readonly FileNote[]): Promise<void> {
    await this.database.transaction(async (tx) => {
      if (!(await this.imports.renew(run.id, token, tx))) throw new Interrupted();
      await this.imports.checked(tx, run.id, total, notes);
    });
  }

  /** Moves on to a phase of which nothing is done yet. */
  async enter(run: ImportRecord, token: string, phase: ImportPhase): Promise<ImportRecord> {
    const { counts, reported } = run;
    await this.database.transaction(async (tx) => {
      if (!(await this.imports.renew(run.id, token, tx))) throw new Interrupted();
      await this.imports.advance(tx, run.id, { phase, cursor: 0, counts, reported });
    });
    return { ...run, phase, cursor: 0 };
  }

  /** One batch: subjects, report, cursor and events, all or nothing. */
  async commit(
    run: ImportRecord,
    token: string,
    kind: Subject['kind'],
    batch: readonly Subject[],
  ): Promise<ImportRecord> {
    if (this.stopping) throw new Interrupted();
    return await this.database.transaction(
      async (tx) => {
        if (!(await this.imports.renew(run.id, token, tx))) throw new Interrupted();
        const decided = await this.batches.take(tx, run, kind, batch);
        const rows = reportRows(decided, run.reported);
        await this.imports.appendRows(tx, run.id, rows);
        if (!run.dryRun)
          for (const payload of changedSubjects(decided))
            await this.outbox.append(tx, sharesChanged, { key: run.id, payload });
        const next = {
          cursor: run.cursor + batch.length,
          counts: withOutcomes(run.counts, decided),
          reported: run.reported + rows.length,
        };
        await this.imports.advance(tx, run.id, { phase: run.phase, ...next });
        return { ...run, ...next };
      },
      { timeoutMs: BATCH_TIMEOUT_MS },
    );
  }

  async end(run: ImportRecord, token: string, failure: Failure | null): Promise<void> {
    const { id: importId, partyId, createdBy, fileName, dryRun } = run;
    const state = failure === null ? 'DONE' : 'FAILED';
    await this.database.transaction(async (tx) => {
      if (!(await this.imports.renew(importId, token, tx))) return;
      await this.imports.finish(tx, importId, failure);
      await this.outbox.append(tx, importFinished, {
        key: importId,
        payload: { importId, partyId, createdBy, fileName, dryRun, state },
      });
    });
    this.log.info({ importId, state, code: failure?.code }, 'import ended');
  }
}

/** One attempt at an import, from where the last one stopped. */
class ImportRun {
  private run: ImportRecord;
  private readonly token: string;
  private readonly service: ImportRunService;
  private renewedAt = performance.now();

  constructor(run: ImportRecord, token: string, service: ImportRunService) {
    this.run = run;
    this.token = token;
    this.service = service;
  }

  async toEnd(): Promise<void> {
    if (this.run.phase === 'CHECK') await this.check();
    for (const phase of IMPORT_PHASES.slice(IMPORT_PHASES.indexOf(this.run.phase))) {
      const kind = KIND_OF_PHASE[phase];
      if (kind === undefined) continue;
      if (phase !== this.run.phase) this.run = await this.service.enter(this.run, this.token, phase);
      await this.take(kind);
    }
    await this.service.end(this.run, this.token, null);
  }

  /** Reads the whole file before anything of it is taken in: a file that breaks off leaves nothing behind. */
  private async check(): Promise<void> {
    const notes = new Map<string, FileNote>();
    let total = 0;
    for await (const item of this.service.items(this.run)) {
      if (item.type === 'SUBJECT') total += 1;
      else if (notes.size < MOST_NOTES) notes.set(`${item.note.code} ${item.note.reason}`, item.note);
      await this.renewNowAndThen();
    }
    if (total === 0) throw new FileFault('FILE_EMPTY', 'The file names no recording, work or release.');
    if (!this.run.dryRun && [...notes.values()].some(({ code }) => code === 'TEST_MESSAGE'))
      throw new FileFault(
        'TEST_MESSAGE',
        'The message says that it is a test: it can be tried, and not taken in.',
        {
          field: 'MessageControlType',
        },
      );
    await this.service.checked(this.run, this.token, total, [...notes.values()]);
    this.run = { ...this.run, phase: 'WORKS', cursor: 0, total };
  }

  private async take(kind: Subject['kind']): Promise<void> {
    let toSkip = this.run.cursor;
    let batch: Subject[] = [];
    let weight = 0;
    for await (const item of this.service.items(this.run)) {
      if (item.type === 'NOTE' || item.subject.kind !== kind) continue;
      if (toSkip > 0) {
        toSkip -= 1;
        await this.renewNowAndThen();
        continue;
      }
      batch.push(item.subject);
      weight += weightOf(item.subject);
      if (batch.length < BATCH && weight < BATCH_WEIGHT) continue;
      await this.commit(kind, batch);
      batch = [];
      weight = 0;
    }
    if (batch.length > 0) await this.commit(kind, batch);
  }

  private async commit(kind: Subject['kind'], batch: readonly Subject[]): Promise<void> {
    this.run = await this.service.commit(this.run, this.token, kind, batch);
    this.renewedAt = performance.now();
  }

  private async renewNowAndThen(): Promise<void> {
    if (performance.now() - this.renewedAt < RENEW_MS) return;
    await this.service.renew(this.run, this.token);
    this.renewedAt = performance.now();
  }
}

function weightOf(subject: Subject): number {
  if (subject.kind === 'RELEASE') return subject.tracks?.length ?? 0;
  return (subject.shares?.length ?? 0) + subject.contributors.length;
}
