import type { Client } from 'pg';
import type { RecordingSearch } from '../../../apps/api/src/modules/consent/index.ts';

/** One thing a person does with the listing. */
export interface ListingCall {
  readonly search: RecordingSearch;
  /** Where the page begins, far down; `null` at the top. */
  readonly below: string | null;
}

interface Sample {
  readonly title: string;
  readonly artist: string;
  readonly label: string;
  readonly key: string | null;
  readonly party: string;
  readonly release: string;
  readonly position: string;
}

const SAMPLE = `SELECT r.title, r.artist, r.label, r.musical_key AS key, s.party_id AS party, l.release_id AS release, g.position
  FROM (SELECT id FROM recording ORDER BY id LIMIT $1) one JOIN recording r ON r.id = one.id
    JOIN share s ON s.recording_id = r.id JOIN release_recording l ON l.recording_id = r.id
    JOIN recording_listing g ON g.recording_id = r.id`;

/** One letter fewer in the longest word. */
function mistyped(title: string): string {
  const words = title.split(' ');
  const longest = [...words].sort((a, b) => b.length - a.length)[0] ?? '';
  const at = Math.floor(longest.length / 2);
  return title.replace(longest, longest.slice(0, at) + longest.slice(at + 1));
}

const firstLetters = (title: string): string =>
  title
    .split(' ')
    .map((word) => word.slice(0, 4))
    .join(' ');

const top = (search: RecordingSearch): ListingCall => ({ search, below: null });

/** What is asked, by name; every kind weighs the same. */
const KINDS: Readonly<Record<string, (one: Sample, nth: number) => ListingCall>> = {
  newest: () => top({}),
  licensed: () => top({ licensed: true }),
  'licensed in FR': () => top({ licensed: true, territory: 'FR' }),
  'not licensed': () => top({ licensed: false }),
  stems: () => top({ licensed: true, stems: ['vocals', 'drums'] }),
  tempo: (_one, nth) => top({ bpmMin: 80 + nth, bpmMax: 82 + nth, licensed: true }),
  'tempo, any octave, key': ({ key }, nth) =>
    top({ bpmMin: 80 + nth, bpmMax: 84 + nth, anyOctave: true, key: key ?? 'C:maj', licensed: true }),
  party: ({ party }) => top({ party }),
  'party, licensed, stems': ({ party }) => top({ party, licensed: true, stems: ['bass'], territory: 'US' }),
  artist: ({ artist }) => top({ artist }),
  label: ({ label }) => top({ label, licensed: true }),
  release: ({ release }) => top({ release }),
  title: ({ title }) => top({ q: title }),
  beginnings: ({ title }) => top({ q: firstLetters(title) }),
  'a word in half of them': () => top({ q: 'the' }),
  'two frequent words': () => top({ q: 'love night', licensed: true }),
  typo: ({ title }) => top({ q: mistyped(title) }),
  'no such word': () => top({ q: 'xyzzyquux' }),
  'text and filters': ({ title, label }) =>
    top({ q: title, label, licensed: true, territory: 'FR', stems: ['drums'] }),
  'far down': ({ position }) => ({ search: {}, below: position }),
  'far down, licensed': ({ position }) => ({ search: { licensed: true, stems: ['drums'] }, below: position }),
};

export async function listingCalls(client: Client, each: number): Promise<Map<string, ListingCall[]>> {
  const { rows } = await client.query<Sample>(SAMPLE, [each]);
  return new Map(
    Object.entries(KINDS).map(([kind, call]) => [
      kind,
      rows.slice(0, each).map((one, nth) => call(one, nth % 80)),
    ]),
  );
}
