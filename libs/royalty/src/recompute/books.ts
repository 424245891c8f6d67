import { accountParts, accounts } from '../account.ts';
import type { Account } from '../account.ts';
import type { Allocation, AllocationLine } from '../allocation.types.ts';
import type { Currency } from '../currency.ts';
import type { JournalEntry } from '../ledger.ts';
import { ZERO_MICROS, micros } from '../quantity.ts';
import type { MicroUnits } from '../quantity.ts';

/** What one party's statement of one period in one currency is made from. */
interface Page {
  readonly lines: AllocationLine[];
  readonly entries: JournalEntry[];
}

const holderKey = (party: string, currency: string): string => `${party}\u0000${currency}`;
const subjectKey = (period: string, tariff: string, side: string, subject: string): string =>
  [period, tariff, side, subject].join('\u0000');

/** The ledger as far as statements show it, made from recomputed allocations, logged releases and closing balances. */
export class Books {
  readonly #pages = new Map<string, Map<string, Page>>();
  /** What the last statement of each party closed with. */
  readonly #closings = new Map<string, MicroUnits>();
  /** All lines of subjects of which a dispute held something. */
  readonly #disputed = new Map<string, AllocationLine[]>();

  /** Books a close. */
  close(period: string, allocation: Allocation): void {
    const { currency, tariffId, tariffVersion } = allocation;
    const reference = `${period}/${currency}/${tariffId}@${tariffVersion}`;
    const earned = new Map<Account, bigint>();
    for (const line of allocation.lines) {
      if (line.partyId === null) continue;
      this.#page(period, line.partyId, currency).lines.push(line);
      if (line.account === accounts.payable(line.partyId))
        earned.set(line.account, (earned.get(line.account) ?? 0n) + line.amountMicros);
    }
    for (const [account, amountMicros] of earned)
      this.move(period, {
        ...{ kind: 'CLOSE', reference, currency },
        postings: [{ account, amountMicros: micros(amountMicros) }],
      });
    this.#keepDisputed(period, allocation.lines);
  }

  /** Books what an entry posted to what parties are owed; other accounts are passed over. */
  move(period: string, entry: JournalEntry): void {
    for (const posting of entry.postings) {
      const { kind, subject } = accountParts(posting.account);
      if (kind !== 'payable' || subject === null) continue;
      this.#page(period, subject, entry.currency).entries.push({ ...entry, postings: [posting] });
    }
  }

  /** What a party's statement is built from; empty lists for a party without any. */
  pageOf(period: string, party: string, currency: Currency): Page {
    return this.#pages.get(period)?.get(holderKey(party, currency)) ?? { lines: [], entries: [] };
  }

  /** What the party's statement before closed with, as the log says; zero when there is none. */
  opening(party: string, currency: Currency): MicroUnits {
    return this.#closings.get(holderKey(party, currency)) ?? ZERO_MICROS;
  }

  /** A statement was made that closes so. */
  stated(party: string, currency: Currency, closingMicros: bigint): void {
    this.#closings.set(holderKey(party, currency), micros(closingMicros));
  }

  /** All lines of one side of a subject under a tariff, when a dispute held some of them. */
  disputedLines(period: string, tariff: string, side: string, subject: string): readonly AllocationLine[] {
    return this.#disputed.get(subjectKey(period, tariff, side, subject)) ?? [];
  }

  /** Every statement of a period is made: its lines are needed no more. */
  forget(period: string): void {
    this.#pages.delete(period);
  }

  #page(period: string, party: string, currency: string): Page {
    const pages = this.#pages.get(period) ?? new Map<string, Page>();
    this.#pages.set(period, pages);
    const key = holderKey(party, currency);
    const page = pages.get(key) ?? { lines: [], entries: [] };
    pages.set(key, page);
    return page;
  }

  #keepDisputed(period: string, lines: readonly AllocationLine[]): void {
    const keyOf = ({ tariff, side, subjectId }: AllocationLine): string =>
      subjectKey(period, tariff, side ?? '', subjectId ?? '');
    const held = new Set(lines.filter(({ basis }) => basis === 'DISPUTED').map(keyOf));
    for (const line of lines) {
      const key = keyOf(line);
      if (!held.has(key)) continue;
      const known = this.#disputed.get(key);
      if (known === undefined) this.#disputed.set(key, [line]);
      else known.push(line);
    }
  }
}
