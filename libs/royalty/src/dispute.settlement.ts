import type { ContributorRole, PartyId, Share } from './catalogue.types.ts';
import type { DisputedPart, Split } from './dispute.ts';
import { ownersOf } from './dispute.ts';
import { WHOLE_PPM } from './quantity.ts';
import type { Ppm } from './quantity.ts';
import { accepted, refused } from './result.ts';
import type { Parsed } from './result.ts';
import { intersect, isNowhere, subtract } from './territory.ts';
import type { TerritorySet } from './territory.ts';
import { hasEnded } from './validity.ts';

/** One line of a corrected split. */
export interface SettledShare {
  readonly partyId: PartyId;
  readonly role: ContributorRole;
  readonly ppm: Ppm;
}

/** A share to enter: a corrected one, or what is left of a disputed one outside the dispute. */
export interface EnteredShare extends SettledShare {
  readonly territories: TerritorySet;
  readonly from: Date | null;
  readonly to: Date | null;
}

export interface Settlement {
  /** Ids of the shares that end. */
  readonly ended: readonly string[];
  readonly entered: readonly EnteredShare[];
  /** The corrected split of each part, with the shares that stood: held money is released by it. */
  readonly splits: readonly Split[];
}

type Piece = Pick<EnteredShare, 'territories' | 'from' | 'to'>;

const startOf = (part: DisputedPart, at: Date): Date =>
  part.from !== null && part.from > at ? part.from : at;

/** What is left of a piece without the territories and dates of a part. */
function without(piece: Piece, part: DisputedPart, at: Date): Piece[] {
  const start = startOf(part, at);
  if (hasEnded(part, start) || (piece.to !== null && piece.to <= start)) return [piece];
  if (part.to !== null && piece.from !== null && piece.from >= part.to) return [piece];
  const inside = intersect(piece.territories, part.territories);
  if (isNowhere(inside)) return [piece];
  const left: Piece[] = [{ ...piece, territories: subtract(piece.territories, part.territories) }];
  if (piece.from !== null && piece.from < start) left.push({ ...piece, territories: inside, to: start });
  if (part.to !== null && (piece.to === null || piece.to > part.to))
    left.push({ ...piece, territories: inside, from: part.to });
  return left.filter(({ territories }) => !isNowhere(territories));
}

/** What is left of a disputed share from an instant on, once every part that disputes it is settled. */
function remainders(share: Share, parts: readonly DisputedPart[], at: Date): EnteredShare[] {
  const from = share.from !== null && share.from > at ? share.from : at;
  let pieces: Piece[] = [{ territories: share.territories, from, to: share.to }];
  for (const part of parts)
    if (part.disputed.includes(share.id)) pieces = pieces.flatMap((piece) => without(piece, part, at));
  const { partyId, role, ppm } = share;
  return pieces.map((piece) => ({ partyId, role, ppm, ...piece }));
}

function entries(part: DisputedPart, settled: readonly SettledShare[], at: Date): EnteredShare[] {
  const { territories, to } = part;
  const from = startOf(part, at);
  // Of what is over already only the money is settled.
  return hasEnded(part, from) ? [] : settled.map((share) => ({ ...share, territories, from, to }));
}

const percent = (ppm: bigint): string =>
  `${ppm / 10_000n}.${String((ppm % 10_000n) / 100n).padStart(2, '0')} %`;

/**
 * Settles the shares: in each disputed part the corrected ones come in the place of the disputed ones, which go on
 * unchanged everywhere else. With the shares that stand they make exactly a whole.
 * @param settled for each part, in its order, the corrected shares.
 */
export function settleShares(
  shares: readonly Share[],
  parts: readonly DisputedPart[],
  settled: readonly (readonly SettledShare[])[],
  at: Date,
): Parsed<Settlement, 'SHARES_NOT_WHOLE' | 'PART_MISSING'> {
  if (settled.length !== parts.length)
    return refused('PART_MISSING', `${parts.length} parts are in dispute, ${settled.length} were settled.`);
  const byId = new Map(shares.map((share) => [share.id, share]));
  const splits: Split[] = [];
  for (const [index, part] of parts.entries()) {
    const standing = part.standing.flatMap((id) => byId.get(id) ?? []);
    const owners = [...standing, ...(settled[index] ?? [])];
    const sum = owners.reduce((total, { ppm }) => total + ppm, 0n);
    if (sum !== WHOLE_PPM)
      return refused('SHARES_NOT_WHOLE', `Part ${index + 1} comes to ${percent(sum)}, not to 100.00 %.`);
    splits.push({ territories: part.territories, from: part.from, to: part.to, shares: ownersOf(owners) });
  }
  const disputed = [...new Set(parts.flatMap((part) => part.disputed))].sort();
  const ended = disputed.flatMap((id) => byId.get(id) ?? []);
  return accepted({
    ended: ended.map(({ id }) => id),
    entered: [
      ...ended.flatMap((share) => (hasEnded(share, at) ? [] : remainders(share, parts, at))),
      ...parts.flatMap((part, index) => entries(part, settled[index] ?? [], at)),
    ],
    splits,
  });
}
