import { isSepaAccount, maskAccount, parseBic, parseIban, parseTerritory } from '@flipside/royalty';
import type { Parsed } from '@flipside/royalty';
import type { FieldError } from '../../platform/problem/domain-error.ts';
import { UnprocessableError } from '../../platform/problem/errors.ts';
import { bankText } from './bank-text.ts';
import type { AccountDraft, SealedAccount } from './payee.types.ts';

export interface CheckedAccount {
  readonly method: 'IBAN' | 'OTHER';
  readonly country: string;
  readonly isSepa: boolean;
  readonly masked: string;
  readonly secret: SealedAccount;
}

const NUMBER = /^[A-Za-z0-9](?:[A-Za-z0-9 /.-]{0,38}[A-Za-z0-9])?$/;

/** @throws {UnprocessableError} naming every field that no bank would take. */
export function checkAccount(draft: AccountDraft): CheckedAccount {
  const errors: FieldError[] = [];
  const take = <T>(pointer: string, parsed: Parsed<T>): T | null => {
    if (parsed.ok) return parsed.value;
    errors.push({ pointer, detail: parsed.message });
    return null;
  };
  const holder = draft.holder.normalize('NFC').replaceAll(/\s+/g, ' ').trim();
  if (!/[A-Za-z0-9]/.test(bankText(holder, 70)))
    errors.push({ pointer: '/holder', detail: 'has no letters that banks can write' });
  const bic = draft.bic === null ? null : take('/bic', parseBic(draft.bic));
  const made = draft.method === 'IBAN' ? checkIban(draft.iban, take) : checkOther(draft, take, errors);
  if (errors.length > 0 || made === null)
    throw new UnprocessableError('This account cannot be paid to.', errors);
  return { ...made, secret: { holder, bic, account: made.account, bank: made.bank } };
}

type Take = <T>(pointer: string, parsed: Parsed<T>) => T | null;
type Made = Omit<CheckedAccount, 'secret'> & Pick<SealedAccount, 'account' | 'bank'>;

function checkIban(text: string, take: Take): Made | null {
  const iban = take('/iban', parseIban(text));
  if (iban === null) return null;
  return {
    method: 'IBAN',
    country: iban.slice(0, 2),
    isSepa: isSepaAccount(iban),
    masked: maskAccount(iban, true),
    account: iban,
    bank: null,
  };
}

function checkOther(
  draft: Extract<AccountDraft, { method: 'OTHER' }>,
  take: Take,
  errors: FieldError[],
): Made | null {
  const number = draft.number.trim();
  const country = take('/country', parseTerritory(draft.country));
  if (!NUMBER.test(number))
    errors.push({
      pointer: '/number',
      detail: 'is letters and digits, with spaces, hyphens, dots or slashes between',
    });
  if (country === null) return null;
  return {
    method: 'OTHER',
    country,
    isSepa: false,
    masked: maskAccount(number, false),
    account: number,
    bank: draft.bank.replaceAll(/\s+/g, ' ').trim(),
  };
}
