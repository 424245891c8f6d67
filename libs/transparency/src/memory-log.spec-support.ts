import { encodeBundle } from './bundles.ts';
import { concat } from './bytes.ts';
import { formatCheckpoint, checkpointText } from './checkpoint.ts';
import { Frontier } from './frontier.ts';
import { leafHash, nodeHash, EMPTY_ROOT } from './hashing.ts';
import { signText } from './signatures.ts';
import type { SignerKey } from './keys.ts';
import type { Plan } from './plan.ts';
import { splitOf } from './ranges.ts';
import { newTiles, tilePath, TILE_WIDTH } from './tiles.ts';

export const bytesOf = (hex: string): Uint8Array =>
  Uint8Array.from(hex.match(/../g) ?? [], (byte) => parseInt(byte, 16));
export const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
export const text = (value: string): Uint8Array => new TextEncoder().encode(value);

/** MTH by its definition (RFC 9162 §2.1.1), with nothing of the library but the two hashes. */
export function definedRoot(leaves: readonly Uint8Array[]): Uint8Array {
  const [only] = leaves;
  if (only === undefined) return EMPTY_ROOT;
  if (leaves.length === 1) return only;
  const k = splitOf(leaves.length);
  return nodeHash(definedRoot(leaves.slice(0, k)), definedRoot(leaves.slice(k)));
}

/** A whole log in memory, serving what a tiled log serves. */
export class MemoryLog {
  readonly entries: Uint8Array[] = [];
  readonly leaves: Uint8Array[] = [];
  readonly files = new Map<string, Uint8Array>();
  readonly frontier = Frontier.empty();
  readonly #nodes = new Map<string, Uint8Array>();

  constructor(
    readonly origin: string,
    readonly key: SignerKey,
  ) {}

  append(...entries: readonly Uint8Array[]): this {
    for (const entry of entries) {
      this.entries.push(entry);
      this.leaves.push(leafHash(entry));
      for (const { height, index, hash } of this.frontier.append(leafHash(entry)))
        this.#nodes.set(`${height}/${index}`, hash);
    }
    return this;
  }

  hashes(nodes: readonly { readonly height: number; readonly index: number }[]): Uint8Array[] {
    return nodes.map(({ height, index }) => this.#nodes.get(`${height}/${index}`)!);
  }

  run<T>({ nodes, assemble }: Plan<T>): T {
    return assemble(this.hashes(nodes));
  }

  /** Writes what is new since the last publication, and a signed checkpoint. */
  publish(from = 0): Uint8Array {
    for (const tile of newTiles(from, this.frontier.size)) {
      const first = tile.index * TILE_WIDTH;
      const wanted = Array.from({ length: tile.width }, (_, at) => first + at);
      this.files.set(
        tilePath(tile),
        tile.level === 'entries'
          ? encodeBundle(wanted.map((index) => this.entries[index]!))
          : concat(...this.hashes(wanted.map((index) => ({ height: Number(tile.level) * 8, index })))),
      );
    }
    const { size, root } = this.frontier;
    const checkpoint = { origin: this.origin, size, root, extensions: [] };
    const signed = formatCheckpoint(checkpoint, [signText(checkpointText(checkpoint), this.key)]);
    this.files.set('checkpoint', signed);
    return signed;
  }

  readonly read = async (path: string): Promise<Uint8Array | null> => this.files.get(path) ?? null;
}
