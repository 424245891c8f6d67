import { Inject, Injectable } from '@nestjs/common';
import { minorUnitMicros } from '@flipside/royalty';
import type { Currency, MicroUnits } from '@flipside/royalty';
import { OwnCauseService, PartyHistoryRepository, PartyRepository, requireLive } from '../catalogue/index.ts';
import type { Principal } from '../../platform/auth/principal.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { CONFIG } from '../../platform/config/config.ts';
import type { Config } from '../../platform/config/config.ts';
import { Database } from '../../platform/database/database.ts';
import type { Tx } from '../../platform/database/database.ts';
import { seal } from '../../platform/keys/instance-secret.ts';
import { Outbox } from '../../platform/outbox/outbox.ts';
import { NotFoundError, UnprocessableError } from '../../platform/problem/errors.ts';
import { payeeAccountChanged, payoutsStopped } from './events.ts';
import { InvalidTransitionError } from './errors.ts';
import { checkAccount } from './payee-account.ts';
import { PayeeRepository } from './payee.repository.ts';
import type { AccountDraft, PayeeRecord } from './payee.types.ts';
import { usualThreshold } from './thresholds.ts';

const DAY_MS = 86_400_000;
const LARGEST_THRESHOLD = 1_000_000_000_000n;

export interface PayeeStanding extends PayeeRecord {
  readonly coolingOffDays: number;
  /** What holds where the payee chose nothing. */
  readonly usual: (currency: Currency) => MicroUnits;
}

/** What account details are sealed for: neither opens what another party or an earlier version had. */
export const sealPurpose = (partyId: string, version: number): string => `payee:${partyId}:${version}`;

/**
 * Where and from how much on a party is paid. Only its owners say so; every change is in the party's history, its
 * owners and managers are told, and a changed account is not paid to for some days, so that whoever took an account
 * over cannot take the money before somebody sees it.
 */
