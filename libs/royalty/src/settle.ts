import { accounts } from './account.ts';
import type { PartyId } from './catalogue.types.ts';
import type { Currency } from './currency.ts';
import { journalEntry } from './ledger.ts';
import type { JournalEntry, JournalKind, Posting } from './ledger.ts';
import { WHOLE_PPM, micros } from './quantity.ts';

/** Tax that a jurisdiction has withheld from what a party earns. */
export interface Withholding {
  readonly jurisdiction: string;
  readonly ppm: bigint;
}

/** An advance that a party got, and what of it is still to be recouped. */
export interface Advance {
  readonly agreementId: string;
  readonly remainingMicros: bigint;
}

export interface SettleInput {
  readonly periodId: string;
  readonly currency: Currency;
  readonly partyId: PartyId;
  /** What the period's closes and releases gave the party: what tax is withheld from. */
  readonly earnedMicros: bigint;
  /** What the party is owed before it is settled. */
  readonly payableMicros: bigint;
  /** What was overpaid before and is still owed by the party. */
  readonly overpaidMicros: bigint;
  readonly withholdings: readonly Withholding[];
  /** In the order in which they are recouped. */
  readonly advances: readonly Advance[];
}

/** What a party owes when plays are voided that were paid out already: an advance without an agreement. */
export const overpaid = (partyId: PartyId) => accounts.recoup(`overpaid-${partyId}`);

/**
 * What comes off a party's earnings at a close, in this order: what was overpaid is carried or recouped, tax is
 * withheld from what the period gave (rounded down: no tax on a part of a micro-unit), advances are recouped from the
 * rest. Nothing is taken from a balance that is not there, so what is payable never ends below zero: a balance below
 * zero, as voided plays leave it, is carried in `recoup:overpaid-<party>` and recouped from later earnings.
 * @returns entries of the kinds RECOUPMENT and WITHHOLDING, none of them empty.
 * @throws RangeError on rates that are negative or more than a whole, and on advances below zero.
 */
export function settle(input: SettleInput): JournalEntry[] {
  check(input);
  const { periodId, currency, partyId } = input;
  const payable = accounts.payable(partyId);
  const entries: JournalEntry[] = [];
  let left = input.payableMicros;
  const move = (kind: JournalKind, to: Posting['account'], name: string, amount: bigint): void => {
    if (amount === 0n) return;
    left -= amount;
    const postings = [
      { account: payable, amountMicros: micros(-amount) },
      { account: to, amountMicros: micros(amount) },
    ];
    entries.push(journalEntry(kind, [periodId, currency, partyId, name].join('/'), currency, postings));
  };
  // What is below zero is carried whole: it is less than anything that was overpaid before.
  const carried = least(left, input.overpaidMicros);
  move('RECOUPMENT', overpaid(partyId), 'overpaid', carried);
  const base = least(input.earnedMicros, left);
  for (const { jurisdiction, ppm } of base > 0n ? input.withholdings : [])
    move('WITHHOLDING', accounts.tax(jurisdiction), jurisdiction, (base * ppm) / WHOLE_PPM);
  for (const { agreementId, remainingMicros } of input.advances)
    move('RECOUPMENT', accounts.recoup(agreementId), agreementId, least(left, remainingMicros));
  return entries;
}

const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);

function check({ withholdings, advances, overpaidMicros }: SettleInput): void {
  const rates = withholdings.reduce((sum, { ppm }) => sum + ppm, 0n);
  if (withholdings.some(({ ppm }) => ppm < 0n) || rates > WHOLE_PPM)
    throw new RangeError(`${rates} ppm cannot be withheld`);
  if (overpaidMicros < 0n || advances.some(({ remainingMicros }) => remainingMicros < 0n))
    throw new RangeError('more was recouped than was owed');
}
