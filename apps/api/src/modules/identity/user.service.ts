import { Inject, Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/auth/principal.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { Database } from '../../platform/database/database.ts';
import { Outbox } from '../../platform/outbox/outbox.ts';
import { NotFoundError, UnprocessableError } from '../../platform/problem/errors.ts';
import { ApiTokenRepository } from './api-token.repository.ts';
import { userDeleted, userRenamed } from './events.ts';
import { isReserved } from './handle.ts';

import { LocalAccountRepository } from './local/local-account.repository.ts';
import { OidcRepository } from './local/oidc.repository.ts';
import { PersonalData } from './personal-data.ts';
import { LOCAL } from './user.ts';
import type { Profile } from './user.ts';
import { handleTaken, UserRepository } from './user.repository.ts';
import type { ProfileChange } from './user.repository.ts';

/** What a user may do with the own account. */
@Injectable()
export class UserService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(UserRepository) private readonly users: UserRepository,
    @Inject(ApiTokenRepository) private readonly tokens: ApiTokenRepository,
    @Inject(LocalAccountRepository) private readonly localAccounts: LocalAccountRepository,
    @Inject(OidcRepository) private readonly oidc: OidcRepository,
    @Inject(PersonalData) private readonly personalData: PersonalData,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Whether anybody has had an account, deleted ones included: asked by the process that owns the instance. */
  async anyoneEver(): Promise<boolean> {
    return await this.users.anyoneEver();
  }

  /** `null` for a visitor. */
  async me(principal: Principal | null): Promise<Profile | null> {
    if (principal === null) return null;
    principal.requireScope('profile:read');
    return await this.users.find(principal.userId);
  }

  async update(principal: Principal, change: ProfileChange): Promise<Profile> {
    principal.requireScope('profile:write');
    const current = await this.require(principal.userId);
    if (change.handle !== undefined && change.handle !== current.handle)
      await this.checkHandle(change.handle);
    const { handle = current.handle, displayName = current.displayName } = change;
    const isRenamed = handle !== current.handle || displayName !== current.displayName;
    await this.database.transaction(async (tx) => {
      await this.users.update(tx, principal.userId, change);
      const event = { key: principal.userId, payload: { userId: principal.userId } };
      if (isRenamed) await this.outbox.append(tx, userRenamed, event);
    });
    return await this.require(principal.userId);
  }

  /** Everything kept about the user, section by section. */
  async export(principal: Principal): Promise<Record<string, unknown>> {
    principal.requireScope('profile:read');
    const { userId } = principal;
    const [profile, signIns, apiTokens, sections] = await Promise.all([
      this.require(userId),
      this.users.accounts(userId),
      this.tokens.list(userId),
      this.personalData.collect(userId),
    ]);
    return { exportedAt: this.clock.now(), profile, signIns, apiTokens, ...sections };
  }

  /** Anonymises the account. What was published and earned stays; nothing leads to the person any more. */
  async delete(principal: Principal): Promise<void> {
    principal.requireScope('profile:write');
    const { userId } = principal;
    await this.database.transaction(async (tx) => {
      const local = (await this.users.accounts(userId, tx)).filter(({ issuer }) => issuer === LOCAL);
      for (const { subject } of local) {
        await this.oidc.forgetAccount(subject, tx);
        await this.localAccounts.delete(tx, subject);
      }
      await this.users.anonymise(tx, userId, this.clock.now());
      await this.outbox.append(tx, userDeleted, { key: userId, payload: { userId } });
    });
  }

  private async require(userId: string): Promise<Profile> {
    const profile = await this.users.find(userId);
    if (profile === null) throw new NotFoundError('User', userId);
    return profile;
  }

  private async checkHandle(handle: string): Promise<void> {
    const at = [{ pointer: '/handle', detail: 'choose another handle' }];
    if (isReserved(handle)) throw new UnprocessableError(`The handle "${handle}" is reserved.`, at);
    if (await this.users.handleTaken(handle)) throw handleTaken(handle);
  }
}
