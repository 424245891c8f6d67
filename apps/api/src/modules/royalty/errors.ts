import { DomainError } from '../../platform/problem/domain-error.ts';

/** A sales report is sent in the name of a DDEX party, and the configuration names none. */
export class SenderNotConfiguredError extends DomainError {
  constructor() {
    super(
      'sender_not_configured',
      'A DDEX sales report needs the DDEX party identifier of whoever runs this instance, and none is configured (DPID).',
    );
  }
}
