import type { AllocationLine, PoolSide } from './allocation.types.ts';
import type { Currency } from './currency.ts';
import type { JournalEntry } from './ledger.ts';
import type { PartyId } from './catalogue.types.ts';
import type { Isrc } from './identifiers.ts';
import type { MicroUnits } from './quantity.ts';
import type { Territory } from './territory.ts';

export interface StatementParty {
  readonly id: PartyId;
  readonly name: string;
}

export interface StatementPeriod {
  readonly id: string;
  /** ISO 8601, UTC; `from` belongs to the period, `to` does not. */
  readonly from: string;
  readonly to: string;
}

export interface StatementInput {
  readonly party: StatementParty;
  readonly period: StatementPeriod;
  readonly currency: Currency;
  /** The closing balance of the period before. */
  readonly openingMicros: MicroUnits;
  /** The lines of all the period's allocations in this currency; those of other parties are passed over. */
  readonly lines: readonly AllocationLine[];
  /** The journal entries of the period; those that do not touch the party are passed over. */
  readonly entries: readonly JournalEntry[];
}

/** What one derivative's use of one subject earned in one territory. */
export interface StatementLine {
  readonly recipe: string;
  readonly isrc: Isrc | null;
  readonly subjectId: string | null;
  readonly side: PoolSide;
  readonly territory: Territory;
  /** Set on late plays: the period in which they were heard. */
  readonly originalPeriod: string | null;
  readonly plays: bigint;
  readonly usageMs: bigint;
  readonly usagePpm: bigint;
  readonly sharePpm: bigint;
  readonly amountMicros: MicroUnits;
  /** `<id>@<version>`. */
  readonly tariff: string;
}

/** Money of the party's share that a dispute holds. Not part of the balance. */
export interface HeldLine extends StatementLine {
  readonly disputeId: string;
}

/** What changed the balance beside plays. */
export interface Movement {
  readonly reference: string;
  /** Signed: what it adds to the balance. */
  readonly amountMicros: MicroUnits;
}

export interface Statement {
  readonly party: StatementParty;
  readonly period: StatementPeriod;
  readonly currency: Currency;
  readonly openingMicros: MicroUnits;
  /** Plays of this period. */
  readonly lines: readonly StatementLine[];
  /** Late plays of earlier periods. */
  readonly lateLines: readonly StatementLine[];
  readonly earnedMicros: MicroUnits;
  /** Money that disputes held in earlier periods. */
  readonly released: readonly Movement[];
  readonly adjustments: readonly Movement[];
  readonly recoupment: readonly Movement[];
  readonly withholding: readonly Movement[];
  readonly paid: readonly Movement[];
  readonly held: readonly HeldLine[];
  readonly heldMicros: MicroUnits;
  readonly closingMicros: MicroUnits;
}

type Jsonable<T> = T extends bigint
  ? string
  : T extends string | number | boolean | null
    ? T
    : T extends readonly (infer Item)[]
      ? Jsonable<Item>[]
      : { readonly [Key in keyof T]: Jsonable<T[Key]> };

/** A statement as JSON carries it: every bigint is its decimal digits. */
export type StatementView = Jsonable<Statement> & { readonly format: 'flipside-statement/1' };
