import type { Decision, Reason } from './clearance.types.ts';
import { WORLD } from './territory.ts';

const keyOf = (reason: Reason): string =>
  [reason.code, reason.party?.id ?? '', reason.capacity ?? '', reason.detail].join('\u0000');

/**
 * Joins the reasons of every place decided: what holds in all of several places is said once, for the world.
 */
export function mergeReasons(places: readonly (readonly Reason[])[]): Reason[] {
  const merged = new Map<string, Reason[]>();
  for (const reason of places.flat()) {
    const known = merged.get(keyOf(reason));
    if (known === undefined) merged.set(keyOf(reason), [reason]);
    else if (!known.some((one) => one.territory === reason.territory)) known.push(reason);
  }
  return [...merged.values()].flatMap((reasons) => {
    const [first] = reasons;
    const everywhere = first !== undefined && places.length > 1 && reasons.length === places.length;
    return everywhere ? [{ ...first, territory: WORLD }] : reasons;
  });
}

/** The parties that reasons name, each once, by name. */
export function partiesNamed(reasons: readonly Reason[]): Decision['blocking'] {
  const named = new Map<string, { readonly id: string; readonly name: string }>();
  for (const { party } of reasons) if (party !== null) named.set(party.id, party);
  return [...named.values()].sort((a, b) =>
    a.name < b.name ? -1 : a.name > b.name ? 1 : a.id < b.id ? -1 : 1,
  );
}
