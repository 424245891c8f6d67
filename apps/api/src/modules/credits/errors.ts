import { DomainError } from '../../platform/problem/domain-error.ts';

/** The correction was decided or taken back before. */
export class CorrectionStateError extends DomainError {
  constructor(detail: string) {
    super('invalid_transition', detail);
  }
}
