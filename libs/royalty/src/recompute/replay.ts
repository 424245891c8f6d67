import { parseAccount } from '../account.ts';
import { apportionPeriod } from '../allocation.ts';
import type { Allocation, PlayCount, PoolInput } from '../allocation.types.ts';
import { parseCurrency } from '../currency.ts';
import type { Currency } from '../currency.ts';
import type { JournalEntry } from '../ledger.ts';
import { micros, ppm } from '../quantity.ts';
import { accepted } from '../result.ts';
import type { Parsed } from '../result.ts';
import { buildStatement } from '../statement.ts';
import type { Statement } from '../statement.types.ts';
import type { Tariff } from '../tariff.ts';
import { Books } from './books.ts';
import type { ConsentLeaf, LeafOf } from './leaf.ts';
import type { PlayTally } from './play-tally.ts';
import { postedTo, Releases } from './releases.ts';
import { RightsState } from './rights-state.ts';
import { withTakenOver } from './taken-over.ts';
import type { TakenOver } from './taken-over.ts';

/** The one series of tariffs that there is; statements name its versions `standard@1`, `standard@2`. */
const TARIFF_ID = 'standard';

export type ReplayFaultCode =
  | 'TARIFF_UNKNOWN'
  | 'PERIOD_UNKNOWN'
  | 'POOL_UNKNOWN'
  | 'PLAYS_DIFFER'
  | 'POOL_DIFFERS'
  | 'RELEASE_DIFFERS'
  | 'ACCOUNT_UNKNOWN';

/** Something that the logs say and that does not follow from what else they say. */
export interface ReplayFault {
  readonly code: ReplayFaultCode;
  readonly period: string;
  readonly message: string;
}

/** A statement that the log names, ready to be made again. */
export interface Restated {
  readonly leaf: LeafOf<'statement'>;
  /** @param stated whose own name, and what it says was paid, corrected and withheld: none of it is in a log. */
  readonly statement: (stated: TakenOver) => Parsed<Statement, 'LEDGER_MISMATCH'>;
}

interface PeriodDates {
  readonly opensAt: Date;
  readonly closedAt: Date | null;
}

/**
 * Goes through the consent log once, in its order, and comes to every statement that it names from what the log said
 * until then: shares, licences, disputes, tariffs and releases, and the plays that were counted beforehand.
 * What it keeps grows with the catalogue and the lines of the periods being stated, not with plays.
 */
export class StatementReplay {
  readonly rights = new RightsState();
  readonly faults: ReplayFault[] = [];
  readonly #tally: PlayTally;
  readonly #books = new Books();
  readonly #releases = new Releases();
  readonly #periods = new Map<string, PeriodDates>();
  readonly #tariffs = new Map<number, LeafOf<'tariff'>>();
  readonly #pools = new Map<string, bigint>();
  readonly #payments = new Map<string, Map<string, bigint>>();
  readonly #allocated = new Set<string>();

  /** @param tally of the plays log, as long as it was after the last period to be recomputed was closed, or longer. */
  constructor(tally: PlayTally) {
    this.#tally = tally;
  }

  /** @returns what a `statement` leaf names; `null` for every other leaf. */
  apply(leaf: ConsentLeaf): Restated | null {
    switch (leaf.t) {
      case 'statement':
        return this.#restate(leaf);
      case 'period':
        this.#period(leaf);
        break;
      case 'allocation':
        this.#allocateAs(leaf);
        break;
      case 'posting':
        this.#post(leaf);
        break;
      case 'pool':
        this.#pools.set(poolKey(leaf), (this.#pools.get(poolKey(leaf)) ?? 0n) + leaf.amountMicros);
        break;
      case 'listener-payment': {
        const payments = this.#payments.get(paymentKey(leaf)) ?? new Map<string, bigint>();
        this.#payments.set(paymentKey(leaf), payments);
        payments.set(leaf.listener, (payments.get(leaf.listener) ?? 0n) + leaf.amountMicros);
        break;
      }
      case 'tariff':
        this.#tariffs.set(leaf.version, leaf);
        break;
      case 'dispute':
        this.#releases.dispute(leaf);
        break;
      default:
        this.#right(leaf);
    }
    return null;
  }

