import { Inject, Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/auth/principal.ts';
import { SocialAliasRepository } from './social-alias.repository.ts';

/** Other accounts that a user says are the same person. Moving here needs their word on both sides. */
@Injectable()
export class AliasService {
  constructor(@Inject(SocialAliasRepository) private readonly aliases: SocialAliasRepository) {}

  async list(principal: Principal): Promise<string[]> {
    principal.requireScope('profile:read');
    return await this.aliases.list(principal.userId);
  }

  async replace(principal: Principal, uris: readonly string[]): Promise<string[]> {
    principal.requireScope('profile:write');
    await this.aliases.replace(principal.userId, uris);
    return await this.aliases.list(principal.userId);
  }
}