@Injectable()
export class PayeeService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(PayeeRepository) private readonly payees: PayeeRepository,
    @Inject(PartyRepository) private readonly parties: PartyRepository,
    @Inject(OwnCauseService) private readonly ownCauses: OwnCauseService,
    @Inject(PartyHistoryRepository) private readonly history: PartyHistoryRepository,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<Config, 'instanceSecret' | 'payouts'>,
  ) {}

  async get(principal: Principal, partyId: string): Promise<PayeeStanding> {
    principal.requireScope('statements:read');
    if (!principal.actsAsOperator) principal.requireParty(partyId, 'MANAGER');
    if ((await this.parties.find(partyId)) === null) throw new NotFoundError('Party', partyId);
    return this.standing(await this.payees.find(partyId));
  }

  async setAccount(principal: Principal, partyId: string, draft: AccountDraft): Promise<PayeeStanding> {
    principal.requireScope('payees:write');
    principal.requireParty(partyId, 'OWNER');
    const { secret, ...account } = checkAccount(draft);
    const { userId: by } = principal;
    return await this.change(partyId, async (tx, name) => {
      const now = this.clock.now();
      const version = (await this.payees.lastVersion(tx, partyId)) + 1;
      const change = version === 1 ? 'ENTERED' : 'CHANGED';
      const wait = version === 1 ? 0 : this.config.payouts.coolingOffDays * DAY_MS;
      const payableFrom = new Date(now.getTime() + wait);
      const sealed = seal(this.config.instanceSecret, sealPurpose(partyId, version), JSON.stringify(secret));
      await this.payees.append(tx, {
        partyId,
        version,
        account,
        sealed,
        payableFrom,
        enteredBy: by,
        createdAt: now,
      });
      const { masked } = account;
      await this.history.append(tx, partyId, `PAYEE_ACCOUNT_${change}`, {
        by,
        at: now,
        detail: { account: masked },
      });
      await this.outbox.append(tx, payeeAccountChanged, {
        key: partyId,
        payload: { party: { id: partyId, name }, change, masked, payableFrom: payableFrom.toISOString(), by },
      });
    });
  }

  /** Nothing is paid until an account is entered again. */
  async removeAccount(principal: Principal, partyId: string): Promise<PayeeStanding> {
    principal.requireScope('payees:write');
    principal.requireParty(partyId, 'OWNER');
    const { userId: by } = principal;
    return await this.change(partyId, async (tx, name) => {
      const { account } = await this.payees.find(partyId, tx);
      if (account === null) throw new NotFoundError('Account');
      await this.payees.use(tx, partyId, null);
      const detail = { account: account.masked };
      await this.history.append(tx, partyId, 'PAYEE_ACCOUNT_REMOVED', { by, at: this.clock.now(), detail });
      await this.outbox.append(tx, payeeAccountChanged, {
        key: partyId,
        payload: { party: { id: partyId, name }, change: 'REMOVED', masked: null, payableFrom: null, by },
      });
    });
  }

  /** `null` goes back to the instance's threshold. */
  async setThreshold(
    principal: Principal,
    partyId: string,
    currency: Currency,
    amountMicros: MicroUnits | null,
  ): Promise<PayeeStanding> {
    principal.requireScope('payees:write');
    principal.requireParty(partyId, 'OWNER');
    const at = (detail: string) => [{ pointer: '/amountMicros', detail }];
    if (
      amountMicros !== null &&
      (amountMicros < minorUnitMicros(currency) || amountMicros > LARGEST_THRESHOLD)
    )
      throw new UnprocessableError('This is no threshold.', at('must be from one minor unit to a million'));
    return await this.change(partyId, async (tx) => {
      await this.payees.setThreshold(tx, partyId, currency, amountMicros);
      await this.history.append(tx, partyId, 'PAYEE_THRESHOLD_SET', {
        by: principal.userId,
        at: this.clock.now(),
        detail: { currency, amountMicros: amountMicros === null ? null : String(amountMicros) },
      });
    });
  }

  /** An operator stops payouts to a party, for instance while it is looked into who changed its account. */
  async stop(principal: Principal, partyId: string, reason: string): Promise<PayeeStanding> {
    principal.requireOperator();
    return await this.hold(principal, partyId, { stopped: true, reason });
  }

  async resume(principal: Principal, partyId: string, reason: string): Promise<PayeeStanding> {
    principal.requireOperator();
    return await this.hold(principal, partyId, { stopped: false, reason });
  }

  private async hold(
    principal: Principal,
    partyId: string,
    { stopped, reason }: { stopped: boolean; reason: string },
  ): Promise<PayeeStanding> {
    const { userId: by } = principal;
    return await this.change(partyId, async (tx, name) => {
      const { held } = await this.payees.find(partyId, tx);
      if ((held !== null) === stopped)
        throw new InvalidTransitionError(
          stopped ? 'Payouts are stopped already.' : 'Payouts are not stopped.',
        );
      if (!stopped)
        await this.ownCauses.judge(tx, principal, { decision: 'PAYOUTS', ref: partyId, partyIds: [partyId] });
      const at = this.clock.now();
      await this.payees.hold(tx, partyId, stopped ? { at, by, reason } : null);
      const kind = stopped ? 'PAYOUTS_STOPPED' : 'PAYOUTS_RESUMED';
      await this.history.append(tx, partyId, kind, { by, at, detail: { reason } });
      const payload = { party: { id: partyId, name }, stopped, reason };
      await this.outbox.append(tx, payoutsStopped, { key: partyId, payload });
    });
  }

  private async change(
    partyId: string,
    work: (tx: Tx, name: string) => Promise<void>,
  ): Promise<PayeeStanding> {
    return await this.database.transaction(async (tx) => {
      await this.parties.lock(tx, partyId);
      const { name } = await requireLive(this.parties, partyId, tx);
      await this.payees.lock(tx, partyId);
      await work(tx, name);
      return this.standing(await this.payees.find(partyId, tx));
    });
  }

  private standing(payee: PayeeRecord): PayeeStanding {
    const { coolingOffDays } = this.config.payouts;
    return { ...payee, coolingOffDays, usual: (currency) => usualThreshold(currency, this.config) };
  }
}
