const KINDS: Readonly<Record<string, string>> = {
  play: 'Play',
  void: 'Play taken back',
  grant: 'Grant',
  share: 'Share',
  contributor: 'Role',
  mandate: 'Mandate',
  tariff: 'Tariff',
  'own-cause': 'Decision in an own cause',
  recording: 'Recording',
  work: 'Work',
  'recording-work': 'Work in a recording',
  'release-recording': 'Track of a release',
  publish: 'Flip published',
  clearance: 'Clearance of a source',
  'recipe-source': 'Source of a flip',
  'recipe-state': 'State of a flip',
  settlement: 'Settlement with a server',
  'settlement-answer': 'Answer to a settlement',
  'borrowed-work': 'Work, as another server keeps it',
  'borrowed-share': 'Share that another server keeps',
  period: 'Period',
  statement: 'Statement',
};

/** Members that say at a glance what a leaf is about, in this order. */
const TELLING = [
  'isrc',
  'iswc',
  'side',
  'state',
  'decision',
  'version',
  'territory',
  'hour',
  'period',
  'ppm',
  'recipe',
  'recording',
  'party',
];
const MOST_TOLD = 4;

export interface LeafWords {
  readonly kind: string;
  readonly told: readonly string[];
  /** The entry with line breaks, for reading; what is checked is the entry as it was logged. */
  readonly readable: string;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A leaf in words. Entries of other instances may be anything, so nothing is taken for granted. */
export function leafWords(entry: string): LeafWords {
  let parsed: unknown;
  try {
    parsed = JSON.parse(entry);
  } catch {
    return { kind: 'Not JSON', told: [], readable: entry };
  }
  if (!isObject(parsed)) return { kind: 'Unknown', told: [], readable: entry };
  const body = parsed;
  const type = typeof body['t'] === 'string' ? body['t'] : '';
  const told = TELLING.flatMap((name) => {
    const value = body[name];
    return typeof value === 'string' || typeof value === 'number' ? [`${name} ${short(String(value))}`] : [];
  });
  return {
    kind: KINDS[type] ?? type,
    told: told.slice(0, MOST_TOLD),
    readable: JSON.stringify(parsed, null, 2),
  };
}

const short = (text: string): string => (text.length > 20 ? `${text.slice(0, 14)}…${text.slice(-4)}` : text);
