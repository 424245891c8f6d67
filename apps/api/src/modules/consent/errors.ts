import { DomainError } from '../../platform/problem/domain-error.ts';

export class InvalidTransitionError extends DomainError {
  constructor(detail: string) {
    super('invalid_transition', detail);
  }
}

/** What was previewed is not any more what would be applied. */
export class PreviewOutdatedError extends DomainError {
  constructor(detail: string) {
    super('preview_outdated', `${detail} Nothing was changed; look at a new preview.`);
  }
}
