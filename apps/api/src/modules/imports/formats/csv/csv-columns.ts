/** Columns of a catalogue in CSV: one row for each share; what is about the subject stands in its first row. */
export const CSV_COLUMNS = [
  'subject_key',
  'subject_type',
  'title',
  'version_title',
  'isrc',
  'iswc',
  'upc',
  'catalog_no',
  'main_artist',
  'duration_s',
  'release_date',
  'p_line',
  'c_line',
  'label',
  'explicit',
  'linked_key',
  'party_name',
  'party_ipi',
  'party_isni',
  'party_dpid',
  'party_ref',
  'role',
  'right',
  'share_pct',
  'territories',
  'excluded_territories',
  'valid_from',
  'valid_to',
  'controlled',
  'payee_ref',
  'remix_allowed',
] as const;
export type CsvColumn = (typeof CSV_COLUMNS)[number];

/** Without these a file says nothing that could be taken in. */
export const REQUIRED_COLUMNS: readonly CsvColumn[] = [
  'subject_key',
  'subject_type',
  'title',
  'party_name',
  'role',
];

/** Only in the first row of a subject; later rows leave them empty or repeat them. */
export const SUBJECT_COLUMNS = [
  'title',
  'version_title',
  'isrc',
  'iswc',
  'upc',
  'catalog_no',
  'main_artist',
  'duration_s',
  'release_date',
  'label',
  'linked_key',
] as const satisfies readonly CsvColumn[];

/** One row as it stands, by column; a column that the file does not have is empty. */
export interface CsvRow {
  readonly line: number;
  readonly cells: Readonly<Record<CsvColumn, string>>;
}
