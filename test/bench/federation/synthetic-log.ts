import { createHash } from 'node:crypto';
import {
  checkpointText,
  encodeBundle,
  formatCheckpoint,
  Frontier,
  HASH_BYTES,
  KEY_TYPES,
  leafHash,
  parseTilePath,
  signerKey,
  signText,
  TILE_WIDTH,
} from '@flipside/transparency';
import type { SignerKey } from '@flipside/transparency';

const KINDS = 8;
const SCOPE = {
  ...{ territories: ['WW'], excludeTerritories: [], from: null, to: null, allowedStems: null },
  ...{ tempoPermille: null, pitchCents: null, maxSeconds: null, mixWithOthers: true, remixOfRemix: true },
  ...{ layers: true, preApproved: true, commercialUse: true },
};
const AREA = { territories: ['WW'], excludeTerritories: [], from: null, to: null };

function uuid(kind: string, number: number): string {
  const hex = createHash('sha256').update(`${kind} ${number}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** A recording with its work, shares, contributors and a grant: what a registry with a large catalogue says, leaf by leaf. */
export function entryOf(index: number): Uint8Array {
  const number = Math.floor(index / KINDS);
  const [recording, work, party] = ['recording', 'work', 'party'].map((kind) => uuid(kind, number));
  const master = { recording, work: null };
  const composition = { recording: null, work };
  const isrc = `GBTST${String(number).padStart(7, '0')}`;
  const bodies: object[] = [
    { t: 'recording', id: recording, isrc },
    { t: 'work', id: work, iswc: null },
    { t: 'recording-work', recording, work, ppm: 1_000_000 },
    { t: 'contributor', id: uuid('artist', number), party, role: 'MAIN_ARTIST', ...master },
    { t: 'contributor', id: uuid('writer', number), party, role: 'COMPOSER', ...composition },
    share('master', number, { side: 'MASTER', party, role: 'LABEL', ...master }),
    share('composition', number, { side: 'COMPOSITION', party, role: 'COMPOSER', ...composition }),
    {
      ...{
        t: 'grant',
        id: uuid('grant', number),
        version: 1,
        party,
        side: 'MASTER',
        ...master,
        release: null,
      },
      ...{ recipe: null, policy: 'MONETISE', state: 'GRANTED', scope: SCOPE, withdrawnFrom: null },
      minimumRateMicros: null,
    },
  ];
  return Buffer.from(JSON.stringify(bodies[index % KINDS]));
}

const share = (kind: string, number: number, facts: object): object => ({
  ...{ t: 'share', id: uuid(kind, number), ppm: 1_000_000, ...facts, ...AREA, status: 'ACTIVE' },
});

/** A signed log of so many leaves. Hashes are kept; entries are made anew when they are asked for. */
export class SyntheticLog {
  readonly key: SignerKey;
  readonly #levels: Uint8Array[][] = [];
  readonly #checkpoint: Uint8Array;

  constructor(origin: string, size: number) {
    this.key = signerKey(origin, KEY_TYPES.ed25519, new Uint8Array(32).fill(3));
    const frontier = Frontier.empty();
    for (let index = 0; index < size; index += 1)
      for (const { height, hash } of frontier.append(leafHash(entryOf(index))))
        if (height % 8 === 0) (this.#levels[height / 8] ??= []).push(hash);
    const head = { origin, size, root: frontier.root, extensions: [] };
    this.#checkpoint = formatCheckpoint(head, [signText(checkpointText(head), this.key)]);
  }

  /** A resource beneath the log's prefix; null for what there is not. */
  read(path: string): Uint8Array | null {
    if (path === 'checkpoint') return this.#checkpoint;
    const tile = parseTilePath(path);
    if (tile === null) return null;
    const first = tile.index * TILE_WIDTH;
    if (tile.level === 'entries')
      return encodeBundle(Array.from({ length: tile.width }, (_, at) => entryOf(first + at)));
    const hashes = (this.#levels[tile.level] ?? []).slice(first, first + tile.width);
    if (hashes.length < tile.width) return null;
    const bytes = new Uint8Array(tile.width * HASH_BYTES);
    for (const [at, hash] of hashes.entries()) bytes.set(hash, at * HASH_BYTES);
    return bytes;
  }
}
