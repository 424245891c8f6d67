import { DomainError } from '../../platform/problem/domain-error.ts';

export class InvalidTransitionError extends DomainError {
  constructor(detail: string) {
    super('invalid_transition', detail);
  }
}

export class PayoutAccountMissingError extends DomainError {
  constructor() {
    super(
      'payout_account_missing',
      'This instance has no account to pay from. Set PAYOUT_DEBTOR_NAME and PAYOUT_DEBTOR_IBAN; the CSV file needs neither.',
    );
  }
}

export class SecondPersonRequiredError extends DomainError {
  constructor() {
    super('second_person_required', 'Whoever made a run does not approve it. Another operator has to.');
  }
}
