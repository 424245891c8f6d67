import { accountParts, accounts } from './account.ts';
import type { AllocationLine } from './allocation.types.ts';
import { canonicalText } from './canonical.ts';
import type { Canonical } from './canonical.ts';
import type { JournalEntry, JournalKind } from './ledger.ts';
import { micros } from './quantity.ts';
import type { MicroUnits } from './quantity.ts';
import { accepted, refused } from './result.ts';
import type { Parsed } from './result.ts';
import { statementLines } from './statement.lines.ts';
import type {
  HeldLine,
  Movement,
  Statement,
  StatementInput,
  StatementLine,
  StatementView,
} from './statement.types.ts';

type Column = 'earned' | 'released' | 'adjustments' | 'recoupment' | 'withholding' | 'paid';

/** Where a statement shows what an entry did to the balance. */
const columns: Readonly<Record<JournalKind, Column>> = {
  FUND: 'adjustments',
  CLOSE: 'earned',
  ADJUSTMENT: 'adjustments',
  RECOUPMENT: 'recoupment',
  WITHHOLDING: 'withholding',
  HOLD: 'adjustments',
  RELEASE: 'released',
  PAYOUT: 'paid',
  PAYOUT_RETURN: 'paid',
  SETTLEMENT: 'adjustments',
  REVERSAL: 'adjustments',
};

const total = (all: readonly { readonly amountMicros: bigint }[]): MicroUnits =>
  micros(all.reduce((sum, one) => sum + one.amountMicros, 0n));

function movements(input: StatementInput): Record<Column, Movement[]> {
  const found: Record<Column, Movement[]> = {
    earned: [],
    released: [],
    adjustments: [],
    recoupment: [],
    withholding: [],
    paid: [],
  };
  const payable = accounts.payable(input.party.id);
  const seen = new Set<string>();
  for (const entry of [...input.entries].sort(byKindAndReference)) {
    const name = `${entry.kind} ${entry.reference}`;
    // An entry is unique by kind and reference; one that is handed over twice still happened once.
    if (entry.currency !== input.currency || seen.has(name)) continue;
    seen.add(name);
    const amountMicros = total(entry.postings.filter((posting) => posting.account === payable));
    if (amountMicros !== 0n) found[columns[entry.kind]].push({ reference: entry.reference, amountMicros });
  }
  return found;
}

function byKindAndReference(a: JournalEntry, b: JournalEntry): number {
  const [left, right] = [`${a.kind} ${a.reference}`, `${b.kind} ${b.reference}`];
  return left < right ? -1 : left > right ? 1 : 0;
}

function heldLines(lines: readonly AllocationLine[], partyId: string): HeldLine[] {
  const held = lines.filter((line) => line.partyId === partyId && line.basis === 'DISPUTED');
  const disputes = [...new Set(held.map((line) => line.account))].sort();
  return disputes.flatMap((account) =>
    statementLines(held.filter((line) => line.account === account)).map((line) => ({
      ...line,
      disputeId: accountParts(account).subject ?? '',
    })),
  );
}

/**
 * Makes a party's statement of a period. What the lines say was earned must be what the ledger's closes posted:
 * a statement that differs from the ledger is refused rather than made.
 * @returns the statement; lines, movements and held money in an order that the input's order does not change.
 */
export function buildStatement(input: StatementInput): Parsed<Statement, 'LEDGER_MISMATCH'> {
  const payable = accounts.payable(input.party.id);
  const all = statementLines(input.lines.filter((line) => line.account === payable));
  const found = movements(input);
  const earnedMicros = total(all);
  const posted = total(found.earned);
  if (earnedMicros !== posted)
    return refused(
      'LEDGER_MISMATCH',
      `The lines of ${input.party.id} for ${input.period.id} come to ${earnedMicros}, the ledger posted ${posted}.`,
    );
  const { released, adjustments, recoupment, withholding, paid } = found;
  const moved = [released, adjustments, recoupment, withholding, paid].reduce(
    (sum, list) => sum + total(list),
    0n,
  );
  const held = heldLines(input.lines, input.party.id);
  const isLate = (line: StatementLine): boolean => line.originalPeriod !== null;
  return accepted({
    party: input.party,
    period: input.period,
    currency: input.currency,
    openingMicros: input.openingMicros,
    lines: all.filter((line) => !isLate(line)),
    lateLines: all.filter(isLate),
    earnedMicros,
    released,
    adjustments,
    recoupment,
    withholding,
    paid,
    held,
    heldMicros: total(held),
    closingMicros: micros(input.openingMicros + earnedMicros + moved),
  });
}

const lineView = <T extends StatementLine>(line: T) => ({
  ...line,
  plays: String(line.plays),
  usageMs: String(line.usageMs),
  usagePpm: String(line.usagePpm),
  sharePpm: String(line.sharePpm),
  amountMicros: String(line.amountMicros),
});

const movementView = (movement: Movement) => ({ ...movement, amountMicros: String(movement.amountMicros) });

/** The statement as JSON carries it, every bigint as decimal digits. */
export function statementView(statement: Statement): StatementView {
  return {
    ...statement,
    format: 'flipside-statement/1',
    openingMicros: String(statement.openingMicros),
    lines: statement.lines.map(lineView),
    lateLines: statement.lateLines.map(lineView),
    earnedMicros: String(statement.earnedMicros),
    released: statement.released.map(movementView),
    adjustments: statement.adjustments.map(movementView),
    recoupment: statement.recoupment.map(movementView),
    withholding: statement.withholding.map(movementView),
    paid: statement.paid.map(movementView),
    held: statement.held.map(lineView),
    heldMicros: String(statement.heldMicros),
    closingMicros: String(statement.closingMicros),
  };
}

/** What a statement's hash is taken over: the same statement is the same text, whenever it is computed again. */
export const statementHashInput = (statement: Statement): string =>
  canonicalText(statementView(statement) satisfies Canonical);
