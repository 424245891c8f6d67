import { DomainError } from '../../platform/problem/domain-error.ts';

export class NotPlayableError extends DomainError {
  constructor(detail: string) {
    super('not_playable', detail);
  }
}
