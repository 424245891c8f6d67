import type { FieldError } from '../../platform/problem/domain-error.ts';
import type { ClaimedShareText, KnownWork, NewWork } from './catalogue.types.ts';

/**
 * Where an entry contradicts the work that its ISWC names. What the entry leaves out contradicts nothing: the stored
 * title, shares and contributors hold. Case, punctuation and spacing of a title do not matter.
 */
export function differences(entered: NewWork, stored: KnownWork, at: string): FieldError[] {
  const faults: FieldError[] = [];
  if (plain(entered.title) !== plain(stored.title))
    faults.push({ pointer: `${at}/title`, detail: `the work is called "${stored.title}" here` });
  const shares = entered.shares.map(({ territories, ...share }) =>
    shareKey({ ...share, territories: territories.include, excludeTerritories: territories.exclude }),
  );
  if (shares.length > 0 && !sameSet(shares, stored.shares.map(shareKey)))
    faults.push({
      pointer: `${at}/shares`,
      detail: `the work is held by ${holders(stored)} here; leave the shares out to take these`,
    });
  const roles = new Set(stored.contributors.map(({ partyId, role }) => `${partyId} ${role}`));
  for (const [index, { partyId, role }] of entered.contributors.entries())
    if (!roles.has(`${partyId} ${role}`))
      faults.push({
        pointer: `${at}/contributors/${index}`,
        detail: `the work has no such ${role.toLowerCase().replaceAll('_', ' ')} here`,
      });
  return faults;
}

const plain = (title: string): string =>
  title
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

function shareKey({ partyId, role, ppm, territories, excludeTerritories }: ClaimedShareText): string {
  return JSON.stringify([partyId, role, ppm, territories.toSorted(), excludeTerritories.toSorted()]);
}

function sameSet(some: readonly string[], others: readonly string[]): boolean {
  return some.toSorted().join() === others.toSorted().join();
}

function holders({ shares }: KnownWork): string {
  if (shares.length === 0) return 'nobody yet';
  return shares.map(({ partyName, role, ppm }) => `${partyName} (${role}, ${ppm / 10_000} %)`).join(', ');
}
