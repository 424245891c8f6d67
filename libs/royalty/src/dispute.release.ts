import { accounts } from './account.ts';
import type { Account } from './account.ts';
import type { AllocationLine } from './allocation.types.ts';
import { apportion } from './apportion.ts';
import type { Currency } from './currency.ts';
import type { Split, SplitShare } from './dispute.ts';
import { ownersOf } from './dispute.ts';
import { journalEntry, movesNothing } from './ledger.ts';
import type { JournalEntry, Posting } from './ledger.ts';
import { WHOLE_PPM, micros } from './quantity.ts';
import { contains } from './territory.ts';
import { isCurrent } from './validity.ts';

/** What a release is made from: one close's lines of the disputed subject, and what was decided about its shares. */
export interface ReleaseInput {
  readonly disputeId: string;
  /** Unique for each close whose money it releases: a second release of it changes nothing. */
  readonly reference: string;
  readonly currency: Currency;
  /** The instant whose rights the close froze. */
  readonly at: Date;
  /** All lines of the subject's side, held or not. */
  readonly lines: readonly AllocationLine[];
  /** Who owns what, after the dispute; the first that fits a line holds. */
  readonly splits: readonly Split[];
}

const suspenseOf = (line: AllocationLine) =>
  accounts.suspense(`${line.side === 'MASTER' ? 'recording' : 'work'}:${line.subjectId ?? ''}`);

const cellOf = ({
  recipe,
  recordingId,
  originalPeriod,
  subjectId,
  side,
  territory,
}: AllocationLine): string =>
  JSON.stringify([recipe, recordingId, originalPeriod, subjectId, side, territory]);

const sum = (lines: readonly AllocationLine[]): bigint =>
  lines.reduce((total, { amountMicros }) => total + amountMicros, 0n);

const sharesOf = (lines: readonly AllocationLine[]) =>
  lines.flatMap(({ partyId, sharePpm }) => (partyId === null ? [] : [{ partyId, ppm: sharePpm }]));

/** Whether the shares stand as they were: then everybody gets exactly what was held of the own share. */
const stands = (lines: readonly AllocationLine[], split: Split): boolean =>
  JSON.stringify(ownersOf(sharesOf(lines)).map(({ partyId, ppm }) => [partyId, String(ppm)])) ===
  JSON.stringify(ownersOf(split.shares).map(({ partyId, ppm }) => [partyId, String(ppm)]));

/** What decides a split: the instant of the close, and who owns what. */
type SplitInput = Pick<ReleaseInput, 'at' | 'splits'>;

function splitFor(line: AllocationLine, { splits, at }: SplitInput): Split | undefined {
  const { territory } = line;
  if (territory === null) return undefined;
  const here = splits.filter((split) => contains(split.territories, territory));
  return here.find((split) => isCurrent(split, at)) ?? here[0];
}

/**
 * Parties of other instances as the close gave to them, for a split that says only who owns the rest: what they have
 * stays theirs. A split that leaves no room for them is gone by alone.
 */
function peersOf(lines: readonly AllocationLine[], owners: readonly SplitShare[], room: bigint) {
  if (owners.some(({ owed: through }) => through !== undefined)) return [];
  const found = lines.filter(({ basis }) => basis === 'PEER');
  const peers = found.map(({ account, sharePpm }) => ({ id: `peer:${account}`, weight: sharePpm, account }));
  return peers.reduce((total, { weight }) => total + weight, 0n) > room ? [] : merged(peers);
}

/** Several shares of one party are one target. */
function merged<T extends { readonly id: string; readonly weight: bigint }>(targets: readonly T[]): T[] {
  const known = new Map<string, T>();
  for (const target of targets) {
    const before = known.get(target.id);
    known.set(
      target.id,
      before === undefined ? target : { ...before, weight: before.weight + target.weight },
    );
  }
  return [...known.values()];
}

/**
 * What a corrected split leaves owing to whom, beside what was paid already. Nobody's part grows because another
 * was paid too much: that is only taken from what is held, by largest remainder.
 */
