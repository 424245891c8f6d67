import type { Failure } from './formats/file-fault.ts';
import type { FileNote, ImportFormat, SubjectKind } from './formats/subject.types.ts';

export const IMPORT_STATES = ['QUEUED', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED'] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

/** In this order: a recording finds its works, a release its recordings. */
export const IMPORT_PHASES = ['CHECK', 'WORKS', 'RECORDINGS', 'RELEASES', 'DONE'] as const;
export type ImportPhase = (typeof IMPORT_PHASES)[number];

export const IMPORT_OUTCOMES = ['CREATED', 'UPDATED', 'UNCHANGED', 'REJECTED'] as const;
export type ImportOutcome = (typeof IMPORT_OUTCOMES)[number];

export interface ImportCounts {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly rejected: number;
}

export interface ImportRecord {
  readonly id: string;
  readonly partyId: string;
  readonly uploadId: string;
  readonly createdBy: string;
  readonly fileName: string;
  readonly format: ImportFormat;
  readonly bytes: number;
  /** Whether the file is still here to be run again. */
  readonly hasFile: boolean;
  readonly dryRun: boolean;
  readonly state: ImportState;
  readonly phase: ImportPhase;
  /** Subjects of the phase that are committed. */
  readonly cursor: number;
  /** Known once the file has been checked. */
  readonly total: number | null;
  readonly done: number;
  readonly counts: ImportCounts;
  readonly reported: number;
  readonly failure: Failure | null;
  readonly notes: readonly FileNote[];
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
}

export interface ReportRow {
  readonly position: number;
  readonly line: number;
  readonly kind: SubjectKind;
  readonly key: string;
  readonly identifier: string | null;
  readonly title: string;
  readonly outcome: ImportOutcome;
  readonly field: string | null;
  readonly code: string | null;
  readonly reason: string | null;
}

export interface ReportFilter {
  readonly outcome: ImportOutcome | null;
  /** Only rows that say what is wrong or worth knowing. */
  readonly problems: boolean;
}

export interface Permission {
  readonly permitted: boolean;
  readonly evidence: string | null;
  readonly decidedAt: Date | null;
}
