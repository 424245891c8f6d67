import { CLOCK_TOLERANCE_MS, OFFLINE_MS, dayOf } from './counting-rules.ts';
import { newUntil, suspicion } from './quarantine-rules.ts';
import type { AddressTotal, DayTotal, FraudGround } from './quarantine-rules.ts';
import type {
  GrantTerms,
  Quarantine,
  Receipt,
  Rejection,
  RejectionCode,
  Span,
  Verdict,
  VerifiedReceipt,
} from './play.types.ts';

/** What receipts are judged against: the state of the instance, read under the locks that keep it so. */
export interface CountingGround {
  /** Origin of this instance. */
  readonly home: string;
  readonly now: Date;
  readonly grants: ReadonlyMap<string, GrantTerms>;
  /** Receipt ids that were counted before. */
  readonly counted: ReadonlySet<string>;
  /** Counted plays by device, as far as they touch one of the receipts. */
  readonly spans: ReadonlyMap<string, readonly Span[]>;
  /** Counted plays by {@link capKey}. */
  readonly daily: ReadonlyMap<string, number>;
  /** Counted plays of a device on a day, by {@link dayKey}. */
  readonly days: ReadonlyMap<string, DayTotal>;
  /** Receipt ids that are kept aside, and those that an operator refused. */
  readonly aside: ReadonlyMap<string, 'HELD' | 'REFUSED'>;
  /** `null` for plays that were kept aside and now count: their time was looked at when they came. */
  readonly fraud: FraudGround | null;
}

export const capKey = (device: string, recipe: string, day: string): string => `${device} ${recipe} ${day}`;

export const dayKey = (device: string, day: string): string => `${device} ${day}`;

const reject = (reason: RejectionCode, detail: string): Rejection => ({ status: 'rejected', reason, detail });

/** Rules that a receipt keeps or breaks whatever else was played. */
function faultOf({ receipt, isSigned }: VerifiedReceipt, ground: CountingGround): Rejection | GrantTerms {
  if (receipt.home !== ground.home) return reject('wrong_home', `This instance is ${ground.home}.`);
  if (!isSigned) return reject('bad_signature', 'The signature is not the device’s over this receipt.');
  const grant = ground.grants.get(receipt.grant);
  if (grant === undefined) return reject('unknown_grant', 'This instance gave no such play grant.');
  if (grant.device !== receipt.device)
    return reject('wrong_device', 'The play was granted to another device.');
  if (grant.recipe !== receipt.recipe)
    return reject('wrong_recipe', 'The play was granted for another recipe.');
  return grant;
}

/** A receipt with its start in epoch milliseconds, which is read from its text once. */
interface Candidate {
  readonly verified: VerifiedReceipt;
  readonly start: number;
}

function timeFault(
  { verified: { receipt }, start }: Candidate,
  grant: GrantTerms,
  now: Date,
): Rejection | null {
  const end = start + receipt.heardMs;
  if (now.getTime() > grant.expiresAt.getTime() + OFFLINE_MS)
    return reject('too_late', 'The receipt came more than 30 days after the grant expired.');
  if (
    start < grant.issuedAt.getTime() - CLOCK_TOLERANCE_MS ||
    start > grant.expiresAt.getTime() + CLOCK_TOLERANCE_MS
  )
    return reject('outside_grant', 'The play began before its grant or after the grant expired.');
  if (end > now.getTime() + CLOCK_TOLERANCE_MS)
    return reject('in_the_future', 'More was heard than time has passed since the start.');
  if (receipt.heardMs < grant.minimumMs)
    return reject('too_short', `${receipt.heardMs} ms were heard; a play needs ${grant.minimumMs} ms.`);
  return null;
}

/** The state that grows while receipts of one batch are counted. */
class Tally {
  private readonly counted: Set<string>;
  private readonly spans = new Map<string, Span[]>();
  private readonly daily: Map<string, number>;
  private readonly days: Map<string, DayTotal>;
  private readonly fraud: FraudGround | null;
  private readonly now: Date;
  private address: AddressTotal;

