import { DomainError } from '../../platform/problem/domain-error.ts';

export class InvalidTransitionError extends DomainError {
  constructor(detail: string) {
    super('invalid_transition', detail);
  }
}
