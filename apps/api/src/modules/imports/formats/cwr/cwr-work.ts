import { parseIsrc, parseIswc } from '@flipside/royalty';
import { FieldReading } from '../field-reading.ts';
import { isWorkRole } from '../roles.ts';
import type {
  MentionedCredit,
  MentionedShare,
  RecordingSubject,
  Subject,
  WorkSubject,
} from '../subject.types.ts';
import { wholeShares } from '../whole-shares.ts';
import { collectedShares, mostCollected } from './cwr-collection.ts';
import { readParties } from './cwr-parties.ts';
import type { InterestedParty, Rights } from './cwr-parties.ts';
import { fieldOf, PER, REC, WORK } from './cwr-records.ts';
import type { CwrLine } from './cwr-records.ts';
import type { CwrTransaction } from './cwr-transactions.ts';

const WHOLE = 10_000;
/** EDI tolerance of CWR: 0.06 %. */
const TOLERANCE = 6;
const RIGHTS: readonly (keyof Rights)[] = ['mr', 'sr', 'pr'];
/** What a recording is called that a work registration names without saying whose it is. */
const UNKNOWN_ARTIST = 'Unknown artist';

/** The work of a transaction, and the recordings that it names. */
export function readWorkTransaction({ submitter, records }: CwrTransaction): Subject[] {
  const [header] = records;
  if (header === undefined) return [];
  const reading = new FieldReading();
  const parties = readParties(records, submitter, reading);
  const iswc = reading.parsed(fieldOf(header, WORK.iswc), parseIswc, header.line, `${header.type} ISWC`);
  const workNo = fieldOf(header, WORK.workNo);
  const key = workNo === '' ? (iswc ?? `line ${header.line}`) : `${submitter}:${workNo}`;
  checkWriters(header, parties, reading);
  checkOwnership(header, parties, reading);
  const work: WorkSubject = {
    kind: 'WORK',
    key,
    line: header.line,
    title: reading.required(fieldOf(header, WORK.title), header.line, `${header.type} title`),
    iswc,
    shares: readShares(header, parties, reading),
    contributors: creditsOf(parties),
    problems: reading.problems,
  };
  const recordings = records.filter((record) => record.type === 'REC' && fieldOf(record, REC.isrc) !== '');
  return [work, ...recordings.map((record) => readRecording(record, work, records))];
}

/** Everybody who wrote it, whatever they own: they have to opt in. */
function creditsOf(parties: readonly InterestedParty[]): MentionedCredit[] {
  return parties.flatMap(({ kind, type, party, role }) =>
    kind === 'WRITER' && type !== 'PA' && party !== null && isWorkRole(role) ? [{ party, role }] : [],
  );
}

function checkWriters(header: CwrLine, parties: readonly InterestedParty[], reading: FieldReading): void {
  const writers = parties.filter(({ kind }) => kind === 'WRITER');
  if (writers.length === 0)
    reading.error(header.line, header.type, 'WRITER_MISSING', 'a work needs a writer (SWR or OWR) at least');
  for (const { line, party, controlled } of parties)
    if (party === null && !controlled)
      reading.note(
        line,
        null,
        'PARTY_UNKNOWN',
        'The file does not know who this is; the share stays unclaimed.',
      );
}

/** Per right, all publishers and writers own a whole or nothing; publishers at most half of the performing right. */
function checkOwnership(header: CwrLine, parties: readonly InterestedParty[], reading: FieldReading): void {
  for (const right of RIGHTS) {
    const sum = total(parties, right);
    const field = `${right.toUpperCase()} ownership`;
    if (sum > WHOLE + TOLERANCE)
      reading.error(
        header.line,
        field,
        'SHARES_OVER_WHOLE',
        `the ${field} shares sum to ${percent(sum)}, more than 100 %`,
      );
    else if (sum !== 0 && sum < WHOLE - TOLERANCE)
      reading.error(
        header.line,
        field,
        'SHARES_NOT_WHOLE',
        `the ${field} shares sum to ${percent(sum)}; they must sum to 100 % (within 0.06 %) or 0`,
      );
  }
  const publishers = total(
    parties.filter(({ kind }) => kind === 'PUBLISHER'),
    'pr',
  );
  if (publishers > WHOLE / 2 + TOLERANCE)
    reading.note(
      header.line,
      'PR ownership',
      'CWR_PUBLISHER_PR',
      `Publishers own ${percent(publishers)} of the performing right, more than half.`,
    );
}

/** The first of mechanical, synchronisation and performing right in which anybody collects anything (ADR 13). */
function readShares(
  header: CwrLine,
  parties: readonly InterestedParty[],
  reading: FieldReading,
): MentionedShare[] | null {
  const right = RIGHTS.find((one) => mostCollected(parties, one) > 0);
  if (right === undefined) {
    reading.note(header.line, null, 'SHARES_MISSING', 'The work states no shares in any right.');
    return null;
  }
  const most = mostCollected(parties, right);
  const field = `${right.toUpperCase()} collection`;
  if (most > WHOLE + TOLERANCE) {
    reading.error(
      header.line,
      field,
      'SHARES_OVER_WHOLE',
      `the ${field} shares sum to ${percent(most)} somewhere, more than 100 %`,
    );
    return null;
  }
  const whole = wholeShares(collectedShares(parties, right), 'UNCLAIMED');
  if (whole.ok) return whole.shares;
  reading.error(header.line, field, 'SHARES_OVER_WHOLE', whole.reason);
  return null;
}

const total = (parties: readonly InterestedParty[], right: keyof Rights): number =>
  parties.reduce((sum, { owned }) => sum + owned[right], 0);

const percent = (hundredths: number): string =>
  `${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')} %`;

/** A recording of the work (REC). 2.1 has no title of its own for it: it is called like the work. */
function readRecording(record: CwrLine, work: WorkSubject, records: readonly CwrLine[]): RecordingSubject {
  const reading = new FieldReading();
  const isrc = reading.parsed(fieldOf(record, REC.isrc), parseIsrc, record.line, 'REC ISRC');
  const performers = records
    .filter(({ type }) => type === 'PER')
    .map((one) => [fieldOf(one, PER.first), fieldOf(one, PER.last)].filter((part) => part !== '').join(' '));
  const artist = fieldOf(record, REC.displayArtist) || performers.slice(0, 3).join(', ') || UNKNOWN_ARTIST;
  return {
    kind: 'RECORDING',
    // One recording may perform several works, each of which names it.
    key: `${fieldOf(record, REC.isrc)} of ${work.key}`,
    line: record.line,
    title: reading.text(fieldOf(record, REC.title), record.line, 'REC title') ?? work.title,
    isrc,
    versionTitle: null,
    artist: reading.text(artist, record.line, 'REC artist'),
    label: null,
    durationMs: readDuration(fieldOf(record, REC.duration)),
    authoritative: false,
    shares: null,
    contributors: [],
    works: [{ key: work.key, iswc: work.iswc }],
    problems: reading.problems,
  };
}

/** HHMMSS; zeros and blanks say nothing. */
function readDuration(text: string): number | null {
  const [, hours, minutes, seconds] = /^(\d{2})(\d{2})(\d{2})$/.exec(text) ?? [];
  const milliseconds =
    (Number(hours ?? 0) * 3_600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0)) * 1_000;
  return milliseconds > 0 && milliseconds <= 14_400_000 ? milliseconds : null;
}
