import type { CatalogueFilter } from '../../queries/consent.ts';
import { oneOf, present, reading, text, uuid } from '../../search-params.ts';

const YES_NO = ['yes', 'no'] as const;
const CLEARANCES = ['CLEARED', 'NEEDS_APPROVAL', 'NOT_CLEARED', 'CONFLICT', 'BLOCKED'] as const;
const SIDES = ['MASTER', 'COMPOSITION'] as const;
const LONGEST_TEXT = 100;

/** What the address bar says about the table; everything may be missing. */
export const readCatalogueSearch = reading({
  party: uuid,
  q: (value) => text(value)?.trimStart().slice(0, LONGEST_TEXT) || undefined,
  optedIn: oneOf(YES_NO),
  clearance: oneOf(CLEARANCES),
  side: oneOf(SIDES),
  flipped: oneOf(YES_NO),
  release: uuid,
});
export type CatalogueSearch = ReturnType<typeof readCatalogueSearch>;

const word = (value: boolean | undefined): (typeof YES_NO)[number] | undefined =>
  value === undefined ? undefined : value ? 'yes' : 'no';

/** As the API is asked. */
export function filterOf({ party: _party, optedIn, flipped, ...facts }: CatalogueSearch): CatalogueFilter {
  return {
    ...present(facts),
    ...(optedIn !== undefined && { optedIn: optedIn === 'yes' }),
    ...(flipped !== undefined && { flipped: flipped === 'yes' }),
  };
}

/** The opposite of {@link filterOf}. */
export const searchOf = (party: string, { optedIn, flipped, ...facts }: CatalogueFilter) =>
  present({ party, ...facts, optedIn: word(optedIn), flipped: word(flipped) });
