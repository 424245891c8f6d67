import { hash } from 'node:crypto';

/** What goes before a leaf and before a node in their hashes (RFC 9162 §2.1.1). */
const LEAF = '\0';
const NODE = 1;
const HASH_BYTES = 32;

/** Filled and hashed for one node after the other. */
const pair = new Uint8Array(1 + 2 * HASH_BYTES);
pair[0] = NODE;

function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  pair.set(left, 1);
  pair.set(right, 1 + HASH_BYTES);
  return hash('sha256', pair, 'buffer');
}

/** What one promise says of its play; the signature over the batch's root covers it. */
export interface PromisedPlay {
  readonly receiptId: string;
  readonly recipe: string;
  /** Hash of the play's leaf in the public log, in hex. */
  readonly leaf: string;
}

/** SHA-256(0x00 ‖ JCS({ leaf, receiptId, recipe })). */
const promiseHash = ({ leaf, receiptId, recipe }: PromisedPlay): Buffer =>
  hash('sha256', LEAF + JSON.stringify({ leaf, receiptId, recipe }), 'buffer');

export interface PromiseBatch {
  /** Base64. */
  readonly root: string;
  /** The inclusion path of each play, from the leaf up, in base64. */
  readonly paths: readonly (readonly string[])[];
}

/**
 * Puts the promises of one answer into a Merkle tree (RFC 9162 §2.1), so that one signature is enough for all of them and
 * each can still be shown without the others. A node without a neighbour goes up as it is.
 */
export function promiseBatch(plays: readonly PromisedPlay[]): PromiseBatch {
  const paths = plays.map((): string[] => []);
  let level = plays.map(promiseHash);
  for (let height = 0; level.length > 1; height += 1) {
    const texts = level.map((node) => node.toString('base64'));
    for (const [index, path] of paths.entries()) {
      const sibling = texts[(index >> height) ^ 1];
      if (sibling !== undefined) path.push(sibling);
    }
    level = parents(level);
  }
  return { root: (level[0] ?? hash('sha256', '', 'buffer')).toString('base64'), paths };
}

function parents(level: readonly Buffer[]): Buffer[] {
  const above: Buffer[] = [];
  for (let index = 0; index < level.length; index += 2) {
    const [left, right] = [level[index], level[index + 1]];
    if (left !== undefined) above.push(right === undefined ? left : nodeHash(left, right));
  }
  return above;
}
