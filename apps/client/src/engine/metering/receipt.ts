import type { DidKey } from '@flipside/recipe';
import { canonicalBytes } from '@flipside/recipe';
import { base64UrlEncode } from './base64-url.ts';
import type { PlayReceipt, UnsignedReceipt } from './metering-api.ts';

/** A device's Ed25519 key, wherever it is kept. */
export interface DeviceSigner {
  readonly did: DidKey;
  /** 64 bytes (RFC 8032 §5.1.6). */
  sign(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array>;
}

/** The bytes that are signed: RFC 8785 form of the receipt without `sig`. */
export function receiptBytes(receipt: UnsignedReceipt): Uint8Array<ArrayBuffer> {
  const { v, home, grant, recipe, start, heardMs, sources, app, device } = receipt;
  return Uint8Array.from(canonicalBytes({ v, home, grant, recipe, start, heardMs, sources, app, device }));
}

/** Signs a receipt with the key of the device that it names. */
export async function signReceipt(receipt: UnsignedReceipt, signer: DeviceSigner): Promise<PlayReceipt> {
  if (receipt.device !== signer.did) throw new TypeError('A receipt is signed by the device it names.');
  return { ...receipt, sig: base64UrlEncode(await signer.sign(receiptBytes(receipt))) };
}
