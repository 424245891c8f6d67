/** Why a file as a whole cannot be imported. Nothing of it is. */
export interface Failure {
  readonly line: number | null;
  readonly field: string | null;
  readonly code: string;
  readonly reason: string;
}

/** Thrown by readers; the run ends with it as its failure. */
export class FileFault extends Error {
  readonly failure: Failure;

  constructor(code: string, reason: string, at: { readonly line?: number; readonly field?: string } = {}) {
    super(reason);
    this.name = 'FileFault';
    this.failure = { code, reason, line: at.line ?? null, field: at.field ?? null };
  }
}
