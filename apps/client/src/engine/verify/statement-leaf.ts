import { canonicalise } from '@flipside/recipe';

/** What the consent log says of a statement. */
export interface StatedFacts {
  readonly id: string;
  readonly party: string;
  readonly period: string;
  readonly currency: string;
  /** Micro-units, as a decimal string. */
  readonly closingMicros: string;
  /** SHA-256 of the canonical document, in hex. */
  readonly sha256: string;
}

/** The entry that a statement has in the consent log, as canonical JSON: whoever holds the statement can make it. */
export function statementEntry({ id, party, period, currency, closingMicros, sha256 }: StatedFacts): string {
  return canonicalise({ t: 'statement', id, party, period, currency, closingMicros, sha256 });
}
