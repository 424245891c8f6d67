import { Inject, Injectable } from '@nestjs/common';
import { formatVkey } from '@flipside/transparency';
import { LogKeys } from '../transparency/index.ts';
import type { InstanceKeys } from './fingerprint.ts';

/** The keys that other instances confirm of this one. */
@Injectable()
export class OwnKeys {
  constructor(@Inject(LogKeys) private readonly logs: LogKeys) {}

  async keys(): Promise<InstanceKeys> {
    return {
      consentKey: formatVkey(await this.logs.ofLog('consent')),
      playsKey: formatVkey(await this.logs.ofLog('plays')),
      witnessKey: formatVkey(await this.logs.ofWitness()),
    };
  }
}
