import { canonicalBytes } from '@flipside/recipe';
import { base64UrlEncode } from './base64-url.ts';
import type { DeviceSigner } from './receipt.ts';

/** A device's wish that its receipts are erased. Member names are those of the wire. */
export interface ErasureRequest {
  readonly v: 1;
  readonly home: string;
  readonly erase: 'bodies';
  readonly device: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** Ed25519 over the JCS bytes of the rest, base64url. */
  readonly sig: string;
}

/** Signs the wish with the device's key, for one instance and this moment. */
export async function signErasure(home: string, at: Date, signer: DeviceSigner): Promise<ErasureRequest> {
  const said = {
    v: 1,
    home,
    erase: 'bodies',
    device: signer.did,
    at: at.toISOString(),
  } as const;
  return { ...said, sig: base64UrlEncode(await signer.sign(Uint8Array.from(canonicalBytes({ ...said })))) };
}
