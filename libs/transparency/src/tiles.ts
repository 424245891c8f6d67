import { HASH_BYTES, nodeHash } from './hashing.ts';
import { assertSize } from './ranges.ts';
import type { TreeNode } from './ranges.ts';
import { parseDecimal } from './bytes.ts';

/** Hashes in a full tile, and entries in a full bundle (tlog-tiles, "Merkle Tree"). */
export const TILE_WIDTH = 256;
const TILE_HEIGHT = 8;
const MOST_LEVEL = 63;

/** A tile of hashes, or with the level `entries` a bundle of entries. A width of 256 is a full one. */
export interface Tile {
  readonly level: number | 'entries';
  readonly index: number;
  readonly width: number;
}

/** A tile of hashes. */
export interface HashTile extends Tile {
  readonly level: number;
}

/** 1234067 → `x001/x234/067` */
function groupsOf(index: number): string {
  const digits = String(index);
  const padded = digits.padStart(Math.ceil(digits.length / 3) * 3, '0');
  const groups = padded.match(/\d{3}/g) ?? [];
  return groups.map((group, at) => (at < groups.length - 1 ? `x${group}` : group)).join('/');
}

/** Path of a tile beneath the log's prefix: `tile/<L>/<N>[.p/<W>]` (tlog-tiles, "Merkle Tree", "Log entries"). */
export function tilePath({ level, index, width }: Tile): string {
  return `tile/${level}/${groupsOf(index)}${width === TILE_WIDTH ? '' : `.p/${width}`}`;
}

/** Reads a path that `tilePath` writes; null for every other, so that a tile has one address. */
export function parseTilePath(path: string): Tile | null {
  if (path.length > 64) return null;
  const [, levelText = '', groups = '', widthText] =
    /^tile\/(entries|\d{1,2})\/((?:x\d{3}\/)*\d{3})(?:\.p\/(\d{1,3}))?$/.exec(path) ?? [];
  const level = levelText === 'entries' ? ('entries' as const) : parseDecimal(levelText);
  const index = Number(groups.replaceAll(/[x/]/g, '') || 'NaN');
  const width = widthText === undefined ? TILE_WIDTH : parseDecimal(widthText);
  if (level === null || width === null || !Number.isSafeInteger(index)) return null;
  if (level !== 'entries' && level > MOST_LEVEL) return null;
  if (widthText !== undefined && (width < 1 || width >= TILE_WIDTH)) return null;
  const tile = { level, index, width };
  return tilePath(tile) === path ? tile : null;
}

/** Hashes that a level holds in a tree of `size` leaves: ⌊size ÷ 256^level⌋. */
const hashesAt = (level: number, size: number): number => Math.floor(size / TILE_WIDTH ** level);

/** Width of a level's rightmost, partial tile in a tree of `size` leaves; zero when there is none (tlog-tiles, "Partial Tiles"). */
export function partialWidth(level: number, size: number): number {
  return hashesAt(level, size) % TILE_WIDTH;
}

/** Width of the tile at `index` of a level in a tree of `size` leaves; zero when the tree does not reach it. */
export function tileWidth(level: number, index: number, size: number): number {
  return Math.max(0, Math.min(TILE_WIDTH, hashesAt(level, size) - index * TILE_WIDTH));
}

/**
 * Every tile and bundle that a log has to write when it grows: those that hold something new at the new size, full
 * or partial.
 * @throws {RangeError} when the tree does not grow.
 */
export function newTiles(from: number, to: number): Tile[] {
  assertSize(from);
  assertSize(to);
  if (from > to) throw new RangeError('a log does not shrink');
  const tiles: Tile[] = [];
  for (let level = 0; hashesAt(level, to) > 0; level += 1) {
    const [begin, end] = [hashesAt(level, from), hashesAt(level, to)];
    if (begin === end) continue;
    for (
      let index = Math.floor(begin / TILE_WIDTH);
      index <= Math.floor((end - 1) / TILE_WIDTH);
      index += 1
    ) {
      const width = tileWidth(level, index, to);
      tiles.push({ level, index, width });
      if (level === 0) tiles.push({ level: 'entries', index, width });
    }
  }
  return tiles;
}

/** The tile, at the width it has in a tree of `size` leaves, from which a perfect subtree's hash is found. */
export function tileOfNode({ height, index }: TreeNode, size: number): HashTile {
  const level = Math.floor(height / TILE_HEIGHT);
  const first = index * 2 ** (height % TILE_HEIGHT);
  const tile = Math.floor(first / TILE_WIDTH);
  return { level, index: tile, width: tileWidth(level, tile, size) };
}

/**
 * A perfect subtree's hash from the bytes of its tile.
 * @returns null when the tile is too narrow or no sequence of hashes.
 */
export function hashInTile({ height, index }: TreeNode, bytes: Uint8Array): Uint8Array | null {
  if (bytes.length % HASH_BYTES !== 0 || bytes.length > TILE_WIDTH * HASH_BYTES) return null;
  const within = 2 ** (height % TILE_HEIGHT);
  const first = (index * within) % TILE_WIDTH;
  if ((first + within) * HASH_BYTES > bytes.length) return null;
  let hashes: Uint8Array[] = Array.from({ length: within }, (_, at) =>
    bytes.slice((first + at) * HASH_BYTES, (first + at + 1) * HASH_BYTES),
  );
  while (hashes.length > 1)
    hashes = hashes.flatMap((left, at) => {
      const right = hashes[at + 1];
      return at % 2 === 0 && right !== undefined ? [nodeHash(left, right)] : [];
    });
  return hashes[0] ?? null;
}
