import type { webcrypto } from 'node:crypto';
import { CryptographicKey, Multikey } from '@fedify/vocab';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG } from '../../platform/config/config.ts';
import type { Config } from '../../platform/config/config.ts';
import { SocialAddresses, SocialKeyService } from '../../modules/social/index.ts';
import type { SocialKey } from '../../modules/social/index.ts';

const ALGORITHMS = {
  RSA: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
  ED25519: { name: 'Ed25519' },
} as const;

export interface Signer {
  readonly keyId: URL;
  readonly privateKey: webcrypto.CryptoKey;
}

/** What an owner signs with now: RSA for requests, Ed25519 for objects. */
export interface Signers {
  readonly request: Signer;
  readonly object: Signer;
}

const MOST_KEPT = 1_000;
/** For so long another process may have replaced keys before it is seen here; those are shown for a week after. */
const KEPT_MS = 60_000;

interface KeptSigners {
  readonly signers: Signers;
  readonly until: number;
  readonly replaced: number;
}

/** Keys as the protocol library takes them. */
@Injectable()
export class SigningKeys {
  private readonly addresses: SocialAddresses;
  private readonly imported = new Map<string, webcrypto.CryptoKey>();
  private readonly kept = new Map<string, KeptSigners>();

  constructor(
    @Inject(SocialKeyService) private readonly keys: SocialKeyService,
    @Inject(CONFIG) config: Pick<Config, 'baseUrl'>,
  ) {
    this.addresses = new SocialAddresses(config.baseUrl);
  }

  async of(owner: string): Promise<Signers> {
    const { replaced } = this.keys;
    const known = this.kept.get(owner);
    if (known !== undefined && known.until > Date.now() && known.replaced === replaced) return known.signers;
    const signers = await this.read(owner);
    if (this.kept.size >= MOST_KEPT) this.kept.clear();
    this.kept.set(owner, { signers, until: Date.now() + KEPT_MS, replaced });
    return signers;
  }

  private async read(owner: string): Promise<Signers> {
    const keys = await this.keys.published(owner);
    const signer = async (kind: SocialKey['kind']): Promise<Signer> => {
      const key = keys.find((one) => one.kind === kind && one.retiredAt === null);
      if (key === undefined) throw new Error(`no ${kind} key of ${owner}`);
      return {
        keyId: new URL(this.addresses.key(owner, key.id)),
        privateKey: await this.importPrivate(key),
      };
    };
    return { request: await signer('RSA'), object: await signer('ED25519') };
  }

  /** What an actor's document shows, retired keys last. */
  async shown(owner: string): Promise<{ publicKeys: CryptographicKey[]; assertionMethods: Multikey[] }> {
    const keys = await this.keys.published(owner);
    const actor = new URL(this.addresses.actor(owner));
    const publicKeys: CryptographicKey[] = [];
    const assertionMethods: Multikey[] = [];
    for (const key of keys) {
      const id = new URL(this.addresses.key(owner, key.id));
      const publicKey = await crypto.subtle.importKey('jwk', key.publicJwk, ALGORITHMS[key.kind], true, [
        'verify',
      ]);
      if (key.kind === 'RSA') publicKeys.push(new CryptographicKey({ id, owner: actor, publicKey }));
      assertionMethods.push(new Multikey({ id, controller: actor, publicKey }));
    }
    return { publicKeys, assertionMethods };
  }

  private async importPrivate(key: SocialKey): Promise<webcrypto.CryptoKey> {
    const known = this.imported.get(key.id);
    if (known !== undefined) return known;
    const made = await crypto.subtle.importKey('jwk', this.keys.open(key), ALGORITHMS[key.kind], true, [
      'sign',
    ]);
    if (this.imported.size >= MOST_KEPT) this.imported.clear();
    this.imported.set(key.id, made);
    return made;
  }
}
