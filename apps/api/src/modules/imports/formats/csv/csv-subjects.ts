import { parseIsrc, parseIswc } from '@flipside/royalty';
import type { Isrc } from '@flipside/royalty';
import { FieldReading, quoted } from '../field-reading.ts';
import { parseProductCode } from '../product-code.ts';
import type {
  ReaderItem,
  RecordingSubject,
  ReleaseSubject,
  WorkLink,
  WorkSubject,
} from '../subject.types.ts';
import { SUBJECT_COLUMNS } from './csv-columns.ts';
import type { CsvRow } from './csv-columns.ts';
import { csvRows } from './csv-rows.ts';
import { readRights } from './csv-rights.ts';
import { ReleaseTracks } from './csv-releases.ts';

const MOST_ROWS_PER_SUBJECT = 500;
const MOST_LINKS = 20;
const MOST_DURATION_S = 14_400;

const NOTES = {
  DEALS_NONE: {
    code: 'SHARES_ARE_NO_CONSENT',
    reason:
      'An import says who owns what. Whether flips may be made is decided by each party under Your music.',
  },
  REMIX_ALLOWED: {
    code: 'REMIX_ALLOWED_NOT_USED',
    reason: 'The column remix_allowed is not used: every party opts in itself.',
  },
  PAYEE: {
    code: 'COLUMN_NOT_USED',
    reason: 'The columns controlled, payee_ref, p_line, c_line and explicit are not kept.',
  },
} as const;

/** Reads a catalogue in CSV, subject by subject; releases come last, as their tracks are known then. */
export async function* readCsv(text: AsyncIterable<string>): AsyncGenerator<ReaderItem> {
  yield { type: 'NOTE', note: NOTES.DEALS_NONE };
  const releases = new ReleaseTracks();
  const said = new Set<string>();
  let rows: CsvRow[] = [];
  for await (const row of csvRows(text)) {
    for (const note of unusedColumns(row)) {
      if (!said.has(note.code)) yield { type: 'NOTE', note };
      said.add(note.code);
    }
    if (rows.length > 0 && rows[0]?.cells.subject_key !== row.cells.subject_key) {
      yield { type: 'SUBJECT', subject: readSubject(rows, releases) };
      rows = [];
    }
    // Rows over the bound are not kept: one more than the bound is enough to refuse the subject.
    if (rows.length <= MOST_ROWS_PER_SUBJECT) rows.push(row);
  }
  if (rows.length > 0) yield { type: 'SUBJECT', subject: readSubject(rows, releases) };
  for (const subject of releases.subjects()) yield { type: 'SUBJECT', subject };
}

function* unusedColumns({ cells }: CsvRow): Generator<{ readonly code: string; readonly reason: string }> {
  if (cells.remix_allowed !== '') yield NOTES.REMIX_ALLOWED;
  if (
    [cells.controlled, cells.payee_ref, cells.p_line, cells.c_line, cells.explicit].some(
      (cell) => cell !== '',
    )
  )
    yield NOTES.PAYEE;
}

function readSubject(
  rows: readonly CsvRow[],
  releases: ReleaseTracks,
): RecordingSubject | WorkSubject | ReleaseSubject {
  const [first] = rows;
  if (first === undefined) throw new RangeError('a subject has a row at least');
  const reading = new FieldReading();
  const { line, cells } = first;
  if (cells.subject_key === '') reading.error(line, 'subject_key', 'FIELD_MISSING', 'must not be empty');
  if (cells.subject_key.length > 200)
    reading.error(line, 'subject_key', 'TEXT_TOO_LONG', 'is longer than 200 characters');
  if (rows.length > MOST_ROWS_PER_SUBJECT)
    reading.error(line, null, 'SUBJECT_TOO_LARGE', `has more than ${MOST_ROWS_PER_SUBJECT} rows`);
  repeatsAgree(rows, reading);
  if (cells.subject_type === 'work') return readWork(rows, first, reading);
  if (cells.subject_type !== 'recording')
    reading.error(
      line,
      'subject_type',
      'SUBJECT_TYPE_UNKNOWN',
      `${quoted(cells.subject_type)} is not recording or work`,
    );
  return readRecording(rows, first, reading, releases);
}

/** A subject column that says something else further down would silently be lost. */
function repeatsAgree(rows: readonly CsvRow[], reading: FieldReading): void {
  const [first, ...others] = rows;
  for (const { line, cells } of others) {
    for (const column of SUBJECT_COLUMNS)
      if (cells[column] !== '' && cells[column] !== first?.cells[column])
        reading.error(
          line,
          column,
          'SUBJECT_CONTRADICTS',
          `${quoted(cells[column])} contradicts the subject's first row`,
        );
    if (cells.subject_type !== '' && cells.subject_type !== first?.cells.subject_type)
      reading.error(line, 'subject_type', 'SUBJECT_CONTRADICTS', "contradicts the subject's first row");
  }
}

