import { apportion, contains, containsUnnamed, namedTerritories, WORLD } from '@flipside/royalty';
import type { Territory, TerritorySet } from '@flipside/royalty';
import { percentWords } from './percent.ts';
import type { MentionedShare } from './subject.types.ts';

const WHOLE = 1_000_000;
/** 0.06 %: what rounding of a file's own arithmetic may miss the whole by (CWR 2.1, EDI tolerance). */
export const TOLERANCE_PPM = 600;

export type WholeShares =
  | { readonly ok: true; readonly shares: MentionedShare[] }
  | { readonly ok: false; readonly over: boolean; readonly reason: string };

/** Countries that all shares treat alike; `null` stands for those that no share names. */
type Class = readonly (Territory | null)[];

/**
 * Makes shares sum to exactly a whole wherever they nearly do: in each country, by largest remainder. A share whose
 * part differs between countries becomes several.
 *
 * @param shortfall what a sum below the whole is: refused (a catalogue says all there is), or left unclaimed.
 */
export function wholeShares(
  shares: readonly MentionedShare[],
  shortfall: 'REFUSED' | 'UNCLAIMED',
): WholeShares {
  const instants = new Set(shares.map(({ validFrom }) => validFrom?.getTime() ?? Number.NEGATIVE_INFINITY));
  const ends = new Set(shares.map(({ validTo }) => validTo?.getTime() ?? Number.POSITIVE_INFINITY));
  if (instants.size <= 1 && ends.size <= 1) return wholeAtOnce(shares, shortfall);
  // Shares that come and go belong to several sums at once, so none can be rounded: each sum must be exact.
  for (const instant of new Set([...instants, ...ends].filter((one) => one !== Number.POSITIVE_INFINITY))) {
    const then = shares.filter(
      ({ validFrom, validTo }) =>
        (validFrom?.getTime() ?? Number.NEGATIVE_INFINITY) <= instant &&
        (validTo?.getTime() ?? Number.POSITIVE_INFINITY) > instant,
    );
    const whole = wholeAtOnce(then, shortfall);
    if (!whole.ok) return whole;
    if (
      whole.shares.length !== then.length ||
      whole.shares.some(({ ppm }, index) => ppm !== then[index]?.ppm)
    )
      return { ok: false, over: false, reason: 'shares with different dates must sum to 100 % exactly' };
  }
  return { ok: true, shares: [...shares] };
}

function wholeAtOnce(shares: readonly MentionedShare[], shortfall: 'REFUSED' | 'UNCLAIMED'): WholeShares {
  const parts: { share: MentionedShare; ppm: number; countries: (Territory | null)[] }[] = [];
  const classes = classesOf(shares.map(({ territories }) => territories));
  for (const one of classes) {
    const here = shares.filter(({ territories }) => holds(territories, one[0] ?? null));
    if (here.length === 0) continue;
    const sum = here.reduce((total, { ppm }) => total + ppm, 0);
    const over = sum > WHOLE + TOLERANCE_PPM;
    const under = sum < WHOLE - TOLERANCE_PPM;
    if (over || (under && shortfall === 'REFUSED')) return { ok: false, over, reason: sumReason(sum, one) };
    const scaled = under ? here.map(({ ppm }) => ppm) : scale(here.map(({ ppm }) => ppm));
    for (const [index, share] of here.entries()) {
      const ppm = scaled[index] ?? 0;
      const same = parts.find((part) => part.share === share && part.ppm === ppm);
      if (same === undefined) parts.push({ share, ppm, countries: [...one] });
      else same.countries.push(...one);
    }
  }
  return {
    ok: true,
    shares: parts
      .filter(({ ppm }) => ppm > 0)
      .map(({ share, ppm, countries }) => {
        const alone = parts.filter((part) => part.share === share).length === 1;
        return { ...share, ppm, territories: alone ? share.territories : asSet(countries, classes.flat()) };
      }),
  };
}

/** Scales parts that nearly sum to a whole to one, by largest remainder; ties go to the earlier part. */
function scale(parts: readonly number[]): number[] {
  const weights = parts.map((ppm, index) => ({ id: String(index).padStart(6, '0'), weight: BigInt(ppm) }));
  const apportioned = apportion(BigInt(WHOLE), weights);
  return apportioned.ok ? apportioned.parts.map(({ amount }) => Number(amount)) : [...parts];
}

function classesOf(sets: readonly TerritorySet[]): Class[] {
  const bySignature = new Map<string, (Territory | null)[]>();
  for (const country of [null, ...namedTerritories(sets)]) {
    const signature = sets.map((set) => (holds(set, country) ? '1' : '0')).join('');
    const known = bySignature.get(signature);
    if (known === undefined) bySignature.set(signature, [country]);
    else known.push(country);
  }
  return [...bySignature.values()];
}

const holds = (set: TerritorySet, country: Territory | null): boolean =>
  country === null ? containsUnnamed(set) : contains(set, country);

/** The set of some of the named countries and, if `null` is among them, of all that are not named. */
function asSet(countries: readonly (Territory | null)[], named: readonly (Territory | null)[]): TerritorySet {
  const chosen = new Set(countries);
  if (!chosen.has(null)) return { include: [...chosen].flatMap((one) => one ?? []).sort(), exclude: [] };
  return {
    include: [WORLD],
    exclude: named.flatMap((one) => (one === null || chosen.has(one) ? [] : [one])).sort(),
  };
}

function sumReason(sum: number, countries: Class): string {
  const named = countries.filter((one) => one !== null);
  const where = countries.includes(null)
    ? 'worldwide'
    : `in ${named.slice(0, 5).join(', ')}${named.length > 5 ? ` and ${named.length - 5} more` : ''}`;
  return `the shares sum to ${percentWords(sum)} ${where}; they must sum to 100 % (within 0.06 %)`;
}
