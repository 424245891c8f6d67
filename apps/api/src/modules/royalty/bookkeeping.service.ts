import { Inject, Injectable } from '@nestjs/common';
import {
  accountParts,
  accounts,
  journalEntry,
  micros,
  parseAccount,
  parseCurrency,
  reverse,
} from '@flipside/royalty';
import type { Account, Currency, JournalEntry, JournalKind } from '@flipside/royalty';
import type { Principal } from '../../platform/auth/principal.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { Database } from '../../platform/database/database.ts';
import type { Reader, Tx } from '../../platform/database/database.ts';
import {
  AlreadyExistsError,
  ConflictError,
  NotFoundError,
  UnprocessableError,
} from '../../platform/problem/errors.ts';
import { OwnCauseService, toPage } from '../catalogue/index.ts';
import type { Page } from '../catalogue/index.ts';
import { PeriodCalendarRepository } from '../plays/index.ts';
import { BookkeepingRepository } from './bookkeeping.repository.ts';
import type { AdvanceRow, BookedEntry, BookFilter, WithholdingRow } from './bookkeeping.repository.ts';
import { LedgerRepository } from './ledger.repository.ts';
import { SettlementRepository } from './settlement.repository.ts';

/** Kinds that are shown to operators as entries of their own; closes and payouts have pages of theirs. */
const SHOWN: readonly JournalKind[] = [
  'ADJUSTMENT',
  'RECOUPMENT',
  'WITHHOLDING',
  'RELEASE',
  'REVERSAL',
  'FUND',
];
/** What a close or a release booked is put right by an adjustment: it stays what its lines say. */
const REVERSIBLE: ReadonlySet<JournalKind> = new Set(['ADJUSTMENT', 'RECOUPMENT', 'WITHHOLDING']);

export interface AdjustmentDraft {
  readonly party: string;
  readonly currency: string;
  /** Signed: what it adds to what the party is owed. */
  readonly amountMicros: string;
  /** Where it comes from or goes to. */
  readonly against: string;
  readonly reference: string;
  readonly reason: string;
}

export interface AdvanceDraft {
  readonly party: string;
  readonly currency: string;
  readonly amountMicros: string;
  readonly reference: string;
  readonly evidence: string;
}

export interface WithholdingDraft {
  readonly party: string;
  readonly jurisdiction: string;
  readonly ppm: number;
  readonly validFrom: string;
  readonly evidence: string;
}

interface Paging extends Partial<BookFilter> {
  readonly after: string | null;
  readonly limit: number;
}

const WHOLE = 1_000_000;

const FIRST: Paging = { after: null, limit: 24 };

/** What an adjustment would change, before it is booked. */
export interface Balances {
  /** The open period, which takes what is booked now; `null` before the first. */
  readonly period: string | null;
  readonly payableMicros: bigint;
  readonly againstMicros: bigint;
}

const paged = <Row extends { id: string }>(rows: Row[], limit: number): Page<Row> =>
  toPage(rows, limit, ({ id }) => ({ key: id, id }));

function fault(pointer: string, detail: string): UnprocessableError {
  return new UnprocessableError(detail, [{ pointer, detail }]);
}

