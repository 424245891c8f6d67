import { DomainError } from '../../platform/problem/domain-error.ts';
import type { PartyRecord } from './catalogue.types.ts';

/** What was asked is not possible in the state that a claim, transfer or invitation is in. */
export class NotPossibleNowError extends DomainError {
  constructor(detail: string) {
    super('invalid_transition', detail);
  }
}

/** The party gave its place to another: nothing is changed in it any more. */
export class PartyMergedError extends DomainError {
  constructor({ name, mergedIntoId }: Pick<PartyRecord, 'name' | 'mergedIntoId'>) {
    super('conflict', `"${name}" was merged into another party.`, { data: { party: mergedIntoId } });
  }
}
