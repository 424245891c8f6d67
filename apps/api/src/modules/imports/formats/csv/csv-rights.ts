import { parseDpid, parseIpiNameNumber, parseIsni, parseTerritorySet, WORLDWIDE } from '@flipside/royalty';
import type { ContributorRole, TerritorySet } from '@flipside/royalty';
import type { FieldReading } from '../field-reading.ts';
import { quoted } from '../field-reading.ts';
import { percentToPpm } from '../percent.ts';
import { isRecordingRole, isWorkRole, roleOf } from '../roles.ts';
import type { MentionedCredit, MentionedShare, PartyMention } from '../subject.types.ts';
import { wholeShares } from '../whole-shares.ts';
import type { CsvRow } from './csv-columns.ts';

type Right = 'master' | 'mech' | 'sync' | 'perf';

/** The rights of a work in the order in which they make the composition side (ADR 13). */
const COMPOSITION_ORDER: readonly Right[] = ['mech', 'sync', 'perf'];
const MOST_CODES = 260;

interface RightRow {
  readonly row: CsvRow;
  readonly right: Right;
  readonly share: MentionedShare;
}

/** Who holds and who is credited, by the rows of one subject. */
export function readRights(
  rows: readonly CsvRow[],
  side: 'MASTER' | 'COMPOSITION',
  reading: FieldReading,
): { shares: MentionedShare[] | null; contributors: MentionedCredit[] } {
  const held: RightRow[] = [];
  const contributors: MentionedCredit[] = [];
  for (const row of rows) {
    const party = readParty(row, reading);
    if (party === null) continue;
    const role = readRole(row, side, reading);
    if (role === null) continue;
    if (side === 'MASTER' ? isRecordingRole(role) : isWorkRole(role)) contributors.push({ party, role });
    const share = readShare(row, side, { party, role }, reading);
    if (share !== null) held.push({ row, ...share });
  }
  return { shares: sharesOf(held, side, reading), contributors };
}

function readParty({ line, cells }: CsvRow, reading: FieldReading): PartyMention | null {
  const ipiNameNumber = reading.parsed(cells.party_ipi, parseIpiNameNumber, line, 'party_ipi');
  const isni = reading.parsed(cells.party_isni, parseIsni, line, 'party_isni');
  const dpid = reading.parsed(cells.party_dpid, parseDpid, line, 'party_dpid');
  const named = [
    cells.party_ipi,
    cells.party_isni,
    cells.party_dpid,
    cells.party_ref,
    cells.role,
    cells.share_pct,
  ];
  if (cells.party_name === '') {
    if (named.some((cell) => cell !== ''))
      reading.error(
        line,
        'party_name',
        'FIELD_MISSING',
        'a row with a role or share needs the name of its party',
      );
    return null;
  }
  const name = reading.text(cells.party_name, line, 'party_name');
  const ref = reading.text(cells.party_ref, line, 'party_ref');
  return name === null ? null : { name, ipiNameNumber, isni, dpid, ref };
}

function readRole(
  { line, cells }: CsvRow,
  side: 'MASTER' | 'COMPOSITION',
  reading: FieldReading,
): ContributorRole | null {
  if (cells.role === '') {
    reading.error(line, 'role', 'FIELD_MISSING', 'a row with a party needs its role');
    return null;
  }
  const role = roleOf(cells.role);
  if (role === null) {
    reading.error(
      line,
      'role',
      'ROLE_UNKNOWN',
      `${quoted(cells.role)} is neither a role such as label, main_artist, composer nor a CWR code`,
    );
    return null;
  }
  if (side === 'MASTER' ? isWorkRole(role) : isRecordingRole(role)) {
    reading.error(
      line,
      'role',
      'ROLE_MISPLACED',
      `${quoted(cells.role)} is a role on a ${side === 'MASTER' ? 'work' : 'recording'}, and this is the other`,
    );
    return null;
  }
  return role;
}

