import { canonicalText, parseTerritorySet } from '@flipside/royalty';
import type { Canonical, DisputedPart, Share, Split } from '@flipside/royalty';
import type { PartDocument, PartShare } from './dispute.types.ts';

const instant = (text: string | null): Date | null => (text === null ? null : new Date(text));

/** Parts as they are kept, with the shares as they are now. */
export function partDocuments(parts: readonly DisputedPart[], shares: readonly Share[]): PartDocument[] {
  const byId = new Map(shares.map((share) => [share.id, share]));
  const told = (ids: readonly string[]): PartShare[] =>
    ids.flatMap((id) => {
      const share = byId.get(id);
      if (share === undefined) return [];
      return [{ shareId: id, partyId: share.partyId, role: share.role, ppm: Number(share.ppm) }];
    });
  return parts.map(({ cause, territories, from, to, claimedPpm, disputed, standing }) => ({
    cause,
    territories: { include: [...territories.include], exclude: [...territories.exclude] },
    from: from?.toISOString() ?? null,
    to: to?.toISOString() ?? null,
    claimedPpm: Number(claimedPpm),
    disputed: told(disputed),
    standing: told(standing),
  }));
}

/** Parts as the library takes them. */
export function partsOf(documents: readonly PartDocument[]): DisputedPart[] {
  return documents.map(({ cause, territories, from, to, claimedPpm, disputed, standing }) => {
    const set = parseTerritorySet(territories);
    if (!set.ok) throw new TypeError(`a kept dispute names an unknown territory: ${set.message}`);
    return {
      cause,
      territories: set.value,
      from: instant(from),
      to: instant(to),
      claimedPpm: BigInt(claimedPpm),
      disputed: disputed.map(({ shareId }) => shareId),
      standing: standing.map(({ shareId }) => shareId),
    };
  });
}

/** Whether two lists of parts say the same at an instant: what began by then holds already, since whenever. */
export function sameParts(a: readonly PartDocument[], b: readonly PartDocument[], at: Date): boolean {
  const text = (parts: readonly PartDocument[]) =>
    parts
      .map((part) => ({ ...part, from: part.from !== null && new Date(part.from) <= at ? null : part.from }))
      .map((part) => canonicalText(part as unknown as Canonical))
      .sort()
      .join('\n');
  return text(a) === text(b);
}

/** Parts whose time is over. No change of shares undoes them: there may be money that nobody has settled. */
export const lapsedParts = (parts: readonly PartDocument[], at: Date): PartDocument[] =>
  parts.filter(({ to }) => to !== null && new Date(to) <= at);

export const isOverclaimed = (parts: readonly PartDocument[]): boolean =>
  parts.some(({ cause }) => cause === 'OVERCLAIM');

/** Parties whose shares are in dispute. */
export const disputedParties = (parts: readonly PartDocument[]): string[] => [
  ...new Set(parts.flatMap(({ disputed }) => disputed.map(({ partyId }) => partyId))),
];

/** Splits as they are kept. */
export const splitDocuments = (splits: readonly Split[]) =>
  splits.map(({ territories, from, to, shares }) => ({
    territories: { include: [...territories.include], exclude: [...territories.exclude] },
    from: from?.toISOString() ?? null,
    to: to?.toISOString() ?? null,
    shares: shares.map(({ partyId, ppm }) => ({ partyId, ppm: Number(ppm) })),
  }));
export type SplitDocument = ReturnType<typeof splitDocuments>[number];

export function splitsOf(documents: readonly SplitDocument[]): Split[] {
  return documents.map(({ territories, from, to, shares }) => {
    const set = parseTerritorySet(territories);
    if (!set.ok) throw new TypeError(`a kept split names an unknown territory: ${set.message}`);
    const owners = shares.map(({ partyId, ppm }) => ({ partyId, ppm: BigInt(ppm) }));
    return { territories: set.value, from: instant(from), to: instant(to), shares: owners };
  });
}
