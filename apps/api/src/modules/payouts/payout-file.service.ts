import { Inject, Injectable } from '@nestjs/common';
import { payoutAmountText } from '@flipside/royalty';
import { csvCell } from '../imports/index.ts';
import type { Principal } from '../../platform/auth/principal.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { CONFIG } from '../../platform/config/config.ts';
import type { Config } from '../../platform/config/config.ts';
import { Database } from '../../platform/database/database.ts';
import { unseal } from '../../platform/keys/instance-secret.ts';
import { ConflictError, NotFoundError } from '../../platform/problem/errors.ts';
import { PayoutAccountMissingError } from './errors.ts';
import { bankId, painFile } from './pain.ts';
import type { PainDebtor, PainPayment } from './pain.ts';
import { sealPurpose } from './payee.service.ts';
import type { SealedAccount } from './payee.types.ts';
import { PayoutFileRepository } from './payout-file.repository.ts';
import type { SealedPayment } from './payout-file.repository.ts';
import { PayoutRunRepository } from './payout-run.repository.ts';
import type { RunRecord } from './payout.types.ts';

const COLUMNS = [
  'payment',
  'party',
  'party_name',
  'account_holder',
  'account',
  'bic',
  'bank',
  'country',
  'amount',
  'currency',
  'way',
  'state',
  'text',
] as const;

export interface PayoutFile {
  readonly name: string;
  readonly text: AsyncGenerator<string>;
}

/** Whose account a payment goes to. Opened here alone, for the bank. */
interface OpenPayment extends Omit<SealedPayment, 'sealed'> {
  readonly account: SealedAccount;
}

/** A run that was sent always has both. */
type SentRun = RunRecord & { readonly sentAt: Date; readonly executionOn: Date };

/**
 * Files of a run for a bank. They are made of what was sent and booked, so they agree with the ledger and are the same
 * whenever they are taken; who took one is in the run's history.
 */
@Injectable()
export class PayoutFileService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(PayoutRunRepository) private readonly runs: PayoutRunRepository,
    @Inject(PayoutFileRepository) private readonly files: PayoutFileRepository,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<Config, 'baseUrl' | 'instanceSecret' | 'payouts'>,
  ) {}

  /** Payments that SEPA reaches. The others are in the CSV file alone. */
  async pain(principal: Principal, runId: string): Promise<PayoutFile> {
    principal.requireOperator();
    const run = await this.require(runId);
    const { debtor } = this.config.payouts;
    if (run.sepaPayments === 0)
      throw new ConflictError(
        'No payment of this run can go by SEPA credit transfer. The CSV file has them all.',
      );
    if (debtor === null) throw new PayoutAccountMissingError();
    await this.note(principal, runId, 'pain.001');
    return { name: `payout-${bankId(run.id)}.xml`, text: this.painText(run, debtor) };
  }

  /** All payments, whatever way they go. */
  async csv(principal: Principal, runId: string): Promise<PayoutFile> {
    principal.requireOperator();
    const run = await this.require(runId);
    await this.note(principal, runId, 'CSV');
    return { name: `payout-${bankId(run.id)}.csv`, text: this.csvText(run) };
  }

  private async require(id: string): Promise<SentRun> {
    const run = await this.runs.find(id);
    if (run === null) throw new NotFoundError('Payout run', id);
    const { sentAt, executionOn } = run;
    if (run.state === 'SENDING' || sentAt === null || executionOn === null)
      throw new ConflictError('Files are made of what was sent. Mark the run as sent first.');
    return { ...run, sentAt, executionOn };
  }

  private async note({ userId: by }: Principal, runId: string, file: string): Promise<void> {
    const at = this.clock.now();
    await this.database.transaction((tx) =>
      this.runs.note(tx, runId, 'FILE_TAKEN', { by, at, detail: { file } }),
    );
  }

  private painText(run: SentRun, debtor: PainDebtor): AsyncGenerator<string> {
    const header = {
      messageId: bankId(run.id),
      createdAt: run.sentAt,
      executionOn: run.executionOn.toISOString().slice(0, 10),
      debtor,
      currency: run.currency,
      payments: run.sepaPayments,
      amountMicros: run.sepaMicros,
      remittance: this.remittance(run),
    };
    return painFile(header, this.sepaPayments(run.id));
  }

  private async *sepaPayments(runId: string): AsyncGenerator<PainPayment[]> {
    for await (const page of this.files.payments(runId))
      yield page
        .filter(({ notSepa }) => notSepa === null)
        .map((payment) => this.open(payment))
        .map(({ id, amount, account }) => ({
          endToEndId: bankId(id),
          amountMicros: BigInt(amount),
          name: account.holder,
          iban: account.account,
          bic: account.bic,
        }));
  }

  private async *csvText(run: SentRun): AsyncGenerator<string> {
    // Spreadsheets know UTF-8 by its byte order mark.
    yield `\uFEFF${COLUMNS.join(',')}\r\n`;
    for await (const page of this.files.payments(run.id))
      yield page.map((payment) => this.csvLine(this.open(payment), run)).join('');
  }

  private csvLine({ account, ...payment }: OpenPayment, run: SentRun): string {
    const cells: Record<(typeof COLUMNS)[number], string | null> = {
      payment: bankId(payment.id),
      party: payment.partyId,
      party_name: payment.partyName,
      account_holder: account.holder,
      account: account.account,
      bic: account.bic,
      bank: account.bank,
      country: payment.country,
      amount: payoutAmountText(BigInt(payment.amount), run.currency),
      currency: run.currency,
      way: payment.notSepa === null ? 'SEPA' : 'OTHER',
      state: payment.state,
      text: this.remittance(run),
    };
    return `${COLUMNS.map((column) => csvCell(cells[column])).join(',')}\r\n`;
  }

  private remittance({ untilPeriod }: RunRecord): string {
    return `Royalties until ${untilPeriod} ${new URL(this.config.baseUrl).host}`;
  }

  private open({ sealed, ...payment }: SealedPayment): OpenPayment {
    const purpose = sealPurpose(payment.partyId, payment.version);
    const account = JSON.parse(unseal(this.config.instanceSecret, purpose, sealed)) as SealedAccount;
    return { ...payment, account };
  }
}
