import { createPrivateKey, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { Inject, Injectable } from '@nestjs/common';
import { canonicalBytes, didKeyFromPublicKey } from '@flipside/recipe';
import { InstanceKeyRepository } from '../../platform/keys/instance-key.repository.ts';

/** With a callback the signature is made in the thread pool of Node, not on the event loop. */
const signInPool = promisify<null, Uint8Array, KeyObject, Buffer>(sign);

/** A document with the instance's did:key and its Ed25519 signature over the JCS bytes of all but `sig`. */
export type SignedByInstance<T> = T & { key: string; sig: string };

/** Signs what this instance gives its word for: play grants and promises. */
@Injectable()
export class InstanceSigner {
  private loaded: Promise<{ did: string; privateKey: KeyObject }> | null = null;

  constructor(@Inject(InstanceKeyRepository) private readonly keys: InstanceKeyRepository) {}

  async sign<T extends object>(document: T): Promise<SignedByInstance<T>> {
    const { did, privateKey } = await this.load();
    const unsigned = { ...document, key: did };
    const signature = await signInPool(null, canonicalBytes(unsigned), privateKey);
    return { ...unsigned, sig: signature.toString('base64url') };
  }

  private async load(): Promise<{ did: string; privateKey: KeyObject }> {
    this.loaded ??= this.read();
    try {
      return await this.loaded;
    } catch (error) {
      this.loaded = null;
      throw error;
    }
  }

  private async read(): Promise<{ did: string; privateKey: KeyObject }> {
    const { publicJwk, privateJwk } = await this.keys.get('instance', 'ed25519');
    const did = didKeyFromPublicKey(Buffer.from(publicJwk.x ?? '', 'base64url'));
    return { did, privateKey: createPrivateKey({ key: privateJwk, format: 'jwk' }) };
  }
}
