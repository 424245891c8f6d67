import { CSV_COLUMNS } from './formats/csv/csv-columns.ts';
import type { CsvColumn } from './formats/csv/csv-columns.ts';
import { csvCell } from './report-csv.ts';

type Example = Partial<Record<CsvColumn, string>>;

/** A work of two writers and a publisher, and a recording of it that a label and an artist hold. */
const EXAMPLES: readonly Example[] = [
  {
    subject_key: 'W-1',
    subject_type: 'work',
    title: 'Example Work',
    iswc: 'T0102030409',
    party_name: 'Example Publishing',
    party_ref: 'PUB-1',
    role: 'publisher',
    right: 'mech',
    share_pct: '50',
    territories: 'WW',
    controlled: 'Y',
  },
  {
    subject_key: 'W-1',
    subject_type: 'work',
    party_name: 'Ada Example',
    party_ipi: '00000000199',
    role: 'C',
    right: 'mech',
    share_pct: '25',
    territories: 'WW',
  },
  {
    subject_key: 'W-1',
    subject_type: 'work',
    party_name: 'Ben Example',
    role: 'A',
    right: 'mech',
    share_pct: '25',
    territories: 'WW',
  },
  {
    subject_key: 'R-1',
    subject_type: 'recording',
    title: 'Example Track',
    version_title: 'Radio edit',
    isrc: 'USSM19803037',
    upc: '190295810726',
    catalog_no: 'EX-001',
    main_artist: 'Example Artist',
    duration_s: '201.5',
    release_date: '2024-05-31',
    label: 'Example Records',
    explicit: 'N',
    linked_key: 'W-1',
    party_name: 'Example Records',
    role: 'label',
    right: 'master',
    share_pct: '80',
    territories: 'WW',
    excluded_territories: 'US|CA',
  },
  {
    subject_key: 'R-1',
    subject_type: 'recording',
    party_name: 'Example Artist',
    role: 'main_artist',
    right: 'master',
    share_pct: '20',
    territories: 'WW',
    excluded_territories: 'US|CA',
  },
  {
    subject_key: 'R-1',
    subject_type: 'recording',
    party_name: 'Example Artist',
    role: 'main_artist',
    right: 'master',
    share_pct: '100',
    territories: 'US|CA',
  },
];

/** A catalogue in CSV to begin with: all columns, and an example that can be tried as it is. */
export function csvTemplate(): string {
  const rows = EXAMPLES.map((example) =>
    CSV_COLUMNS.map((column) => csvCell(example[column] ?? '')).join(','),
  );
  return `\uFEFF${[CSV_COLUMNS.join(','), ...rows].join('\r\n')}\r\n`;
}
