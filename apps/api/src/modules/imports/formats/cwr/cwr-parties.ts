import { parseIpiNameNumber } from '@flipside/royalty';
import type { ContributorRole } from '@flipside/royalty';
import type { FieldReading } from '../field-reading.ts';
import { quoted } from '../field-reading.ts';
import { PUBLISHER_ROLES, WRITER_ROLES } from '../roles.ts';
import type { PartyMention } from '../subject.types.ts';
import { fieldOf, PUBLISHER, PUBLISHER_TERRITORY, WRITER, WRITER_TERRITORY } from './cwr-records.ts';
import type { CwrLine, Field } from './cwr-records.ts';
import { tisTerritory } from './tis.ts';
import type { TisTerritory } from './tis.ts';

/** Performing, mechanical and synchronisation right, in hundredths of a per cent. */
export interface Rights {
  readonly pr: number;
  readonly mr: number;
  readonly sr: number;
}

export interface CollectionRow {
  readonly territory: TisTerritory;
  readonly excluded: boolean;
  readonly collected: Rights;
}

/** A publisher or writer of a work with what it owns, and where it collects. */
export interface InterestedParty {
  readonly line: number;
  readonly kind: 'PUBLISHER' | 'WRITER';
  readonly controlled: boolean;
  /** Publishers of one chain hand collection on to each other; each writer is a chain of its own. */
  readonly chain: string;
  readonly role: ContributorRole;
  readonly type: string;
  /** `null`: the file does not know who it is. */
  readonly party: PartyMention | null;
  readonly owned: Rights;
  readonly rows: CollectionRow[];
}

const PUBLISHERS: ReadonlySet<string> = new Set(['SPU', 'OPU']);
const WRITERS: ReadonlySet<string> = new Set(['SWR', 'OWR']);
const TERRITORIES: ReadonlySet<string> = new Set(['SPT', 'OPT', 'SWT', 'OWT']);

/** Everybody with an interest in a work, in the order of its records. */
export function readParties(
  records: readonly CwrLine[],
  submitter: string,
  reading: FieldReading,
): InterestedParty[] {
  const parties: InterestedParty[] = [];
  for (const record of records) {
    if (PUBLISHERS.has(record.type)) parties.push(readPublisher(record, submitter, reading));
    else if (WRITERS.has(record.type)) parties.push(readWriter(record, submitter, parties.length, reading));
    else if (TERRITORIES.has(record.type)) addTerritory(record, parties.at(-1), reading);
  }
  return parties;
}

function readPublisher(record: CwrLine, submitter: string, reading: FieldReading): InterestedParty {
  const type = fieldOf(record, PUBLISHER.type);
  const role = PUBLISHER_ROLES[type] ?? (record.type === 'OPU' && type === '' ? 'PUBLISHER' : undefined);
  if (role === undefined)
    reading.error(
      record.line,
      `${record.type} type`,
      'ROLE_UNKNOWN',
      `${quoted(type)} is not a publisher type of CWR`,
    );
  return {
    line: record.line,
    kind: 'PUBLISHER',
    controlled: record.type === 'SPU',
    chain: `${record.type} ${fieldOf(record, PUBLISHER.chain)}`,
    role: role ?? 'PUBLISHER',
    type,
    party: readParty(record, { ...PUBLISHER, name: fieldOf(record, PUBLISHER.name) }, submitter, reading),
    owned: readRights(record, PUBLISHER, reading),
    rows: [],
  };
}

