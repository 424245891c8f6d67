import { canonicalBytes, publicKeyFromDidKey, verifyBytes } from '@flipside/recipe';
import { fromBase64, leafHash, rootFromInclusion, toBase64 } from '@flipside/transparency';
import type { AuthenticTiles } from '@flipside/transparency';
import { fromBase64Url } from './base64-url-read.ts';

/** An instance's word that a play is counted and has this leaf, as it came with the answer to a receipt. */
export interface PlayPromise {
  readonly v: 2;
  readonly receiptId: string;
  readonly recipe: string;
  readonly countedAt: string;
  /** The public log, such as `flips.example/log/plays`, and the hash of the play's leaf there, in hex. */
  readonly log: string;
  readonly leaf: string;
  /** Place of this promise among those of one answer, and the way from it to what was signed, in base 64. */
  readonly index: number;
  readonly size: number;
  readonly path: readonly string[];
  /** did:key of the instance, and its signature in base64url. */
  readonly key: string;
  readonly sig: string;
}

/**
 * What became of a kept promise. `missing`: its time is over and the log does not have the leaf. `other-key`: it is signed,
 * and not by the key that this device knows the instance by.
 */
export const PROMISE_STATES = ['included', 'waiting', 'missing', 'invalid', 'other-key'] as const;
export type PromiseState = (typeof PROMISE_STATES)[number];

/** Logs are published every second or so; an instance that was down, or is behind, gets an hour. */
export const GRACE_MS = 3_600_000;

const TEXTS = ['receiptId', 'recipe', 'countedAt', 'log', 'leaf', 'key', 'sig'] as const;

/** `null` for what is no promise. */
export function readPromise(value: unknown): PlayPromise | null {
  if (typeof value !== 'object' || value === null) return null;
  const made = value as Record<string, unknown>;
  const hasTexts = TEXTS.every((name) => typeof made[name] === 'string');
  const hasNumbers = Number.isSafeInteger(made['index']) && Number.isSafeInteger(made['size']);
  const path: unknown = made['path'];
  const hasPath = Array.isArray(path) && path.every((hash) => typeof hash === 'string');
  return made['v'] === 2 && hasTexts && hasNumbers && hasPath ? (value as PlayPromise) : null;
}

/**
 * Whether the instance's signature covers this promise: a Merkle path (RFC 9162 §2.1.3) from its own members to the root
 * that was signed for all promises of one answer.
 */
export function isPromised(promise: PlayPromise): boolean {
  const { leaf, receiptId, recipe, index, size, path, sig, key, countedAt, log, v } = promise;
  const hashes = path.map(fromBase64);
  const publicKey = publicKeyFromDidKey(key);
  const signature = fromBase64Url(sig);
  if (publicKey === null || signature === null || hashes.includes(null)) return false;
  const own = leafHash(canonicalBytes({ leaf, receiptId, recipe }));
  const root = rootFromInclusion(own, index, size, hashes as Uint8Array[]);
  if (root === null) return false;
  const said = canonicalBytes({ countedAt, key, log, root: toBase64(root), size, v });
  return verifyBytes(signature, said, publicKey);
}

const hex = (bytes: Uint8Array): string =>
  [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/**
 * Looks whether the leaf of a promise stands in a log that was checked before: in tiles that lead to its root.
 *
 * @param at where the instance says that the leaf is; `null` when it says that there is none. It is not believed.
 * @param now milliseconds since 1970.
 * @param pinned the did:key that this device knows the instance by; `null` before it knows one.
 */
export async function checkPromise(
  promise: PlayPromise,
  tiles: AuthenticTiles,
  at: number | null,
  now: number,
  pinned: string | null = null,
): Promise<PromiseState> {
  if (!isPromised(promise)) return 'invalid';
  if (pinned !== null && promise.key !== pinned) return 'other-key';
  if (at !== null && at >= 0 && at < tiles.size) {
    const found = await tiles.hashes([{ height: 0, index: at }]);
    const [hash] = found.ok ? found.value : [];
    if (hash !== undefined && hex(hash) === promise.leaf) return 'included';
  }
  return now - Date.parse(promise.countedAt) > GRACE_MS ? 'missing' : 'waiting';
}
