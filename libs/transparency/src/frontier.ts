import { EMPTY_ROOT, HASH_BYTES, nodeHash } from './hashing.ts';
import { assertSize, perfectNodes } from './ranges.ts';
import type { TreeNode } from './ranges.ts';

/** A perfect subtree that became complete, with its hash. */
export interface CompletedNode extends TreeNode {
  readonly hash: Uint8Array;
}

/**
 * The right edge of a growing tree: what is needed to append leaves and to know the root, some dozens of hashes at
 * most. It keeps no leaf.
 */
export class Frontier {
  readonly #peaks: CompletedNode[];
  #size: number;

  private constructor(size: number, peaks: CompletedNode[]) {
    this.#size = size;
    this.#peaks = peaks;
  }

  static empty(): Frontier {
    return new Frontier(0, []);
  }

  /** The subtrees whose hashes a frontier at `size` is restored from, left to right. */
  static nodesAt(size: number): TreeNode[] {
    assertSize(size);
    return perfectNodes({ begin: 0, end: size });
  }

  /**
   * @param hashes of `Frontier.nodesAt(size)`, in the same order.
   * @throws {RangeError} for another number of hashes, or hashes that are not 32 bytes.
   */
  static restore(size: number, hashes: readonly Uint8Array[]): Frontier {
    const nodes = Frontier.nodesAt(size);
    if (nodes.length !== hashes.length || hashes.some(({ length }) => length !== HASH_BYTES))
      throw new RangeError(`a frontier at ${size} is made of ${nodes.length} hashes of ${HASH_BYTES} bytes`);
    return new Frontier(
      size,
      nodes.map((node, index) => ({ ...node, hash: hashes[index] ?? EMPTY_ROOT })),
    );
  }

  /** Number of leaves. */
  get size(): number {
    return this.#size;
  }

  /** What `Frontier.restore` takes: hashes of `Frontier.nodesAt(size)`, left to right. */
  get hashes(): Uint8Array[] {
    return this.#peaks.map(({ hash }) => hash);
  }

  /** Root over all leaves so far, 32 bytes. */
  get root(): Uint8Array {
    const [last, ...rest] = this.#peaks.toReversed();
    if (last === undefined) return EMPTY_ROOT;
    return rest.reduce((right, left) => nodeHash(left.hash, right), last.hash);
  }

  /**
   * Appends one leaf by its hash.
   * @returns every perfect subtree that became complete, the leaf first: what a log stores.
   */
  append(leaf: Uint8Array): CompletedNode[] {
    if (leaf.length !== HASH_BYTES) throw new RangeError(`a leaf hash has ${HASH_BYTES} bytes`);
    let node: CompletedNode = { height: 0, index: this.#size, hash: leaf };
    const completed = [node];
    for (let left = this.#peaks.at(-1); left?.height === node.height; left = this.#peaks.at(-1)) {
      this.#peaks.pop();
      node = { height: node.height + 1, index: left.index / 2, hash: nodeHash(left.hash, node.hash) };
      completed.push(node);
    }
    this.#peaks.push(node);
    this.#size += 1;
    return completed;
  }
}