  constructor(ground: CountingGround) {
    this.counted = new Set(ground.counted);
    this.daily = new Map(ground.daily);
    this.days = new Map(ground.days);
    this.fraud = ground.fraud;
    this.now = ground.now;
    this.address = ground.fraud?.address ?? { plays: 0, newDevicePlays: 0 };
    for (const [device, spans] of ground.spans) this.spans.set(device, [...spans]);
  }

  isCounted(receiptId: string): boolean {
    return this.counted.has(receiptId);
  }

  /** Counts the play, or says which rule over several plays it breaks. */
  add({ verified: { receipt, receiptId }, start }: Candidate, grant: GrantTerms): Verdict {
    const span = { from: start, to: start + receipt.heardMs };
    const spans = this.spansOf(receipt.device);
    if (spans.some(({ from, to }) => from < span.to && span.from < to))
      return reject('overlap', 'This device was already playing at that time.');
    const day = dayOf(receipt.start);
    const key = capKey(receipt.device, receipt.recipe, day);
    const before = this.daily.get(key) ?? 0;
    if (before >= grant.dailyCap)
      return reject('daily_cap', `A device counts ${grant.dailyCap} plays of a recipe a day at most.`);
    const held = this.look(receipt, day);
    if (held !== null) return held;
    this.counted.add(receiptId);
    spans.push(span);
    this.daily.set(key, before + 1);
    return { status: 'counted' };
  }

  private spansOf(device: string): Span[] {
    const known = this.spans.get(device);
    if (known !== undefined) return known;
    const made: Span[] = [];
    this.spans.set(device, made);
    return made;
  }

  /** Whether the play is kept aside; when not, it is added to what the device and the address did. */
  private look({ device, heardMs }: Receipt, date: string): Quarantine | null {
    if (this.fraud === null) return null;
    const key = dayKey(device, date);
    const day = this.days.get(key) ?? { plays: 0, heardMs: 0 };
    const held = suspicion({ device, heardMs, day, address: this.address }, this.now, this.fraud);
    if (held !== null) return held;
    this.days.set(key, { plays: day.plays + 1, heardMs: day.heardMs + heardMs });
    const isNew = newUntil(device, this.now, this.fraud) !== null;
    const { plays, newDevicePlays } = this.address;
    this.address = { plays: plays + 1, newDevicePlays: newDevicePlays + (isNew ? 1 : 0) };
    return null;
  }
}

const byStart = (a: Candidate, b: Candidate): number =>
  a.start - b.start ||
  byText(a.verified.receiptId, b.verified.receiptId) ||
  byText(a.verified.receipt.sig, b.verified.receipt.sig);

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * Judges a batch of receipts, without regard to the order they came in: earlier plays go first.
 *
 * A receipt that was counted before is a duplicate for ever, however late it is sent again. One that is rejected uses
 * up nothing: a corrected receipt for the same grant may still count, and since a grant gives one play at most,
 * trying again gains nobody a second one.
 * @returns verdicts in the order of the receipts.
 */
export function judge(receipts: readonly VerifiedReceipt[], ground: CountingGround): Verdict[] {
  const tally = new Tally(ground);
  const verdicts = new Map<VerifiedReceipt, Verdict>();
  const candidates = receipts.map((verified) => ({ verified, start: Date.parse(verified.receipt.start) }));
  for (const candidate of candidates.sort(byStart))
    verdicts.set(candidate.verified, judgeOne(candidate, ground, tally));
  return receipts.map((receipt) => verdicts.get(receipt) ?? { status: 'duplicate' });
}

function judgeOne(candidate: Candidate, ground: CountingGround, tally: Tally): Verdict {
  const { verified } = candidate;
  const grant = faultOf(verified, ground);
  if ('reason' in grant) return grant;
  if (tally.isCounted(verified.receiptId)) return { status: 'duplicate' };
  if (ground.fraud === null) return tally.add(candidate, grant);
  const aside = ground.aside.get(verified.receiptId);
  if (aside === 'HELD') return { status: 'duplicate' };
  if (aside === 'REFUSED') return reject('refused', 'An operator looked at this play and refused it.');
  return timeFault(candidate, grant, ground.now) ?? tally.add(candidate, grant);
}
