import { sha256 } from '@noble/hashes/sha2.js';
import { canonicalBytes, canonicalise, publicKeyFromDidKey, verifyBytes } from '@flipside/recipe';
import { fromBase64, toBase64 } from '@flipside/transparency';
import { base64UrlEncode } from '../metering/base64-url.ts';
import type { DeviceSigner } from '../metering/receipt.ts';
import { fromBase64Url } from './base64-url-read.ts';

/** Which plays are asked for: some that a seed draws, or those with these commitments (base 64, as in their leaves). */
export type AskedPlays =
  { readonly draw: number; readonly seed: string } | { readonly named: readonly string[] };

/** A request to look at plays before it is signed. Member names are those of the wire. */
export interface UnsignedSampleRequest {
  readonly v: 1;
  /** UUID version 7. */
  readonly id: string;
  /** Origin of the instance. */
  readonly home: string;
  readonly statement: string;
  readonly recipe: string;
  /** `null`: of every territory. */
  readonly territory: string | null;
  readonly plays: AskedPlays;
  readonly reason: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** Ed25519 by `key` (did:key) over the JCS bytes of everything but `sig` (base64url). */
export interface SampleRequest extends UnsignedSampleRequest {
  readonly key: string;
  readonly sig: string;
}

/** A play as it is shown: its public leaf, and the receipt and salt (base 64) that the leaf commits to. */
export interface ShownPlay {
  readonly entry: Readonly<Record<string, string | number>>;
  readonly receipt: (Readonly<Record<string, unknown>> & ReceiptFacts) | null;
  readonly salt: string | null;
}

interface ReceiptFacts {
  readonly home: string;
  readonly recipe: string;
  readonly start: string;
  readonly device: string;
  readonly sig: string;
}

export type PlayFault = 'NOT_COMMITTED' | 'SIGNATURE_WRONG' | 'LEAF_DIFFERS' | 'HOME_DIFFERS';

/** What one shown play came to; `erased`: only its leaf is left to look at. */
export type ShownPlayCheck =
  | { readonly kind: 'true' }
  | { readonly kind: 'erased' }
  | { readonly kind: 'false'; readonly fault: PlayFault };

const bytesOf = (text: string): Uint8Array => fromBase64(text) ?? new Uint8Array();

function concat(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** A new id of a request: UUID version 7 (RFC 9562 §5.7). @param now milliseconds since 1970. */
export function newSampleId(now: number): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const view = new DataView(bytes.buffer);
  view.setUint16(0, Math.floor(now / 2 ** 32));
  view.setUint32(2, now % 2 ** 32);
  view.setUint8(6, (view.getUint8(6) & 0x0f) | 0x70);
  view.setUint8(8, (view.getUint8(8) & 0x3f) | 0x80);
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** 32 random bytes in base 64, so that nobody but whoever asks can choose which plays are drawn. */
export const newSeed = (): string => toBase64(crypto.getRandomValues(new Uint8Array(32)));

/** Signs a request with the key that it is then known by. */
export async function signSampleRequest(
  request: UnsignedSampleRequest,
  signer: DeviceSigner,
): Promise<SampleRequest> {
  const said = { ...request, key: signer.did };
  const sig = base64UrlEncode(await signer.sign(Uint8Array.from(canonicalBytes(said))));
  return { ...said, sig };
}

/** Whether a request carries its key's signature. */
export function isSignedSampleRequest({ sig, ...said }: SampleRequest): boolean {
  const key = publicKeyFromDidKey(said.key);
  const signature = fromBase64Url(sig);
  return key !== null && signature !== null && verifyBytes(signature, canonicalBytes({ ...said }), key);
}

/** SHA-256(seed ‖ commitment) in hex: of all plays that a draw is from, those with the least are drawn. */
export const drawRank = (seed: string, commitment: string): string =>
  [...sha256(concat(bytesOf(seed), bytesOf(commitment)))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');

/** The public leaf of a play as the log has it: canonical JSON (RFC 8785). */
export const playEntry = ({ entry }: Pick<ShownPlay, 'entry'>): string => canonicalise({ ...entry });

/**
 * Checks on this device that a shown receipt is what its public leaf commits to, SHA-256(salt ‖ JCS(receipt)), that the
 * device which it names has signed it, and that leaf and receipt tell the same play. Whether the leaf stands in the log
 * is checked apart from this: see `checkLeaf`.
 *
 * @param home origin of the instance that shows it.
 */
export function checkShownPlay({ entry, receipt, salt }: ShownPlay, home: string): ShownPlayCheck {
  if (receipt === null || salt === null) return { kind: 'erased' };
  const no = (fault: PlayFault): ShownPlayCheck => ({ kind: 'false', fault });
  const { sig, ...said } = receipt;
  const committed = toBase64(sha256(concat(bytesOf(salt), canonicalBytes({ ...receipt }))));
  if (committed !== entry['c']) return no('NOT_COMMITTED');
  const key = publicKeyFromDidKey(receipt.device);
  const signature = fromBase64Url(sig);
  if (key === null || signature === null || !verifyBytes(signature, canonicalBytes({ ...said }), key))
    return no('SIGNATURE_WRONG');
  if (receipt.recipe !== entry['recipe'] || `${receipt.start.slice(0, 13)}Z` !== entry['hour'])
    return no('LEAF_DIFFERS');
  return receipt.home === home ? { kind: 'true' } : no('HOME_DIFFERS');
}
