import { Inject, Injectable } from '@nestjs/common';
import { CONFIG } from '../../platform/config/config.ts';
import type { Config } from '../../platform/config/config.ts';
import type { SqlTx } from '../../platform/database/database.ts';
import { Outbox } from '../../platform/outbox/outbox.ts';
import { AddressTotalRepository } from './address-total.repository.ts';
import { judge } from './counting.ts';
import { playsCounted } from './events.ts';
import { ListenerRepository } from './listener.repository.ts';
import { PeriodCalendarRepository } from './period-calendar.repository.ts';
import { playLeafHash } from './play-leaf.ts';
import { PlayGrantRepository } from './play-grant.repository.ts';
import { PlayRepository } from './play.repository.ts';
import type { CountedPlay } from './play.repository.ts';
import type { GrantTerms, Quarantine, Rejection, Verdict, VerifiedReceipt } from './play.types.ts';
import { newUntil } from './quarantine-rules.ts';
import type { FraudGround } from './quarantine-rules.ts';
import { QuarantineRepository } from './quarantine.repository.ts';

/** What became of each receipt, and the public leaf of each that was counted, by receipt id. */
export interface Counted {
  readonly verdicts: readonly Verdict[];
  readonly leaves: ReadonlyMap<string, string>;
}

type Countable = Pick<CountedPlay, 'play' | 'grant'>;

interface Sorted {
  readonly counted: Countable[];
  readonly rejected: { play: VerifiedReceipt; rejection: Rejection }[];
  readonly held: { play: VerifiedReceipt; quarantine: Quarantine }[];
}

/** Counts receipts within a transaction: locks, looks, judges, stores. */
@Injectable()
export class PlayCounter {
  constructor(
    @Inject(PlayGrantRepository) private readonly grants: PlayGrantRepository,
    @Inject(PlayRepository) private readonly plays: PlayRepository,
    @Inject(QuarantineRepository) private readonly quarantine: QuarantineRepository,
    @Inject(AddressTotalRepository) private readonly addresses: AddressTotalRepository,
    @Inject(ListenerRepository) private readonly listeners: ListenerRepository,
    @Inject(PeriodCalendarRepository) private readonly calendar: PeriodCalendarRepository,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(CONFIG) private readonly config: Pick<Config, 'baseUrl' | 'fraud'>,
  ) {}

  /** Counts what came from an address. */
  async count(tx: SqlTx, verified: readonly VerifiedReceipt[], now: Date, address: string): Promise<Counted> {
    const signed = await this.lock(tx, verified);
    const key = this.addresses.keyOf(address);
    const fraud = await this.fraudGround(tx, signed, key, now);
    const grants = await this.termsOf(tx, signed);
    const ground = await this.plays.findGround(tx, signed);
    const verdicts = judge(verified, { home: this.config.baseUrl, now, grants, fraud, ...ground });
    const sorted = sortOut(verified, verdicts, grants);
    if (sorted.held.length > 0) await this.quarantine.append(tx, sorted.held, now);
    const leaves = await this.store(tx, sorted, now);
    await this.addTotals(tx, sorted.counted, fraud, key, now);
    return { verdicts, leaves };
  }

  /** Counts what was kept aside. What other plays took its time or its place meanwhile is rejected like any other. */
  async release(tx: SqlTx, verified: readonly VerifiedReceipt[], now: Date): Promise<Counted> {
    const signed = await this.lock(tx, verified);
    const grants = await this.termsOf(tx, signed);
    const ground = await this.plays.findGround(tx, signed);
    const verdicts = judge(verified, { home: this.config.baseUrl, now, grants, fraud: null, ...ground });
    return { verdicts, leaves: await this.store(tx, sortOut(verified, verdicts, grants), now) };
  }

  private async lock(tx: SqlTx, verified: readonly VerifiedReceipt[]): Promise<VerifiedReceipt[]> {
    const signed = verified.filter(({ isSigned }) => isSigned);
    await this.plays.lockDevices(tx, devicesOf(signed));
    return signed;
  }

  private async termsOf(tx: SqlTx, signed: readonly VerifiedReceipt[]): Promise<Map<string, GrantTerms>> {
    const ids = signed.map(({ receipt }) => receipt.grant);
    return await this.grants.findTerms(tx, ids);
  }

  private async fraudGround(
    tx: SqlTx,
    signed: readonly VerifiedReceipt[],
    key: string,
    now: Date,
  ): Promise<FraudGround> {
    const firstSeen = await this.grants.findFirstSeen(tx, devicesOf(signed));
    return { ...this.config.fraud, firstSeen, address: await this.addresses.find(tx, key, now) };
  }

  private async addTotals(
    tx: SqlTx,
    counted: readonly Countable[],
    fraud: FraudGround,
    key: string,
    now: Date,
  ): Promise<void> {
    if (counted.length === 0) return;
    const fresh = counted.filter(({ grant }) => newUntil(grant.device, now, fraud) !== null).length;
    await this.addresses.add(tx, key, now, { plays: counted.length, newDevicePlays: fresh });
  }

  private async store(tx: SqlTx, { counted, rejected }: Sorted, now: Date): Promise<Counted['leaves']> {
    if (rejected.length > 0) await this.plays.appendRejections(tx, rejected, now);
    return counted.length > 0 ? await this.append(tx, counted, now) : new Map();
  }

  private async append(tx: SqlTx, counted: readonly Countable[], now: Date): Promise<Counted['leaves']> {
    await this.plays.insertKeys(
      tx,
      counted.map(({ grant }) => grant.id),
    );
    const period = await this.calendar.lockOpen(tx, now);
    const starts = counted.map(({ play }) => new Date(play.receipt.start));
    const origins = await this.calendar.originsOf(tx, period, starts);
    const subjects = counted.map(({ grant }) => grant.listener);
    const pseudonyms = await this.listeners.pseudonymsOf(tx, period.id, subjects);
    const plays = counted.map((play, index) => ({
      ...play,
      originPeriod: origins[index] ?? null,
      listener: pseudonyms[index] ?? null,
    }));
    await this.plays.append(tx, plays, period.id, now);
    await this.outbox.append(tx, playsCounted, {
      key: period.id,
      payload: { period: period.id, plays: counted.length, countedAt: now.toISOString() },
    });
    return new Map(plays.map((play) => [play.play.receiptId, playLeafHash(play, period.id)]));
  }
}

const devicesOf = (receipts: readonly VerifiedReceipt[]): string[] => [
  ...new Set(receipts.map(({ receipt }) => receipt.device)),
];

function sortOut(
  verified: readonly VerifiedReceipt[],
  verdicts: readonly Verdict[],
  grants: ReadonlyMap<string, GrantTerms>,
): Sorted {
  const sorted: Sorted = { counted: [], rejected: [], held: [] };
  for (const [index, play] of verified.entries()) {
    const verdict = verdicts[index];
    const grant = grants.get(play.receipt.grant);
    if (verdict?.status === 'counted' && grant !== undefined) sorted.counted.push({ play, grant });
    if (verdict?.status === 'rejected') sorted.rejected.push({ play, rejection: verdict });
    if (verdict?.status === 'quarantined') sorted.held.push({ play, quarantine: verdict });
  }
  return sorted;
}
