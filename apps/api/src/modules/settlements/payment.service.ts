import { accounts, journalEntry, micros, parseCurrency } from '@flipside/royalty';
import type { JournalEntry, Posting } from '@flipside/royalty';
import { Inject, Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/auth/principal.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { Database } from '../../platform/database/database.ts';
import type { Tx } from '../../platform/database/database.ts';
import { ConflictError, ForbiddenError, NotFoundError } from '../../platform/problem/errors.ts';
import { InvalidTransitionError } from '../consent/index.ts';
import { PeriodCalendarRepository } from '../plays/index.ts';
import { LedgerRepository } from '../royalty/index.ts';
import { SettlementRepository } from './settlement.repository.ts';
import type { SettlementRecord } from './settlement.repository.ts';
import type { SettlementDetail } from './settlement.types.ts';
import { SettlementView } from './settlement.view.ts';
import { takenFrom } from './taken-from.ts';
import type { PartyAmount } from './taken-from.ts';

const LONG = { timeoutMs: 120_000 };

/** Money that went to a peer, or came from one: written down by one operator and confirmed by another. */
@Injectable()
export class SettlementPaymentService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(SettlementRepository) private readonly settlements: SettlementRepository,
    @Inject(SettlementView) private readonly view: SettlementView,
    @Inject(LedgerRepository) private readonly ledger: LedgerRepository,
    @Inject(PeriodCalendarRepository) private readonly calendar: PeriodCalendarRepository,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Writes down what the payment is known by at the bank. Nothing is booked yet. */
  async prepare(principal: Principal, id: string, reference: string): Promise<SettlementDetail> {
    principal.requireOperator();
    return await this.step(id, 'ANSWERED', async (tx, record) => {
      if ((record.acceptedMicros ?? 0n) + record.carriedMicros <= 0n)
        throw new ConflictError(
          'Nothing of it was accepted that could be paid. What takes something back is carried to the next.',
        );
      const preparedAt = this.clock.now();
      await tx.settlement.update({
        where: { id },
        data: { state: 'PREPARED', reference, preparedBy: principal.userId, preparedAt },
      });
    });
  }

  /** Takes back what was written down, before it is confirmed. */
  async withdraw(principal: Principal, id: string): Promise<SettlementDetail> {
    principal.requireOperator();
    return await this.step(id, 'PREPARED', async (tx) => {
      await tx.settlement.update({
        where: { id },
        data: { state: 'ANSWERED', reference: null, preparedBy: null, preparedAt: null },
      });
    });
  }

  /** Another operator says so too, and it is booked: what was accepted, once. */
  async confirm(principal: Principal, id: string): Promise<SettlementDetail> {
    principal.requireOperator();
    return await this.step(id, 'PREPARED', async (tx, record) => {
      if (record.preparedBy === principal.userId)
        throw new ForbiddenError('Another operator than the one who wrote it down confirms a payment.');
      const now = this.clock.now();
      const { id: period } = await this.calendar.lockOpen(tx, now);
      const entry = await this.entryOf(tx, record);
      if (entry !== null && (await this.ledger.append(tx, entry, period, now)) === null)
        throw new ConflictError('This settlement is booked already.');
      await tx.settlement.update({
        where: { id },
        data: { state: 'PAID', confirmedBy: principal.userId, confirmedAt: now },
      });
    });
  }

  private async step(
    id: string,
    from: string,
    work: (tx: Tx, record: SettlementRecord) => Promise<void>,
  ): Promise<SettlementDetail> {
    await this.database.transaction(async (tx) => {
      const record = await this.settlements.find(tx, id);
      if (record === null) throw new NotFoundError('Settlement', id);
      if (record.peerState === 'FROZEN')
        throw new ConflictError('The server contradicts itself: nothing is settled with it.');
      if (record.state !== from)
        throw new InvalidTransitionError(
          `The settlement is ${record.state.toLowerCase()}, and not ${from.toLowerCase()}.`,
        );
      await work(tx, record);
    }, LONG);
    return await this.view.detail(id);
  }

  /** Out: what parties of the peer were owed is settled. In: what came is theirs. */
  private async entryOf(tx: Tx, record: SettlementRecord): Promise<JournalEntry | null> {
    const { id, direction, peerId, currency: code, sha256 } = record;
    const currency = parseCurrency(code);
    if (!currency.ok) throw new TypeError(currency.message);
    const parts = await this.settlements.accepted(tx, id);
    const total = parts.reduce((sum, { amountMicros }) => sum + amountMicros, 0n);
    const postings: Posting[] =
      direction === 'OUT' ? await this.settled(tx, record, parts) : parts.map(receivedBy);
    const other: Posting =
      direction === 'OUT'
        ? { account: accounts.settled(peerId), amountMicros: micros(total) }
        : { account: accounts.funding, amountMicros: micros(-total) };
    return total === 0n
      ? null
      : journalEntry('SETTLEMENT', `settlement/${sha256}`, currency.value, [...postings, other]);
  }

  /** What is owed through the peer no more. */
  private async settled(
    tx: Tx,
    { peerId, currency, ofId }: SettlementRecord,
    parts: readonly PartyAmount[],
  ): Promise<Posting[]> {
    const taken =
      ofId === null
        ? parts
        : takenFrom(parts, await this.settlements.stillOwed(tx, { peerId, currency, settlementId: ofId }));
    return taken.map(({ party, amountMicros }) => ({
      ...{ account: accounts.owed({ peer: peerId, party }), amountMicros: micros(-amountMicros) },
    }));
  }
}

function receivedBy({
  party,
  payee,
  amountMicros,
}: PartyAmount & { readonly payee: string | null }): Posting {
  if (payee === null) throw new NotFoundError('Party', party);
  return { account: accounts.payable(payee), amountMicros: micros(amountMicros) };
}
