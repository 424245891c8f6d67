import type { Brand } from './brand.ts';
import { accepted, refused } from './result.ts';
import type { Parsed } from './result.ts';

/** A country, ISO 3166-1 alpha-2. */
export type Territory = Brand<string, 'Territory'>;
/** The whole world, as rights documents write it. */
export const WORLD = 'WW';
export type TerritoryOrWorld = Territory | typeof WORLD;

/** Where something holds: everything included that is not excluded. */
export interface TerritorySet {
  readonly include: readonly TerritoryOrWorld[];
  readonly exclude: readonly Territory[];
}

/** Every officially assigned code of ISO 3166-1, in order. */
export const TERRITORIES: readonly Territory[] = (
  'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ ' +
  'CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR ' +
  'GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT ' +
  'JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO ' +
  'MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY ' +
  'QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO ' +
  'TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW'
)
  .split(' ')
  .map((code) => code as Territory);

const assigned: ReadonlySet<string> = new Set(TERRITORIES);

export const WORLDWIDE: TerritorySet = { include: [WORLD], exclude: [] };

/** Reads a country code. */
export function parseTerritory(text: string): Parsed<Territory, 'TERRITORY_UNKNOWN'> {
  const code = text.trim().toUpperCase();
  if (assigned.has(code)) return accepted(code as Territory);
  return refused('TERRITORY_UNKNOWN', `"${text}" is not an ISO 3166-1 country code of two letters.`);
}

/** Reads a country code or `WW`. */
export function parseTerritoryOrWorld(text: string): Parsed<TerritoryOrWorld, 'TERRITORY_UNKNOWN'> {
  return text.trim().toUpperCase() === WORLD ? accepted(WORLD) : parseTerritory(text);
}

/** Reads lists of codes into a set, sorted and without repeats. `WW` is not excludable. */
export function parseTerritorySet(lists: {
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}): Parsed<TerritorySet, 'TERRITORY_UNKNOWN'> {
  const include = new Set<TerritoryOrWorld>();
  const exclude = new Set<Territory>();
  for (const text of lists.include) {
    const code = parseTerritoryOrWorld(text);
    if (!code.ok) return code;
    include.add(code.value);
  }
  for (const text of lists.exclude) {
    const code = parseTerritory(text);
    if (!code.ok) return code;
    exclude.add(code.value);
  }
  return accepted({ include: [...include].sort(), exclude: [...exclude].sort() });
}

/**
 * Whether the set holds a country, or with `WW` every country there is.
 */
export function contains(set: TerritorySet, territory: TerritoryOrWorld): boolean {
  if (territory === WORLD) return TERRITORIES.every((country) => contains(set, country));
  if (set.exclude.includes(territory)) return false;
  return set.include.includes(WORLD) || set.include.includes(territory);
}

/** Whether the set holds the countries that neither of its lists names. */
export const containsUnnamed = (set: TerritorySet): boolean => set.include.includes(WORLD);

/** The set of what both hold, in its shortest form. */
export function intersect(a: TerritorySet, b: TerritorySet): TerritorySet {
  const exclude = [...new Set([...a.exclude, ...b.exclude])].sort();
  if (containsUnnamed(a) && containsUnnamed(b)) return { include: [WORLD], exclude };
  const include = TERRITORIES.filter((country) => contains(a, country) && contains(b, country));
  return { include, exclude: [] };
}

/** The set of what the first holds and the second does not, in its shortest form. */
export function subtract(a: TerritorySet, b: TerritorySet): TerritorySet {
  if (containsUnnamed(a) && !containsUnnamed(b)) {
    const taken = b.include.filter((code) => code !== WORLD && contains(b, code));
    return { include: [WORLD], exclude: [...new Set([...a.exclude, ...taken])].sort() as Territory[] };
  }
  return {
    include: TERRITORIES.filter((country) => contains(a, country) && !contains(b, country)),
    exclude: [],
  };
}

/** Whether the set holds no country at all. */
export const isNowhere = (set: TerritorySet): boolean =>
  !TERRITORIES.some((country) => contains(set, country));

/** The countries that any of the sets names. All others are alike to all the sets. */
export function namedTerritories(sets: Iterable<TerritorySet>): Territory[] {
  const named = new Set<Territory>();
  for (const set of sets) {
    for (const code of set.include) if (code !== WORLD) named.add(code);
    for (const code of set.exclude) named.add(code);
  }
  return [...named].sort();
}