function readWriter(
  record: CwrLine,
  submitter: string,
  index: number,
  reading: FieldReading,
): InterestedParty {
  const type = fieldOf(record, WRITER.role);
  const role =
    WRITER_ROLES[type] ??
    (type === 'PA' || (record.type === 'OWR' && type === '') ? 'COMPOSER_LYRICIST' : undefined);
  if (role === undefined)
    reading.error(
      record.line,
      `${record.type} role`,
      'ROLE_UNKNOWN',
      `${quoted(type)} is not a writer designation of CWR`,
    );
  const name = [fieldOf(record, WRITER.first), fieldOf(record, WRITER.last)]
    .filter((part) => part !== '')
    .join(' ');
  return {
    line: record.line,
    kind: 'WRITER',
    controlled: record.type === 'SWR',
    chain: `${record.type} ${index}`,
    role: role ?? 'COMPOSER_LYRICIST',
    type,
    party: readParty(record, { ...WRITER, name }, submitter, reading),
    owned: readRights(record, WRITER, reading),
    rows: [],
  };
}

interface PartyFields {
  readonly name: string;
  readonly ipNo: Field;
  readonly ipi: Field;
  readonly unknown: Field;
}

function readParty(
  record: CwrLine,
  fields: PartyFields,
  submitter: string,
  reading: FieldReading,
): PartyMention | null {
  const name = reading.text(fields.name, record.line, `${record.type} name`);
  if (name === null) {
    if (fieldOf(record, fields.unknown) !== 'Y' && record.type.startsWith('S'))
      reading.error(record.line, `${record.type} name`, 'FIELD_MISSING', 'a controlled party needs its name');
    return null;
  }
  const ipi = fieldOf(record, fields.ipi);
  const ipNo = fieldOf(record, fields.ipNo);
  return {
    name,
    // Senders fill the field with zeros when they do not know the number.
    ipiNameNumber: /^0*$/.test(ipi) ? null : reading.parsed(ipi, parseIpi, record.line, `${record.type} IPI`),
    isni: null,
    dpid: null,
    ref: ipNo === '' ? null : `cwr:${submitter}:${ipNo}`,
  };
}

/** Eleven digits; files also write nine or ten without the leading zeros. */
const parseIpi = (text: string): ReturnType<typeof parseIpiNameNumber> =>
  parseIpiNameNumber(/^\d+$/.test(text) ? text.padStart(11, '0') : text);

/** Five digits with two implied decimals: `05000` is 50.00 %. */
function readRights(
  record: CwrLine,
  fields: { readonly pr: Field; readonly mr: Field; readonly sr: Field },
  reading: FieldReading,
): Rights {
  const read = (name: 'pr' | 'mr' | 'sr'): number => {
    const text = fieldOf(record, fields[name]);
    if (text === '') return 0;
    if (/^\d{1,5}$/.test(text) && Number(text) <= 10_000) return Number(text);
    const negative = text.startsWith('-');
    const code = negative ? 'SHARE_NEGATIVE' : /^\d+$/.test(text) ? 'SHARES_OVER_WHOLE' : 'SHARE_INVALID';
    reading.error(
      record.line,
      `${record.type} ${name.toUpperCase()}`,
      code,
      `${quoted(text)} is not a share from 00000 to 10000`,
    );
    return 0;
  };
  return { pr: read('pr'), mr: read('mr'), sr: read('sr') };
}

function addTerritory(record: CwrLine, to: InterestedParty | undefined, reading: FieldReading): void {
  const kind = record.type.endsWith('PT') ? 'PUBLISHER' : 'WRITER';
  if (to === undefined || to.kind !== kind || to.controlled !== record.type.startsWith('S')) {
    reading.error(
      record.line,
      record.type,
      'CWR_ORDER',
      `a ${record.type} record must follow the party that it is about`,
    );
    return;
  }
  const fields = kind === 'PUBLISHER' ? PUBLISHER_TERRITORY : WRITER_TERRITORY;
  const tis = fieldOf(record, fields.tis);
  const territory = tisTerritory(tis);
  if (territory === null) {
    reading.error(
      record.line,
      `${record.type} TIS`,
      'TERRITORY_UNKNOWN',
      `${quoted(tis)} is not a territory that is known here`,
    );
    return;
  }
  const excluded = fieldOf(record, fields.inclusion) === 'E';
  to.rows.push({ territory, excluded, collected: readRights(record, fields, reading) });
}
