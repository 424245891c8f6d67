import { Inject, Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/auth/principal.ts';
import { ConflictError } from '../../platform/problem/errors.ts';
import { SocialAliasRepository } from './social-alias.repository.ts';

/** As many as a listing shows, and as the API takes. */
const MOST_ALIASES = 20;

/** Other accounts that a user says are the same person. Moving here needs their word on both sides. */
@Injectable()
export class AliasService {
  constructor(@Inject(SocialAliasRepository) private readonly aliases: SocialAliasRepository) {}

  async list(principal: Principal): Promise<string[]> {
    principal.requireScope('profile:read');
    return await this.aliases.list(principal.userId);
  }

  /** @throws {ConflictError} when there are as many as there may be. */
  async add(principal: Principal, uri: string): Promise<string[]> {
    principal.requireScope('profile:write');
    const uris = await this.aliases.list(principal.userId);
    if (!uris.includes(uri) && uris.length >= MOST_ALIASES)
      throw new ConflictError(`You name ${MOST_ALIASES} other accounts, which is as many as one may.`);
    return await this.replace(principal, [...new Set([...uris, uri])]);
  }

  async replace(principal: Principal, uris: readonly string[]): Promise<string[]> {
    principal.requireScope('profile:write');
    await this.aliases.replace(principal.userId, uris);
    return await this.aliases.list(principal.userId);
  }
}
