import { DomainError } from '../../platform/problem/domain-error.ts';
import type { AskedReason } from './request.types.ts';

/** Everything is cleared: there is nobody to ask. */
export class RequestNotNeededError extends DomainError {
  constructor() {
    super('request_not_needed', 'Both sides of every recording are cleared. It can be published as it is.');
  }
}

/** Asking would lead nowhere: somebody refuses all flips, shares are in conflict, or nobody is known to ask. */
export class RequestNotPossibleError extends DomainError {
  constructor(detail: string, reasons: readonly AskedReason[]) {
    super('request_not_possible', detail, { data: { reasons } });
  }
}

/** The terms do not allow the draft as it is. */
export class TermsNotMetError extends DomainError {
  constructor(detail: string, reasons: readonly AskedReason[]) {
    super('terms_not_met', `${detail} ${reasons.map((reason) => reason.detail).join('; ')}.`, {
      data: { reasons },
    });
  }
}
