import { Inject, Injectable } from '@nestjs/common';
import { KEY_TYPES, signerKey } from '@flipside/transparency';
import type { KeyType, SignerKey } from '@flipside/transparency';
import { CONFIG } from '../../platform/config/config.ts';
import type { Config } from '../../platform/config/config.ts';
import { InstanceKeyRepository } from '../../platform/keys/instance-key.repository.ts';
import { originOf, witnessNameOf } from './log-name.ts';
import type { LogName } from './log-name.ts';

/** The keys that this instance signs its logs with, and cosigns those of others. */
@Injectable()
export class LogKeys {
  constructor(
    @Inject(InstanceKeyRepository) private readonly keys: InstanceKeyRepository,
    @Inject(CONFIG) private readonly config: Pick<Config, 'baseUrl'>,
  ) {}

  async ofLog(log: LogName): Promise<SignerKey> {
    return await this.signer(`log.${log}`, originOf(this.config.baseUrl, log), KEY_TYPES.ed25519);
  }

  async ofWitness(): Promise<SignerKey> {
    return await this.signer('log.witness', witnessNameOf(this.config.baseUrl), KEY_TYPES.cosignature);
  }

  private async signer(stored: string, name: string, type: KeyType): Promise<SignerKey> {
    const { privateJwk } = await this.keys.get(stored, 'ed25519');
    return signerKey(name, type, Buffer.from(privateJwk.d ?? '', 'base64url'));
  }
}
