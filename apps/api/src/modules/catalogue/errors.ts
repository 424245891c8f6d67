import { DomainError } from '../../platform/problem/domain-error.ts';

/** What was asked is not possible in the state that a claim, transfer or invitation is in. */
export class NotPossibleNowError extends DomainError {
  constructor(detail: string) {
    super('invalid_transition', detail);
  }
}

/** The operator acts for a party that this is about, and another operator does not. */
export class OwnCauseError extends DomainError {
  constructor(own: readonly { readonly id: string; readonly name: string }[]) {
    const names = own.map(({ name }) => `"${name}"`).join(', ');
    super('own_cause', `You act for ${names}. Another operator has to decide this.`, {
      data: { parties: own.map(({ id }) => id) },
    });
  }
}

/** The party gave its place to another: nothing is begun in its name any more. */
export class PartyMergedError extends DomainError {
  constructor(name: string, into: { readonly id: string; readonly name: string | null }) {
    const other = into.name === null ? 'another party' : `"${into.name}": act for that one`;
    super('conflict', `"${name}" was merged into ${other}.`, { data: { party: into.id } });
  }
}
