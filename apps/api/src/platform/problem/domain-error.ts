import type { ProblemCode } from './problem-table.ts';

/** One fault in a request: a JSON pointer (RFC 6901) into the body, or into `/query` and `/params`. */
export interface FieldError {
  pointer: string;
  detail: string;
}

export interface DomainErrorOptions {
  /** Extension members of the problem (RFC 9457 §3.2), such as the blockers of a clearance. */
  data?: Readonly<Record<string, unknown>>;
  errors?: readonly FieldError[];
  cause?: unknown;
}

/** An expected failure. Services throw a subclass; the problem filter turns it into problem details. */
export abstract class DomainError extends Error {
  readonly code: ProblemCode;
  readonly data: Readonly<Record<string, unknown>>;
  readonly errors: readonly FieldError[];

  protected constructor(code: ProblemCode, detail: string, options: DomainErrorOptions = {}) {
    super(detail, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = new.target.name;
    this.code = code;
    this.data = options.data ?? {};
    this.errors = options.errors ?? [];
  }
}
