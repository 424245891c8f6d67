import { equalBytes } from './bytes.ts';
import { HASH_BYTES, nodeHash } from './hashing.ts';
import { rootPlan } from './plan.ts';
import type { TreeNode } from './ranges.ts';
import { accepted, refused } from './result.ts';
import type { Parsed } from './result.ts';
import { hashInTile, TILE_WIDTH, tileOfNode, tilePath, tileWidth } from './tiles.ts';
import type { Tile } from './tiles.ts';

/**
 * Reads a resource beneath the log's prefix, such as `tile/0/000`; null when it is not there. It may throw when the
 * log cannot be reached: that is nobody's fault, and no verdict.
 */
export type LogReader = (path: string) => Promise<Uint8Array | null>;

export type TileFault = 'TILE_MISSING' | 'TILE_MALFORMED' | 'TILE_WRONG';

interface Head {
  readonly size: number;
  readonly root: Uint8Array;
}

/** A partial tile may be gone once the full one is there, which begins with the same hashes (tlog-tiles, "Partial Tiles"). */
export async function readTile(read: LogReader, tile: Tile): Promise<Uint8Array | null> {
  const exact = await read(tilePath(tile));
  if (exact !== null || tile.width === TILE_WIDTH) return exact;
  return (await read(tilePath({ ...tile, width: TILE_WIDTH }))) ?? null;
}

/**
 * A log's tiles, each believed only when it hashes up to the root of a signed checkpoint. Of n leaves about n ÷ 65,000
 * tiles are kept in memory; leaf tiles are not.
 */
export class AuthenticTiles {
  readonly #read: LogReader;
  readonly #head: Head;
  readonly #kept = new Map<string, Uint8Array>();
  #isRooted = false;

  constructor(read: LogReader, head: Head) {
    this.#read = read;
    this.#head = head;
  }

  get size(): number {
    return this.#head.size;
  }

  /** The hashes of a tile, at the width that the checkpoint's tree gives it, checked up to the root. */
  async tile(level: number, index: number): Promise<Parsed<Uint8Array, TileFault>> {
    const rooted = await this.#root();
    if (!rooted.ok) return rooted;
    return await this.#checked(level, index);
  }

  /** Hashes of perfect subtrees, in the order asked for. */
  async hashes(nodes: readonly TreeNode[]): Promise<Parsed<Uint8Array[], TileFault>> {
    const found: Uint8Array[] = [];
    for (const node of nodes) {
      const { level, index } = tileOfNode(node, this.#head.size);
      const bytes = await this.tile(level, index);
      if (!bytes.ok) return bytes;
      const hash = hashInTile(node, bytes.value);
      if (hash === null) return refused('TILE_MALFORMED', `tile ${level}/${index} does not reach so far`);
      found.push(hash);
    }
    return accepted(found);
  }

  /** The right edge: every hash of every partial tile goes into the root, so that it checks them all. */
  async #root(): Promise<Parsed<null, TileFault>> {
    if (this.#isRooted) return accepted(null);
    const plan = rootPlan(this.#head.size);
    const hashes: Uint8Array[] = [];
    for (const node of plan.nodes) {
      const { level, index } = tileOfNode(node, this.#head.size);
      const bytes = await this.#fetch(level, index);
      if (!bytes.ok) return bytes;
      const hash = hashInTile(node, bytes.value);
      if (hash === null) return refused('TILE_MALFORMED', `tile ${level}/${index} does not reach so far`);
      hashes.push(hash);
    }
    if (!equalBytes(plan.assemble(hashes), this.#head.root))
      return refused('TILE_WRONG', `the tiles do not lead to the root at ${this.#head.size}`);
    this.#isRooted = true;
    return accepted(null);
  }

  /** A full tile is one hash of the tile above it. */
  async #checked(level: number, index: number): Promise<Parsed<Uint8Array, TileFault>> {
    const key = `${level}/${index}`;
    const kept = this.#kept.get(key);
    if (kept !== undefined) return accepted(kept);
    const bytes = await this.#fetch(level, index);
    if (!bytes.ok || bytes.value.length < TILE_WIDTH * HASH_BYTES) return bytes;
    const above = await this.#checked(level + 1, Math.floor(index / TILE_WIDTH));
    if (!above.ok) return above;
    const at = (index % TILE_WIDTH) * HASH_BYTES;
    const [hash] = perfectHash(bytes.value);
    if (hash === undefined || !equalBytes(hash, above.value.slice(at, at + HASH_BYTES)))
      return refused('TILE_WRONG', `tile ${key} is not the one beneath the tile above it`);
    if (level > 0) this.#kept.set(key, bytes.value);
    return bytes;
  }

  async #fetch(level: number, index: number): Promise<Parsed<Uint8Array, TileFault>> {
    const key = `${level}/${index}`;
    const kept = this.#kept.get(key);
    if (kept !== undefined) return accepted(kept);
    const width = tileWidth(level, index, this.#head.size);
    const bytes = width === 0 ? null : await readTile(this.#read, { level, index, width });
    if (bytes === null) return refused('TILE_MISSING', `tile ${key} of width ${width} is not served`);
    const length = width * HASH_BYTES;
    if (bytes.length !== length && bytes.length !== TILE_WIDTH * HASH_BYTES)
      return refused('TILE_MALFORMED', `tile ${key} has ${bytes.length} bytes, not ${length}`);
    const cut = bytes.slice(0, length);
    // What is at the right edge is checked by the root alone and must not be read anew.
    if (width < TILE_WIDTH) this.#kept.set(key, cut);
    return accepted(cut);
  }
}

/** The hash of the subtree that a full tile is. */
function perfectHash(bytes: Uint8Array): Uint8Array[] {
  const left = hashInTile({ height: 7, index: 0 }, bytes);
  const right = hashInTile({ height: 7, index: 1 }, bytes);
  return left === null || right === null ? [] : [nodeHash(left, right)];
}
