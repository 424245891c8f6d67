import { accounts } from './account.ts';
import { minorUnitDigits } from './currency.ts';
import type { Currency } from './currency.ts';
import { journalEntry } from './ledger.ts';
import type { JournalEntry, JournalKind } from './ledger.ts';
import type {
  NotPaidReason,
  PayableBalance,
  Payee,
  PayoutLine,
  PayoutPart,
  PayoutTerms,
} from './payout.types.ts';
import { ZERO_MICROS, micros } from './quantity.ts';
import type { MicroUnits } from './quantity.ts';

const MICRO_DIGITS = 6;

/** The currency's minor unit in micro-units: 10,000 for EUR, 1,000,000 for JPY, 1,000 for KWD. */
export const minorUnitMicros = (currency: Currency): bigint =>
  10n ** BigInt(MICRO_DIGITS - minorUnitDigits(currency));

/** The largest amount of whole minor units that is no more than this one. @throws RangeError below zero. */
export function floorToMinorUnit(amountMicros: bigint, currency: Currency): MicroUnits {
  if (amountMicros < 0n) throw new RangeError('only what is owed can be paid');
  return micros(amountMicros - (amountMicros % minorUnitMicros(currency)));
}

/**
 * An amount of whole minor units as banks read it: `12.30` in EUR, `1230` in JPY, `1.230` in KWD.
 * @throws RangeError when it is negative or has a fraction of a minor unit.
 */
export function payoutAmountText(amountMicros: bigint, currency: Currency): string {
  const unit = minorUnitMicros(currency);
  if (amountMicros < 0n || amountMicros % unit !== 0n)
    throw new RangeError(`${amountMicros} micro-units are no amount in ${currency}`);
  const decimals = minorUnitDigits(currency);
  const digits = String(amountMicros / unit).padStart(decimals + 1, '0');
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

const sumOf = (all: readonly PayableBalance[]): MicroUnits =>
  micros(all.reduce((sum, { balanceMicros }) => sum + balanceMicros, 0n));

function reasonAgainst(
  { onHold, payableFrom, thresholdMicros }: Payee,
  balance: bigint,
  { currency, at }: PayoutTerms,
): NotPaidReason | null {
  if (balance < 0n) return 'NEGATIVE';
  if (onHold) return 'ON_HOLD';
  if (payableFrom === null) return 'NO_PAYEE_DETAILS';
  if (payableFrom > at) return 'COOLING_OFF';
  return balance < thresholdMicros || balance < minorUnitMicros(currency) ? 'BELOW_THRESHOLD' : null;
}

/** All other accounts are emptied; the residue stays on the payee's own, where its next statement shows it. */
function partsOf({ partyId, balances }: Payee, carriedMicros: bigint): PayoutPart[] {
  const own = balances.find((balance) => balance.partyId === partyId)?.balanceMicros ?? 0n;
  const others = balances.filter((balance) => balance.partyId !== partyId);
  return [
    { partyId, amountMicros: micros(own - carriedMicros) },
    ...others.map((other) => ({ partyId: other.partyId, amountMicros: other.balanceMicros })),
  ]
    .filter(({ amountMicros }) => amountMicros !== 0n)
    .sort((a, b) => (a.partyId < b.partyId ? -1 : 1));
}

/**
 * What a payee is paid of its balance: rounded down to the currency's minor unit, the residue carried over. A
 * negative balance, money of a payee that is on hold or has no account yet, and what is below the threshold are
 * carried over whole. Money that a dispute holds is on no `payable` account, so it is never in here.
 * @returns `null` when nothing is owed either way.
 * @throws RangeError when one party's account is given twice.
 */
export function planPayout(payee: Payee, terms: PayoutTerms): PayoutLine | null {
  const { partyId: payeeId, balances } = payee;
  if (new Set(balances.map(({ partyId }) => partyId)).size !== balances.length)
    throw new RangeError(`an account is given twice for ${payeeId}`);
  const balanceMicros = sumOf(balances);
  if (balanceMicros === 0n) return null;
  const reason = reasonAgainst(payee, balanceMicros, terms);
  if (reason !== null)
    return {
      payeeId,
      balanceMicros,
      amountMicros: ZERO_MICROS,
      carriedMicros: balanceMicros,
      reason,
      parts: [],
    };
  const amountMicros = floorToMinorUnit(balanceMicros, terms.currency);
  const carriedMicros = micros(balanceMicros - amountMicros);
  return {
    payeeId,
    balanceMicros,
    amountMicros,
    carriedMicros,
    reason,
    parts: partsOf(payee, carriedMicros),
  };
}

/** A payment as the ledger books it. */
export interface Payment {
  /** Unique for ever: the reference of its entries. */
  readonly id: string;
  readonly currency: Currency;
  readonly payeeId: string;
  readonly parts: readonly PayoutPart[];
}

function entryOf(kind: JournalKind, { id, currency, payeeId, parts }: Payment, sign: 1n | -1n): JournalEntry {
  const amount = parts.reduce((sum, part) => sum + part.amountMicros, 0n);
  if (amount <= 0n || amount % minorUnitMicros(currency) !== 0n)
    throw new RangeError(`payment ${id} is of ${amount} micro-units, which is no amount in ${currency}`);
  return journalEntry(kind, id, currency, [
    ...parts.map((part) => ({
      account: accounts.payable(part.partyId),
      amountMicros: micros(-sign * part.amountMicros),
    })),
    { account: accounts.paid(payeeId), amountMicros: micros(sign * amount) },
  ]);
}

/**
 * The entry of a payment that was sent: from what is owed to what was paid.
 * @throws RangeError unless it is a positive number of minor units.
 */
export const payoutEntry = (payment: Payment): JournalEntry => entryOf('PAYOUT', payment, 1n);

/** The entry of a payment that came back: every account stands as before it was sent. @throws RangeError likewise. */
export const payoutReturnEntry = (payment: Payment): JournalEntry => entryOf('PAYOUT_RETURN', payment, -1n);

/** The largest amount of a SEPA credit transfer: 999,999,999.99 EUR (EPC132-08). */
const LARGEST_SEPA_MICROS = 999_999_999_990_000n;

/** Why a payment cannot go by SEPA credit transfer; `null` when it can. */
export type NotSepaReason = 'CURRENCY' | 'NO_IBAN' | 'COUNTRY' | 'AMOUNT';

/** By which way a payment goes: SEPA takes EUR, an IBAN of a country that takes part, and a billion less a cent. */
export function notSepaReason(
  amountMicros: bigint,
  currency: Currency,
  account: { readonly isIban: boolean; readonly isSepa: boolean },
): NotSepaReason | null {
  if (currency !== ('EUR' as Currency)) return 'CURRENCY';
  if (!account.isIban) return 'NO_IBAN';
  if (!account.isSepa) return 'COUNTRY';
  return amountMicros > LARGEST_SEPA_MICROS ? 'AMOUNT' : null;
}