/** What operators book by hand. Nothing is changed: a correction is a reversal with a reason, and a new entry. */
@Injectable()
export class BookkeepingService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(BookkeepingRepository) private readonly books: BookkeepingRepository,
    @Inject(SettlementRepository) private readonly settlements: SettlementRepository,
    @Inject(LedgerRepository) private readonly ledger: LedgerRepository,
    @Inject(OwnCauseService) private readonly ownCauses: OwnCauseService,
    @Inject(PeriodCalendarRepository) private readonly calendar: PeriodCalendarRepository,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async entries(
    principal: Principal,
    { after, limit, party = null, period = null }: Paging,
  ): Promise<Page<BookedEntry>> {
    principal.requireOperator();
    const filter = { party, period };
    return paged(await this.books.entries(this.database.prisma, SHOWN, after, limit + 1, filter), limit);
  }

  async advances(principal: Principal, { after, limit, party = null }: Paging): Promise<Page<AdvanceRow>> {
    principal.requireOperator();
    return paged(await this.books.advances(this.database.prisma, after, limit + 1, party), limit);
  }

  async withholdings(
    principal: Principal,
    { after, limit, party = null }: Paging,
  ): Promise<Page<WithholdingRow>> {
    principal.requireOperator();
    return paged(await this.books.withholdings(this.database.prisma, after, limit + 1, party), limit);
  }

  /** What there is on both sides of an adjustment. */
  async balances(
    principal: Principal,
    { party, ...asked }: Pick<AdjustmentDraft, 'party' | 'currency' | 'against'>,
  ): Promise<Balances> {
    principal.requireOperator();
    const against = adjustable(asked.against);
    const currency = currencyOf(asked.currency);
    const { prisma } = this.database;
    await this.requireParty(prisma, party);
    const [period, payableMicros, againstMicros] = await Promise.all([
      this.books.openPeriod(prisma),
      this.settlements.balance(prisma, accounts.payable(party), currency),
      this.settlements.balance(prisma, against, currency),
    ]);
    return { period, payableMicros, againstMicros };
  }

  /** Moves money between what a party is owed and the platform or suspense, with a reason. */
  async adjust(principal: Principal, draft: AdjustmentDraft): Promise<Page<BookedEntry>> {
    principal.requireOperator();
    const against = adjustable(draft.against);
    const currency = currencyOf(draft.currency);
    const amountMicros = BigInt(draft.amountMicros);
    const payable = accounts.payable(draft.party);
    const entry = journalEntry('ADJUSTMENT', draft.reference, currency, [
      { account: payable, amountMicros: micros(amountMicros) },
      { account: against, amountMicros: micros(-amountMicros) },
    ]);
    await this.database.transaction(async (tx) => {
      await this.requireParty(tx, draft.party);
      await this.book(tx, principal, entry, draft.reason);
    });
    return await this.entries(principal, FIRST);
  }

  /** Undoes an entry that an operator or a settlement made. What it says goes on to be read. */
  async reverse(principal: Principal, entryId: string, reason: string): Promise<Page<BookedEntry>> {
    principal.requireOperator();
    await this.database.transaction(async (tx) => {
      const entry = await this.books.findEntry(tx, entryId);
      if (entry === null) throw new NotFoundError('Entry', entryId);
      if (!REVERSIBLE.has(entry.kind))
        throw new ConflictError(`An entry of the kind ${entry.kind} is put right by an adjustment.`);
      await this.book(tx, principal, reverse(entry), reason);
    });
    return await this.entries(principal, FIRST);
  }

  async addAdvance(principal: Principal, draft: AdvanceDraft): Promise<Page<AdvanceRow>> {
    principal.requireOperator();
    const { party: partyId, reference, evidence } = draft;
    const currency = currencyOf(draft.currency);
    await this.database.transaction(async (tx) => {
      await this.requireParty(tx, partyId);
      const amountMicros = BigInt(draft.amountMicros);
      const made = { createdBy: principal.userId, createdAt: this.clock.now() };
      const id = await this.books.addAdvance(tx, {
        ...{ partyId, currency, amountMicros, reference, evidence, ...made },
      });
      await this.ownCauses.judge(tx, principal, { decision: 'ADVANCE', ref: id, partyIds: [partyId] });
    });
    return await this.advances(principal, FIRST);
  }

  /**
   * A rate holds from its day on, until another of the same jurisdiction does; none is a rate of zero. At no time may all
   * of a party's rates come to more than a whole: no close could be settled then.
   */
  async addWithholding(principal: Principal, draft: WithholdingDraft): Promise<Page<WithholdingRow>> {
    principal.requireOperator();
    const { party: partyId, jurisdiction, ppm, evidence } = draft;
    await this.database.transaction(async (tx) => {
      await this.requireParty(tx, partyId);
      await this.books.lockAccount(tx, accounts.payable(partyId));
      const made = { createdBy: principal.userId, createdAt: this.clock.now() };
      const validFrom = new Date(draft.validFrom);
      const id = await this.books.addWithholding(tx, {
        partyId,
        jurisdiction,
        ppm,
        validFrom,
        evidence,
        ...made,
      });
      await this.ownCauses.judge(tx, principal, { decision: 'TAX', ref: id, partyIds: [partyId] });
      const most = await this.books.mostWithheld(tx, partyId, validFrom);
      if (most > WHOLE) throw fault('/ppm', `The rates of this party would come to ${most} ppm together.`);
    });
    return await this.withholdings(principal, FIRST);
  }

  private async book(tx: Tx, principal: Principal, entry: JournalEntry, reason: string): Promise<void> {
    const now = this.clock.now();
    // Before the period, as payouts do it.
    await this.books.lockPayouts(tx, entry.currency);
    const { id: period } = await this.calendar.lockOpen(tx, now);
    for (const { account, amountMicros } of entry.postings)
      if (amountMicros < 0n) await this.requireCovered(tx, account, entry.currency, amountMicros);
    const id = await this.ledger.append(tx, entry, period, now);
    if (id === null)
      throw new AlreadyExistsError(
        entry.kind === 'REVERSAL'
          ? 'The entry is reversed already.'
          : `"${entry.reference}" is booked already.`,
      );
    await this.books.note(tx, id, reason, principal.userId, now);
    await this.ownCauses.judge(tx, principal, { decision: 'ENTRY', ref: id, partyIds: payees(entry) });
  }

  /** Neither what is payable nor what waits in suspense goes below zero by anybody's hand. */
  private async requireCovered(
    tx: Tx,
    account: Account,
    currency: Currency,
    amountMicros: bigint,
  ): Promise<void> {
    const { kind } = accountParts(account);
    if (kind !== 'payable' && kind !== 'suspense') return;
    await this.books.lockAccount(tx, account);
    const balance = await this.settlements.balance(tx, account, currency);
    if (balance + amountMicros < 0n)
      throw new ConflictError(`${account} holds ${balance} micro-units: less than would be taken from it.`);
  }

  private async requireParty(tx: Reader, partyId: string): Promise<void> {
    if (!(await this.books.isParty(tx, partyId))) throw fault('/party', `There is no party ${partyId}.`);
  }
}

/** The parties whose balance an entry changes. */
function payees({ postings }: JournalEntry): string[] {
  const parts = postings.map(({ account }) => accountParts(account));
  return [
    ...new Set(
      parts.flatMap(({ kind, subject }) => (kind === 'payable' && subject !== null ? [subject] : [])),
    ),
  ];
}

function adjustable(text: string): Account {
  const account = parseAccount(text);
  if (!account.ok) throw fault('/against', account.message);
  const { kind } = accountParts(account.value);
  if (kind !== 'platform' && kind !== 'suspense')
    throw fault('/against', 'An adjustment is balanced against the platform or suspense.');
  return account.value;
}

function currencyOf(text: string): Currency {
  const currency = parseCurrency(text);
  if (!currency.ok) throw fault('/currency', currency.message);
  return currency.value;
}
