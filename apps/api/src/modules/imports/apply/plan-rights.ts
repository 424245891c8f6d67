import type { MentionedCredit, MentionedShare, PartyMention, Problem } from '../formats/subject.types.ts';
import type { PlannedCredit, PlannedShare, RightsChange } from './plan.types.ts';
import type { StoredCredit, StoredShare } from './stored.types.ts';

export type PartyOf = (party: PartyMention) => string;

interface Mentioned {
  readonly shares: readonly MentionedShare[] | null;
  readonly contributors: readonly MentionedCredit[];
  readonly line: number;
}

interface Stored {
  readonly shares: readonly StoredShare[];
  readonly contributors: readonly StoredCredit[];
}

export type PlannedRights =
  | { readonly ok: true; readonly change: RightsChange; readonly notes: Problem[] }
  | { readonly ok: false; readonly problem: Problem };

/** Whether anybody but this importer has entered a share that still holds: then it is not the importer's to change. */
export const isForeign = (shares: readonly StoredShare[], importer: string): boolean =>
  shares.some((share) => share.importer !== importer);

/**
 * What has to change so that the stored rights are those of the file. Only what differs is touched. Credits are added
 * and never taken away: with a credit goes the right to be asked.
 */
export function planRights(
  mentioned: Mentioned,
  stored: Stored,
  { importer, partyOf }: { readonly importer: string; readonly partyOf: PartyOf },
): PlannedRights {
  const foreign = isForeign(stored.shares, importer);
  const notes: Problem[] = [];
  const note = (code: string, reason: string) =>
    notes.push({ severity: 'NOTE', line: mentioned.line, field: null, code, reason });

  const wanted = mentioned.shares === null ? null : mergedShares(mentioned.shares, partyOf);
  const known = new Map(stored.shares.map((share) => [shareKey(share), share]));
  const addShares = wanted?.filter((share) => !known.has(shareKey(share))) ?? [];
  const kept = new Set(wanted?.map(shareKey));
  const endShares = wanted === null ? [] : stored.shares.filter((share) => !kept.has(shareKey(share)));
  if (foreign && addShares.length + endShares.length > 0)
    return { ok: false, problem: heldByOthers(mentioned.line) };

  const credits = distinctCredits(mentioned.contributors, partyOf);
  const has = new Set(stored.contributors.map(creditKey));
  const missing = credits.filter((credit) => !has.has(creditKey(credit)));
  const named = new Set(credits.map(creditKey));
  if (foreign && missing.length > 0)
    note(
      'CREDIT_NOT_ADDED',
      'Others hold this; the credits that the file adds are not entered. Ask for a correction.',
    );
  if (!foreign && credits.length > 0 && stored.contributors.some((credit) => !named.has(creditKey(credit))))
    note('CREDIT_KEPT', 'Credits that the file no longer names stay. Ask for a correction to remove one.');
  const change = { endShares: endShares.map(({ id }) => id), addShares, addCredits: foreign ? [] : missing };
  return { ok: true, change, notes };
}

export const changesNothing = ({ endShares, addShares, addCredits }: RightsChange): boolean =>
  endShares.length + addShares.length + addCredits.length === 0;

function heldByOthers(line: number): Problem {
  const reason =
    'Its shares were entered by somebody else and are not these. An import changes only what imports of the same party entered: claim your share, or settle it with the others.';
  return { severity: 'ERROR', line, field: null, code: 'SHARES_HELD_BY_OTHERS', reason };
}

/** A party that is named twice in one role for the same places and times holds the sum. */
function mergedShares(shares: readonly MentionedShare[], partyOf: PartyOf): PlannedShare[] {
  const merged = new Map<string, PlannedShare>();
  for (const { party, role, ppm, territories, validFrom, validTo } of shares) {
    const share: PlannedShare = {
      partyId: partyOf(party),
      partyName: party.name,
      role,
      ppm: 0,
      territories: territories.include,
      excludeTerritories: territories.exclude,
      validFrom,
      validTo,
    };
    const key = shareKey(share);
    merged.set(key, { ...share, ppm: (merged.get(key)?.ppm ?? 0) + ppm });
  }
  return [...merged.values()];
}

function distinctCredits(credits: readonly MentionedCredit[], partyOf: PartyOf): PlannedCredit[] {
  const distinct = new Map<string, PlannedCredit>();
  for (const { party, role } of credits) {
    const credit = { partyId: partyOf(party), partyName: party.name, role };
    distinct.set(creditKey(credit), credit);
  }
  return [...distinct.values()];
}

const creditKey = ({ partyId, role }: StoredCredit): string => `${partyId} ${role}`;

function shareKey(share: Omit<PlannedShare, 'partyName'>): string {
  const { partyId, role, ppm, territories, excludeTerritories, validFrom, validTo } = share;
  return [
    partyId,
    role,
    ppm,
    territories.toSorted().join(),
    excludeTerritories.toSorted().join(),
    validFrom?.getTime() ?? '',
    validTo?.getTime() ?? '',
  ].join(' ');
}
