import { icpnOf, ipiOf, isrcOf, iswcOf } from './identifiers.ts';

/** How a generated catalogue is shaped. */
export interface CatalogueShape {
  readonly recordings: number;
  /** Recordings that perform one work. */
  readonly recordingsPerWork: number;
  readonly artists: number;
  readonly recordingsPerRelease: number;
  /** A word in every title, so that a second file is an update of the first. */
  readonly edition: string;
}

export const SHAPE: CatalogueShape = {
  recordings: 50_000,
  recordingsPerWork: 1,
  artists: 2_000,
  recordingsPerRelease: 10,
  edition: '',
};

const COLUMNS =
  'subject_key,subject_type,title,isrc,iswc,upc,main_artist,duration_s,release_date,label,linked_key,party_name,party_ipi,role,right,share_pct,territories';

/** A catalogue in CSV: works first, then recordings, with a label, artists, writers and a publisher. */
export async function* csvFile(over: Partial<CatalogueShape> = {}): AsyncGenerator<string> {
  const shape = { ...SHAPE, ...over };
  const works = Math.ceil(shape.recordings / shape.recordingsPerWork);
  yield `${COLUMNS}\r\n`;
  for (let work = 0; work < works; work += 1) yield workRows(work, shape);
  for (let recording = 0; recording < shape.recordings; recording += 1) yield recordingRows(recording, shape);
}

function workRows(work: number, { artists, edition }: CatalogueShape): string {
  const writer = work % artists;
  return [
    `W${work},work,Work ${work}${edition},,${iswcOf(work)},,,,,,,Some Publishing,${ipiOf(900_000)},E,mech,50,WW`,
    `W${work},work,,,,,,,,,,Writer ${writer},${ipiOf(writer)},CA,mech,50,WW`,
    '',
  ].join('\r\n');
}

function recordingRows(recording: number, shape: CatalogueShape): string {
  const artist = recording % shape.artists;
  const release = Math.floor(recording / shape.recordingsPerRelease);
  const work = Math.floor(recording / shape.recordingsPerWork);
  const facts = `Track ${recording}${shape.edition},${isrcOf(recording)},,${icpnOf(release)},Artist ${artist},${180 + (recording % 90)}`;
  return [
    `R${recording},recording,${facts},2024-05-31,Some Records,W${work},Some Records,,label,master,80,WW`,
    `R${recording},recording,,,,,,,,,,Artist ${artist},,main_artist,master,20,WW`,
    '',
  ].join('\r\n');
}
