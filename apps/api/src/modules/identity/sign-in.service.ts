import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { Database } from '../../platform/database/database.ts';
import type { Tx } from '../../platform/database/database.ts';
import { proposeHandle, withSuffix } from './handle.ts';
import type { Identity } from './user.ts';
import { UserRepository } from './user.repository.ts';

/** Turns what a login issuer says into a user, making one at the first sign-in. */
@Injectable()
export class SignInService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(UserRepository) private readonly users: UserRepository,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Accounts are told apart by issuer and subject alone. An e-mail address never joins two of them: an issuer
   * that lets people choose an address would let them choose somebody else's account.
   * @returns the user's id.
   */
  async signIn(identity: Identity): Promise<string> {
    return await this.database.transaction(async (tx) => {
      const known = await this.users.findIdByIdentity(tx, identity);
      if (known === null) return await this.welcome(tx, identity);
      await this.users.touchLogin(tx, identity, this.clock.now());
      return known;
    });
  }

  private async welcome(tx: Tx, identity: Identity): Promise<string> {
    const displayName = identity.name.trim().slice(0, 80) || 'Producer';
    let handle = proposeHandle(identity.name);
    while (await this.users.handleTaken(handle, tx)) handle = withSuffix(handle);
    const user = await this.users.create(tx, { handle, displayName, email: identity.email });
    await this.users.link(tx, user.id, identity);
    return user.id;
  }
}
