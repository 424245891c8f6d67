import { formatMicros } from '@flipside/royalty';
import type { Currency } from '@flipside/royalty';
import {
  payeeAccountChanged,
  paymentReturned,
  paymentSent,
  payoutsStopped,
} from '../../modules/payouts/index.ts';
import { when } from './notice-rule.ts';
import type { NoticeRule } from './notice-rule.ts';

const DAY = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
const money = (amountMicros: string, currency: string): string =>
  formatMicros(BigInt(amountMicros), currency as Currency);
const toPayments = (partyId: string): string => `/parties/${partyId}?tab=payments`;

const ACCOUNT_WORDS = {
  ENTERED: 'has a bank account to be paid to now',
  CHANGED: 'is paid to another bank account',
  REMOVED: 'has no bank account to be paid to any more',
} as const;

/** Payments, and where they go. Whoever decides for a party learns of every other account, also of their own change. */
export const PAYOUT_NOTICES: readonly NoticeRule[] = [
  when(
    payeeAccountChanged,
    'payee-account-changed',
    async ({ party, change, masked, payableFrom, by }, from) => {
      const account = masked === null ? '' : `: ${masked}`;
      const since =
        change === 'CHANGED' && payableFrom !== null ? `, from ${DAY.format(new Date(payableFrom))} on` : '';
      const who = await from.people.userName(by);
      return {
        to: await from.people.decidersOf([party.id]),
        text: `${party.name} ${ACCOUNT_WORDS[change]}${account}${since}. ${who} did that. If it is wrong, change it at once.`,
        link: toPayments(party.id),
      };
    },
  ),
  when(payoutsStopped, 'payouts-stopped', async ({ party, stopped, reason }, from) => ({
    to: await from.people.decidersOf([party.id]),
    text: stopped
      ? `An operator stopped payouts to ${party.name}. “${reason}”`
      : `Payouts to ${party.name} go on. “${reason}”`,
    link: toPayments(party.id),
  })),
  when(paymentSent, 'payment-sent', async ({ party, currency, amountMicros }, from) => ({
    to: await from.people.membersOf([party.id]),
    text: `${money(amountMicros, currency)} are on their way to ${party.name}.`,
    link: toPayments(party.id),
  })),
  when(paymentReturned, 'payment-returned', async ({ party, currency, amountMicros, code }, from) => ({
    to: await from.people.membersOf([party.id]),
    text: `The bank sent ${money(amountMicros, currency)} to ${party.name} back (${code}). The money is owed again: look at the account.`,
    link: toPayments(party.id),
  })),
];
