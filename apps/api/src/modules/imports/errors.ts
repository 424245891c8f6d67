import { DomainError } from '../../platform/problem/domain-error.ts';
import type { Failure } from './formats/file-fault.ts';

/** The file as a whole cannot be a catalogue; nothing of it is kept. */
export class ImportRefusedError extends DomainError {
  constructor({ code, reason, line, field }: Failure) {
    const kinds = { AUDIO_FILE: 'audio_refused', FILE_TOO_LARGE: 'payload_too_large' } as const;
    const kind = code in kinds ? kinds[code as keyof typeof kinds] : 'import_refused';
    super(kind, line === null ? reason : `Line ${line}: ${reason}`, { data: { reason: code, line, field } });
  }
}

/** Imports enter shares without asking anybody else, so an operator has to know the party first. */
export class ImportNotPermittedError extends DomainError {
  constructor() {
    super(
      'import_not_permitted',
      'This party may not import yet: an operator has to verify it first. Single recordings can be claimed without.',
    );
  }
}

export class ImportTransitionError extends DomainError {
  constructor(detail: string) {
    super('invalid_transition', detail);
  }
}