/** A row without a percentage, or with none of it, is a credit alone. */
function readShare(
  { line, cells }: CsvRow,
  side: 'MASTER' | 'COMPOSITION',
  held: MentionedCredit,
  reading: FieldReading,
): { right: Right; share: MentionedShare } | null {
  if (cells.share_pct === '') return null;
  const ppm = percentToPpm(cells.share_pct);
  if (ppm === null) {
    const negative = cells.share_pct.startsWith('-');
    const why = negative ? 'is negative' : 'is not a percentage from 0 to 100';
    reading.error(
      line,
      'share_pct',
      negative ? 'SHARE_NEGATIVE' : 'SHARE_INVALID',
      `${quoted(cells.share_pct)} ${why}`,
    );
  }
  const right = readRight({ line, cells }, side, reading);
  const territories = readTerritories({ line, cells }, reading);
  const validFrom = reading.date(cells.valid_from, line, 'valid_from');
  const validTo = reading.date(cells.valid_to, line, 'valid_to');
  if (validFrom !== null && validTo !== null && validFrom >= validTo)
    reading.error(line, 'valid_to', 'DATE_ORDER', 'must be after valid_from');
  if (ppm === null || ppm === 0 || right === null || territories === null) return null;
  const share = { ...held, ppm, territories, validFrom: asInstant(validFrom), validTo: asInstant(validTo) };
  return { right, share };
}

const asInstant = (date: string | null): Date | null =>
  date === null ? null : new Date(`${date}T00:00:00Z`);

function readRight(
  { line, cells }: CsvRow,
  side: 'MASTER' | 'COMPOSITION',
  reading: FieldReading,
): Right | null {
  const right = cells.right === '' ? (side === 'MASTER' ? 'master' : 'mech') : cells.right.toLowerCase();
  if (side === 'MASTER' ? right === 'master' : COMPOSITION_ORDER.some((one) => one === right))
    return right as Right;
  const known = ['master', ...COMPOSITION_ORDER].includes(right);
  reading.error(
    line,
    'right',
    known ? 'RIGHT_MISPLACED' : 'RIGHT_UNKNOWN',
    known
      ? `${quoted(cells.right)} is not a right in a ${side === 'MASTER' ? 'recording' : 'work'}`
      : `${quoted(cells.right)} is not master, mech, perf or sync`,
  );
  return null;
}

function readTerritories({ line, cells }: CsvRow, reading: FieldReading): TerritorySet | null {
  const list = (text: string) =>
    text
      .split('|')
      .map((code) => code.trim())
      .filter((code) => code !== '');
  const include = list(cells.territories);
  const exclude = list(cells.excluded_territories);
  if (include.length > MOST_CODES || exclude.length > MOST_CODES) {
    reading.error(line, 'territories', 'TERRITORY_UNKNOWN', 'lists more territories than there are');
    return null;
  }
  if (exclude.length === 0 && include.length === 0) return WORLDWIDE;
  const set = parseTerritorySet({ include: include.length === 0 ? ['WW'] : include, exclude });
  if (set.ok) return set.value;
  const inExcluded = include.length === 0 || parseTerritorySet({ include, exclude: [] }).ok;
  reading.error(line, inExcluded ? 'excluded_territories' : 'territories', set.code, set.message);
  return null;
}

/** Checks each right's sums, and answers the shares of the right that counts here. */
function sharesOf(
  held: readonly RightRow[],
  side: 'MASTER' | 'COMPOSITION',
  reading: FieldReading,
): MentionedShare[] | null {
  const order: readonly Right[] = side === 'MASTER' ? ['master'] : COMPOSITION_ORDER;
  let chosen: MentionedShare[] | null = null;
  for (const right of order) {
    const rows = held.filter((one) => one.right === right);
    const [first] = rows;
    if (first === undefined) continue;
    const whole = wholeShares(
      rows.map(({ share }) => share),
      'REFUSED',
    );
    if (whole.ok) chosen ??= whole.shares;
    else
      reading.error(
        first.row.line,
        'share_pct',
        whole.over ? 'SHARES_OVER_WHOLE' : 'SHARES_NOT_WHOLE',
        `${right}: ${whole.reason}`,
      );
  }
  return chosen;
}
