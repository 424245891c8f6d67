import { accounts } from './account.ts';
import type { AllocationLine } from './allocation.types.ts';
import { apportion } from './apportion.ts';
import type { Currency } from './currency.ts';
import type { Split } from './dispute.ts';
import { ownersOf } from './dispute.ts';
import { journalEntry } from './ledger.ts';
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

function splitFor(line: AllocationLine, { splits, at }: ReleaseInput): Split | undefined {
  const { territory } = line;
  if (territory === null) return undefined;
  const here = splits.filter((split) => contains(split.territories, territory));
  return here.find((split) => isCurrent(split, at)) ?? here[0];
}

/**
 * What a corrected split leaves owing to whom, beside what was paid already. Nobody's part grows because another
 * was paid too much: that is only taken from what is held, by largest remainder.
 */
function owed(lines: readonly AllocationLine[], held: bigint, split: Split | undefined): Posting[] {
  const [first] = lines;
  if (first === undefined) return [];
  const owners = split === undefined ? [] : ownersOf(split.shares);
  const rest = WHOLE_PPM - owners.reduce((total, { ppm }) => total + ppm, 0n);
  if (rest < 0n) throw new RangeError(`the split of ${first.subjectId ?? ''} is more than a whole`);
  const targets = [
    ...owners.map(({ partyId, ppm }) => ({
      id: `party:${partyId}`,
      weight: ppm,
      account: accounts.payable(partyId),
    })),
    { id: 'suspense', weight: rest, account: suspenseOf(first) },
  ];
  const entitled = apportion(sum(lines), targets);
  if (!entitled.ok) throw new RangeError(entitled.message);
  const due = new Map(entitled.parts.map(({ id, amount }) => [id, amount]));
  const short = targets.map((target) => {
    const paid = sum(lines.filter(({ account }) => account === target.account));
    const missing = (due.get(target.id) ?? 0n) - paid;
    return { ...target, weight: missing > 0n ? missing : 0n };
  });
  const shared = apportion(held, short);
  if (!shared.ok) throw new RangeError(shared.message);
  const amounts = new Map(shared.parts.map(({ id, amount }) => [id, amount]));
  return short.map(({ id, account }) => ({ account, amountMicros: micros(amounts.get(id) ?? 0n) }));
}

function releaseCell(lines: readonly AllocationLine[], input: ReleaseInput): Posting[] {
  const account = accounts.held(input.disputeId);
  const held = lines.filter((line) => line.account === account);
  const total = sum(held);
  const [first] = held;
  if (first === undefined || total === 0n) return [];
  const split = splitFor(first, input);
  const from: Posting = { account, amountMicros: micros(-total) };
  if (split !== undefined && stands(lines, split))
    return [
      from,
      ...held.map(({ partyId, amountMicros }) => ({
        account: partyId === null ? suspenseOf(first) : accounts.payable(partyId),
        amountMicros,
      })),
    ];
  return [from, ...owed(lines, total, split)];
}

/**
 * The entry that moves what a resolved dispute held at one close to whom the shares say it belongs. It empties the
 * held account of that close to the last micro-unit; what no share claims goes to suspense.
 * @returns `null` when nothing was held.
 */
export function releaseEntry(input: ReleaseInput): JournalEntry | null {
  const cells = new Map<string, AllocationLine[]>();
  for (const line of input.lines) {
    const key = cellOf(line);
    const known = cells.get(key);
    if (known === undefined) cells.set(key, [line]);
    else known.push(line);
  }
  const postings = [...cells.values()].flatMap((lines) => releaseCell(lines, input));
  if (postings.length === 0) return null;
  return journalEntry('RELEASE', input.reference, input.currency, postings);
}