const keyOf = ({ line, cells }: CsvRow): string => cells.subject_key.slice(0, 200) || `line ${line}`;

function readWork(rows: readonly CsvRow[], { line, cells }: CsvRow, reading: FieldReading): WorkSubject {
  const rights = readRights(rows, 'COMPOSITION', reading);
  return {
    kind: 'WORK',
    key: keyOf({ line, cells }),
    line,
    title: reading.required(cells.title, line, 'title'),
    iswc: reading.parsed(cells.iswc, parseIswc, line, 'iswc'),
    ...rights,
    problems: reading.problems,
  };
}

function readRecording(
  rows: readonly CsvRow[],
  first: CsvRow,
  reading: FieldReading,
  releases: ReleaseTracks,
): RecordingSubject {
  const { line, cells } = first;
  const isrc = reading.parsed(cells.isrc, parseIsrc, line, 'isrc');
  if (cells.isrc === '') reading.error(line, 'isrc', 'FIELD_MISSING', 'a recording needs its ISRC');
  const artist = reading.text(cells.main_artist, line, 'main_artist');
  const rights = readRights(rows, 'MASTER', reading);
  // Whoever is named as the artist has to opt in, also when the file gives the artist no row of its own.
  const credited = rights.contributors.some(({ role }) => role === 'MAIN_ARTIST');
  if (artist === null && !credited && reading.problems.length === 0)
    reading.error(line, 'main_artist', 'FIELD_MISSING', 'a recording needs its artist');
  const byName = {
    party: { name: artist ?? '', ipiNameNumber: null, isni: null, dpid: null, ref: null },
    role: 'MAIN_ARTIST',
  } as const;
  const contributors = credited || artist === null ? rights.contributors : [...rights.contributors, byName];
  const subject: RecordingSubject = {
    kind: 'RECORDING',
    key: keyOf(first),
    line,
    title: reading.required(cells.title, line, 'title'),
    isrc,
    versionTitle: reading.text(cells.version_title, line, 'version_title'),
    artist: artist ?? rights.contributors.find(({ role }) => role === 'MAIN_ARTIST')?.party.name ?? null,
    label: reading.text(cells.label, line, 'label'),
    durationMs: readDuration(cells.duration_s, line, reading),
    authoritative: true,
    shares: rights.shares,
    contributors,
    works: readLinks(cells.linked_key, line, reading),
    problems: reading.problems,
  };
  readRelease(first, isrc, subject, reading, releases);
  return subject;
}

function readDuration(text: string, line: number, reading: FieldReading): number | null {
  if (text === '') return null;
  const [, seconds = '', decimals = ''] = /^(\d{1,5})(?:[.,](\d{1,3}))?$/.exec(text) ?? [];
  const milliseconds = Number(seconds) * 1_000 + Number(decimals.padEnd(3, '0'));
  if (seconds !== '' && milliseconds > 0 && milliseconds <= MOST_DURATION_S * 1_000) return milliseconds;
  reading.error(
    line,
    'duration_s',
    'DURATION_INVALID',
    `${quoted(text)} is not a number of seconds from 0.001 to ${MOST_DURATION_S}`,
  );
  return null;
}

function readLinks(text: string, line: number, reading: FieldReading): WorkLink[] {
  const keys = [...new Set(text.split('|').map((key) => key.trim()))].filter((key) => key !== '');
  if (keys.length > MOST_LINKS)
    reading.error(line, 'linked_key', 'TOO_MANY_WORKS', `links more than ${MOST_LINKS} works`);
  return keys.slice(0, MOST_LINKS).map((key) => {
    const iswc = parseIswc(key);
    return { key, iswc: iswc.ok ? iswc.value : null };
  });
}

function readRelease(
  { line, cells }: CsvRow,
  isrc: Isrc | null,
  { artist, label }: RecordingSubject,
  reading: FieldReading,
  releases: ReleaseTracks,
): void {
  const icpn = reading.parsed(cells.upc, parseProductCode, line, 'upc');
  const catalogueNo = reading.text(cells.catalog_no, line, 'catalog_no');
  const releaseDate = reading.date(cells.release_date, line, 'release_date');
  if (isrc === null || reading.problems.some(({ severity }) => severity === 'ERROR')) return;
  if (icpn === null && catalogueNo === null) return;
  if (!releases.add({ icpn, catalogueNo, artist, label, releaseDate, line }, isrc))
    reading.note(line, 'upc', 'RELEASES_TOO_MANY', 'The file names too many releases; this one is not kept.');
}