  #right(
    leaf: LeafOf<
      | 'share'
      | 'recording-work'
      | 'recipe-source'
      | 'borrowed-work'
      | 'borrowed-share'
      | 'dispute-hold'
      | 'publish'
      | 'clearance'
    >,
  ): void {
    if (leaf.t === 'share') this.rights.share(leaf);
    else if (leaf.t === 'recording-work') this.rights.work(leaf);
    else if (leaf.t === 'recipe-source') this.rights.source(leaf);
    else if (leaf.t === 'borrowed-work') this.rights.borrowedWork(leaf);
    else if (leaf.t === 'borrowed-share') this.rights.borrowedShare(leaf);
    else if (leaf.t === 'dispute-hold') this.rights.hold(leaf);
    else if (leaf.t === 'publish') this.rights.publish(leaf);
    else this.rights.clear(leaf);
  }

  #fault(code: ReplayFaultCode, period: string, message: string): void {
    this.faults.push({ code, period, message });
  }

  #period({ id, state, opensAt, closedAt }: LeafOf<'period'>): void {
    this.#periods.set(id, { opensAt, closedAt });
    if (state === 'STATED' || state === 'LOCKED') this.#books.forget(id);
    if (state !== 'CLOSED') return;
    // Logs of before there were allocation leaves: rights are those that the log said by the end of the close.
    for (const tariff of this.#tally.tariffsOf(id))
      if (!this.#allocated.has(`${id} ${tariff}`)) this.#allocate(id, tariff);
  }

  #allocateAs(leaf: LeafOf<'allocation'>): void {
    const { period, tariff, poolMicros, plays } = leaf;
    const counted = this.#tally.of(period, tariff).reduce((sum, cell) => sum + cell.plays, 0n);
    if (counted !== plays)
      this.#fault('PLAYS_DIFFER', period, `the plays log has ${counted} plays, the close counted ${plays}`);
    const allocation = this.#allocate(period, tariff);
    if (allocation !== null && allocation.poolMicros !== poolMicros)
      this.#fault('POOL_DIFFERS', period, `the pool comes to ${allocation.poolMicros}, not to ${poolMicros}`);
  }

  #allocate(period: string, version: number): Allocation | null {
    this.#allocated.add(`${period} ${version}`);
    const at = this.#periods.get(period)?.closedAt ?? null;
    const leaf = this.#tariffs.get(version);
    if (leaf === undefined) this.#fault('TARIFF_UNKNOWN', period, `the log names no tariff ${version}`);
    if (at === null) this.#fault('PERIOD_UNKNOWN', period, 'the log does not say when the period was closed');
    if (leaf === undefined || at === null) return null;
    const tariff = tariffOf(leaf);
    const plays = this.#tally.of(period, version);
    const pool = this.#poolOf(period, tariff, plays);
    if (pool === null) return null;
    const recipes = this.rights.usageOf(plays);
    const rights = this.rights.rightsOf(plays, recipes, at, `${period} ${version}`);
    const allocation = apportionPeriod({ tariff, pool, recipes, rights });
    this.#books.close(period, allocation);
    return allocation;
  }

  #poolOf(period: string, tariff: Tariff, plays: readonly PlayCount[]): PoolInput | null {
    if (tariff.kind === 'PER_PLAY') return { kind: 'PER_PLAY', plays };
    if (tariff.kind === 'USER_CENTRIC') {
      const payments = this.#payments.get(paymentKey({ period, tariff: tariff.version })) ?? new Map();
      return { kind: 'USER_CENTRIC', listeners: this.#tally.byListener(period, tariff.version, payments) };
    }
    const amount = this.#pools.get(poolKey({ period, tariff: tariff.version, currency: tariff.currency }));
    if (amount !== undefined) return { kind: 'PRO_RATA', poolMicros: micros(amount), plays };
    this.#fault(
      'POOL_UNKNOWN',
      period,
      `the log does not say what was shared out under tariff ${tariff.version}`,
    );
    return null;
  }

  #post(leaf: LeafOf<'posting'>): void {
    const { kind, reference, period, amountMicros } = leaf;
    const account = parseAccount(leaf.account);
    if (!account.ok) return this.#fault('ACCOUNT_UNKNOWN', period, account.message);
    const currency = leaf.currency as Currency;
    const posted: JournalEntry = {
      ...{ kind, reference, currency },
      postings: [{ account: account.value, amountMicros: micros(amountMicros) }],
    };
    if (kind !== 'RELEASE') return this.#books.move(period, posted);
    const closedAt = (id: string): Date | null => this.#periods.get(id)?.closedAt ?? null;
    const { entry, isNew } = this.#releases.entryOf(leaf, this.#books, closedAt);
    // A log that does not say how a dispute ended is believed about what it released.
    if (entry === null) return this.#books.move(period, posted);
    if (isNew) this.#books.move(period, entry);
    const due = postedTo(entry, account.value);
    if (due !== amountMicros)
      this.#fault(
        'RELEASE_DIFFERS',
        period,
        `${reference} releases ${due} to ${leaf.account}, not ${amountMicros}`,
      );
  }

  #restate(leaf: LeafOf<'statement'>): Restated {
    const currency = leaf.currency as Currency;
    const page = this.#books.pageOf(leaf.period, leaf.party, currency);
    const made = {
      currency,
      period: this.#datesOf(leaf.period),
      openingMicros: this.#books.opening(leaf.party, currency),
      lines: [...page.lines],
      entries: [...page.entries],
    };
    this.#books.stated(leaf.party, currency, leaf.closingMicros);
    return {
      leaf,
      statement: (stated) => {
        const built = buildStatement({ ...made, party: { id: leaf.party, name: stated.party.name } });
        return built.ok ? accepted(withTakenOver(built.value, stated)) : built;
      },
    };
  }

  #datesOf(id: string): Statement['period'] {
    const dates = this.#periods.get(id);
    return { id, from: dates?.opensAt.toISOString() ?? '', to: dates?.closedAt?.toISOString() ?? '' };
  }
}

const poolKey = (of: {
  readonly period: string;
  readonly tariff: number;
  readonly currency: string;
}): string => [of.period, of.tariff, of.currency].join('\u0000');

const paymentKey = ({ period, tariff }: { readonly period: string; readonly tariff: number }): string =>
  `${period}\u0000${tariff}`;

function tariffOf(leaf: LeafOf<'tariff'>): Tariff {
  const currency = parseCurrency(leaf.currency);
  if (!currency.ok) throw new RangeError(currency.message);
  const terms = {
    id: TARIFF_ID,
    version: leaf.version,
    currency: currency.value,
    masterPpm: ppm(leaf.masterPpm),
    compositionPpm: ppm(leaf.compositionPpm),
    remixerPpm: ppm(leaf.remixerPpm),
    platformPpm: ppm(leaf.platformPpm),
    minimumMs: leaf.minimumMs,
    dailyCap: leaf.dailyCap,
  };
  if (leaf.kind !== 'PER_PLAY') return { ...terms, kind: leaf.kind };
  return { ...terms, kind: 'PER_PLAY', perPlayMicros: micros(leaf.perPlayMicros ?? 0n) };
}