function owed(
  lines: readonly AllocationLine[],
  moved: readonly AllocationLine[],
  split: Split | undefined,
): Posting[] {
  const [first] = lines;
  if (first === undefined) return [];
  const owners = split === undefined ? [] : ownersOf(split.shares);
  const own = owners.reduce((total, { ppm }) => total + ppm, 0n);
  const elsewhere = peersOf(lines, owners, WHOLE_PPM - own);
  const rest = WHOLE_PPM - own - elsewhere.reduce((total, { weight }) => total + weight, 0n);
  if (rest < 0n) throw new RangeError(`the split of ${first.subjectId ?? ''} is more than a whole`);
  const targets = [
    ...owners.map(({ partyId, ppm, owed: through }) => ({
      id: `party:${partyId}`,
      weight: ppm,
      account: through === undefined ? accounts.payable(partyId) : accounts.owed(through),
    })),
    ...elsewhere,
    { id: 'suspense', weight: rest, account: suspenseOf(first) },
  ];
  const entitled = apportion(sum(lines), targets);
  if (!entitled.ok) throw new RangeError(entitled.message);
  const due = new Map(entitled.parts.map(({ id, amount }) => [id, amount]));
  const short = targets.map((target) => {
    const paid = sum(lines.filter((line) => line.account === target.account && !moved.includes(line)));
    const missing = (due.get(target.id) ?? 0n) - paid;
    return { ...target, weight: missing > 0n ? missing : 0n };
  });
  const shared = apportion(sum(moved), short);
  if (!shared.ok) throw new RangeError(shared.message);
  const amounts = new Map(shared.parts.map(({ id, amount }) => [id, amount]));
  return short.map(({ id, account }) => ({ account, amountMicros: micros(amounts.get(id) ?? 0n) }));
}

/** What some lines' money goes to, cell by cell: where it was, and a posting to where it belongs. */
export interface SplitAmount {
  readonly from: Account;
  readonly posting: Posting;
}

const mirrored = <T extends { readonly amountMicros: bigint }>(of: T): T => ({
  ...of,
  amountMicros: micros(-of.amountMicros),
});

/** @param moved of the lines of a cell those whose money goes elsewhere, to the last micro-unit. */
function cellAmounts(
  lines: readonly AllocationLine[],
  moved: readonly AllocationLine[],
  input: SplitInput,
): SplitAmount[] {
  const [first] = moved;
  if (first === undefined) return [];
  const { account: from } = first;
  const split = splitFor(first, input);
  if (split !== undefined && stands(lines, split))
    return moved.map(({ partyId, amountMicros }) => ({
      from,
      posting: { account: partyId === null ? suspenseOf(first) : accounts.payable(partyId), amountMicros },
    }));
  return owed(lines, moved, split).map((posting) => ({ from, posting }));
}

function movedAmounts(
  lines: readonly AllocationLine[],
  input: SplitInput,
  isMoved: (line: AllocationLine) => boolean,
): SplitAmount[] {
  const total = sum(lines.filter(isMoved));
  if (total === 0n) return [];
  if (total > 0n) return cellAmounts(lines, lines.filter(isMoved), input);
  // What voided plays take back is taken as it would have been given.
  const turned = lines.map((line) => ({ line: mirrored(line), isOne: isMoved(line) }));
  const moved = turned.flatMap(({ line, isOne }) => (isOne ? [line] : []));
  return cellAmounts(
    turned.map(({ line }) => line),
    moved,
    input,
  ).map(({ from, posting }) => ({ from, posting: mirrored(posting) }));
}

/** Where the money of the moved lines goes by the splits, beside what the other lines of their cells paid. */
export function splitAmounts(
  input: SplitInput & { readonly lines: readonly AllocationLine[] },
  isMoved: (line: AllocationLine) => boolean,
): SplitAmount[] {
  const cells = new Map<string, AllocationLine[]>();
  for (const line of input.lines) {
    const key = cellOf(line);
    const known = cells.get(key);
    if (known === undefined) cells.set(key, [line]);
    else known.push(line);
  }
  return [...cells.values()].flatMap((lines) => movedAmounts(lines, input, isMoved));
}

/**
 * The entry that moves what a resolved dispute held at one close to whom the shares say it belongs. It empties the
 * held account of that close to the last micro-unit; what no share claims goes to suspense.
 * @returns `null` when nothing was held, or what was is nothing beside what voided plays took back.
 */
export function releaseEntry(input: ReleaseInput): JournalEntry | null {
  const held = accounts.held(input.disputeId);
  const postings = splitAmounts(input, ({ account }) => account === held).flatMap(({ from, posting }) => [
    { account: from, amountMicros: micros(-posting.amountMicros) },
    posting,
  ]);
  return movesNothing(postings) ? null : journalEntry('RELEASE', input.reference, input.currency, postings);
}
