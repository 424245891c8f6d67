import { parseAmount } from '../../components/amount-input.ts';

/** What one request takes. */
const BATCH = 5_000;

export interface ListenerPayment {
  readonly listener: string;
  readonly amountMicros: string;
}

export type ReadPayments =
  | { readonly ok: true; readonly batches: ListenerPayment[][] }
  | { readonly ok: false; readonly message: string };

/**
 * Reads lines of a listener's pseudonym and an amount, parted by a comma, a semicolon or a tab. A first line without
 * an amount is a heading.
 */
export function readPayments(text: string): ReadPayments {
  const payments: ListenerPayment[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue;
    const [, listener, amount = ''] =
      /^\s*"?([\x21\x23-\x2b\x2d-\x3a\x3c-\x7e]{1,64})"?\s*[,;\t]\s*"?([^"]*)"?\s*$/.exec(line) ?? [];
    const amountMicros = parseAmount(amount);
    if (listener !== undefined && amountMicros !== null) payments.push({ listener, amountMicros });
    else if (index > 0)
      return { ok: false, message: `Line ${index + 1} is not a listener and an amount above zero.` };
  }
  if (payments.length === 0) return { ok: false, message: 'There are no payments in this file.' };
  const batches: ListenerPayment[][] = [];
  for (let from = 0; from < payments.length; from += BATCH) batches.push(payments.slice(from, from + BATCH));
  return { ok: true, batches };
}
