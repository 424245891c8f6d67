import { DomainError } from './domain-error.ts';
import type { DomainErrorOptions, FieldError } from './domain-error.ts';

export class InvalidRequestError extends DomainError {
  constructor(errors: readonly FieldError[], detail = 'Some fields are missing or malformed.') {
    super('invalid_request', detail, { errors });
  }
}

export class UnauthenticatedError extends DomainError {
  constructor(detail = 'Sign in, or send a valid API token.') {
    super('unauthenticated', detail);
  }
}

export class ForbiddenError extends DomainError {
  constructor(detail = 'You may not do this.') {
    super('forbidden', detail);
  }
}

export class MissingScopeError extends DomainError {
  constructor(scope: string) {
    super('missing_scope', `The API token lacks the scope "${scope}".`, { data: { scope } });
  }
}

export class CrossSiteRequestError extends DomainError {
  constructor() {
    super('cross_site_request', 'Requests that change something must come from this site.');
  }
}

/** `what` is a word of the glossary, such as "Recording"; `id` is what was asked for. */
export class NotFoundError extends DomainError {
  constructor(what: string, id?: string) {
    super('not_found', id === undefined ? `${what} not found.` : `${what} ${id} not found.`);
  }
}

export class ConflictError extends DomainError {
  constructor(detail: string, options: DomainErrorOptions = {}) {
    super('conflict', detail, options);
  }
}

export class AlreadyExistsError extends DomainError {
  constructor(detail: string, options: DomainErrorOptions = {}) {
    super('already_exists', detail, options);
  }
}

export class GoneError extends DomainError {
  constructor(detail: string, options: DomainErrorOptions = {}) {
    super('gone', detail, options);
  }
}

export class UnprocessableError extends DomainError {
  constructor(detail: string, errors: readonly FieldError[] = []) {
    super('unprocessable', detail, { errors });
  }
}

/** A standard's option that is not offered; the standard names this answer for it. */
export class NotImplementedError extends DomainError {
  constructor(detail: string) {
    super('not_implemented', detail);
  }
}

export class RateLimitedError extends DomainError {
  readonly retryAfterSeconds: number;

  constructor(retryAfterSeconds: number) {
    super('rate_limited', `Try again in ${retryAfterSeconds} s.`, { data: { retryAfterSeconds } });
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

export class UpstreamFailedError extends DomainError {
  constructor(detail: string, cause?: unknown) {
    super('upstream_failed', detail, { cause });
  }
}

/** It did not answer now, and may a little later. */
export class UnreachableError extends UpstreamFailedError {}

export class UnavailableError extends DomainError {
  constructor(detail: string, cause?: unknown) {
    super('unavailable', detail, { cause });
  }
}
