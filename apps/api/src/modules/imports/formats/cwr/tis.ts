import { iso31661NumericToAlpha2 } from 'iso-3166';
import { parseTerritory, TERRITORIES } from '@flipside/royalty';
import type { Territory } from '@flipside/royalty';

/** The world in the Territory Information System of CISAC. */
const WORLD = 2136;

/** Areas that TIS does not number: they belong to the country that governs them. */
const GOVERNED_BY: Readonly<Record<string, string>> = {
  AU: 'CC CX HM NF',
  CN: 'MO',
  DK: 'FO GL',
  FI: 'AX',
  FR: 'BL GF GP MF MQ PM RE TF WF YT',
  GB: 'AI BM FK GG GI GS IM IO JE KY MS PN SH TC VG',
  NL: 'AW BQ CW SX',
  NO: 'BV SJ',
  NZ: 'CK NU TK',
  US: 'AS GU MP UM VI',
};

const EUROPEAN_CONTINENT =
  '8 20 40 56 70 100 112 191 203 208 233 246 250 276 300 336 348 380 428 438 440 442 492 498 499 528 578 616 620 642 643 674 688 703 705 724 752 756 804 807';
const EUROPEAN_ISLANDS = '196 352 372 470 826';
const EUROPEAN_UNION =
  '40 56 100 191 196 203 208 233 246 250 276 300 348 372 380 428 440 442 470 528 616 620 642 703 705 724 752';
const CENTRAL_AMERICA = '84 188 222 320 340 558 591';
const SOUTH_AMERICA = '32 68 76 152 170 218 328 600 604 740 858 862';
const ANTILLES = '28 52 192 212 214 308 332 388 630 659 662 670 780';
const AMERICAN_CONTINENT = `${CENTRAL_AMERICA} ${SOUTH_AMERICA} 124 484 840`;

/**
 * Groups of TIS by their members' numeric codes. Groups whose membership is not certain here (2104 APEC, 2105 ASEAN,
 * 2112 British West Indies, 2114 to 2118 Commonwealth and CIS, 2129 North America) are left out: a work that
 * names one is refused, and says so, rather than given to the wrong countries.
 */
const GROUPS: Readonly<Record<number, string>> = {
  2100: '12 24 72 108 120 132 140 148 174 178 180 204 226 231 232 262 266 270 288 324 384 404 426 430 434 450 454 466 478 480 504 508 516 562 566 624 646 678 686 690 694 706 710 716 728 729 732 748 768 788 800 818 834 854 894',
  2101: `${AMERICAN_CONTINENT} ${ANTILLES} 44`,
  2102: AMERICAN_CONTINENT,
  2103: ANTILLES,
  2106: '4 31 48 50 51 64 96 104 116 144 156 158 268 344 356 360 364 368 376 392 398 400 408 410 414 417 418 422 458 462 496 512 524 586 608 626 634 682 702 704 760 762 764 784 792 795 860 887',
  2107: '36 90 242 540 548 554',
  2108: '8 70 100 191 300 499 642 688 705 807',
  2109: '233 428 440',
  2110: '56 442 528',
  2111: '372 826',
  2113: CENTRAL_AMERICA,
  2119: '8 100 112 203 233 348 428 440 498 616 642 643 703 804',
  2120: `${EUROPEAN_CONTINENT} ${EUROPEAN_ISLANDS}`,
  2121: `${EUROPEAN_UNION} 352 438 578`,
  2122: EUROPEAN_CONTINENT,
  2123: EUROPEAN_UNION,
  2124: '40 276 756',
  2125: '4 48 50 64 144 356 364 368 400 414 462 496 512 524 586 634 682 784 887',
  2126: '124 484 840',
  2127: '208 246 352 578 752',
  2128: '12 434 504 788 818',
  2130: '36 90 242 258 296 520 540 548 554 583 584 585 598 776 798 882',
  2131: '208 578 752',
  2132: SOUTH_AMERICA,
  2133: '96 104 116 360 418 458 608 626 702 704 764',
  2134: `${ANTILLES} 44`,
};

/** What a TIS code stands for: the world, or countries. */
export type TisTerritory = 'WORLD' | ReadonlySet<Territory>;

const BY_CODE = new Map<number, TisTerritory>();

function country(numeric: number): Territory[] {
  const alpha = iso31661NumericToAlpha2[String(numeric).padStart(3, '0')];
  const parsed = alpha === undefined ? null : parseTerritory(alpha);
  if (parsed === null || !parsed.ok) return [];
  const governed = (GOVERNED_BY[parsed.value] ?? '').split(' ');
  return [parsed.value, ...TERRITORIES.filter((code) => governed.includes(code))];
}

/** Reads a TIS code: a country (ISO numeric, `0840`) or a group (`2120`). `null`: not known. */
export function tisTerritory(text: string): TisTerritory | null {
  if (!/^\d{1,4}$/.test(text)) return null;
  const code = Number(text);
  if (code === WORLD) return 'WORLD';
  const known = BY_CODE.get(code);
  if (known !== undefined) return known;
  const members =
    GROUPS[code] === undefined
      ? country(code)
      : GROUPS[code].split(' ').flatMap((one) => country(Number(one)));
  if (members.length === 0) return null;
  const set = new Set(members);
  BY_CODE.set(code, set);
  return set;
}
