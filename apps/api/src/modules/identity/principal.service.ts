import { Inject, Injectable } from '@nestjs/common';
import { Authenticator } from '../../platform/auth/authenticator.ts';
import { Principal } from '../../platform/auth/principal.ts';
import type { Scope } from '../../platform/auth/scopes.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { ApiTokenRepository } from './api-token.repository.ts';
import { tokenHash } from './api-token.service.ts';
import { UserRepository } from './user.repository.ts';

/** Reads roles and memberships anew for every request, so that taking one away works at once. */
@Injectable()
export class PrincipalService extends Authenticator {
  constructor(
    @Inject(UserRepository) private readonly users: UserRepository,
    @Inject(ApiTokenRepository) private readonly tokens: ApiTokenRepository,
    @Inject(Clock) private readonly clock: Clock,
  ) {
    super();
  }

  async bySession(userId: string): Promise<Principal | null> {
    return await this.load(userId);
  }

  async byToken(token: string): Promise<Principal | null> {
    const used = await this.tokens.use(tokenHash(token), this.clock.now());
    return used === null ? null : await this.load(used.userId, { scopes: used.scopes, tokenId: used.id });
  }

  private async load(
    userId: string,
    token?: { scopes: Scope[]; tokenId: string },
  ): Promise<Principal | null> {
    const profile = await this.users.find(userId);
    if (profile === null) return null;
    const memberships = [
      ...profile.merged,
      ...profile.parties.map(({ id, role }) => ({ partyId: id, role })),
    ];
    const claims = { userId, operator: profile.operator, memberships };
    return new Principal({ ...claims, ...token });
  }
}
