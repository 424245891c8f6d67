import { Inject, Injectable } from '@nestjs/common';
import type { JsonWebKey } from 'node:crypto';
import type { Principal } from '../../platform/auth/principal.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { SocialKeyRepository } from './social-key.repository.ts';
import type { SocialKey } from './social-key.repository.ts';
import { INSTANCE } from './social.types.ts';

/** As long as that others may still check what was signed with a key before it was replaced. */
const OVERLAP_MS = 7 * 24 * 3_600_000;

/** Keys of users and of the instance. */
@Injectable()
export class SocialKeyService {
  /** How often this process has replaced keys: whoever keeps some looks anew when it changed. */
  replaced = 0;

  constructor(
    @Inject(SocialKeyRepository) private readonly keys: SocialKeyRepository,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Public: active keys first. */
  async published(owner: string): Promise<SocialKey[]> {
    return await this.keys.published(owner, new Date(this.clock.now().getTime() - OVERLAP_MS));
  }

  /** For the edge that signs. */
  open(key: SocialKey): JsonWebKey {
    return this.keys.open(key);
  }

  async rotateOwn(principal: Principal): Promise<void> {
    principal.requireScope('profile:write');
    await this.rotate(principal.userId);
  }

  async rotateInstance(principal: Principal): Promise<void> {
    principal.requireOperator();
    await this.rotate(INSTANCE);
  }

  private async rotate(owner: string): Promise<void> {
    await this.keys.rotate(owner, this.clock.now());
    this.replaced += 1;
  }

  async tidy(): Promise<number> {
    return await this.keys.forgetRetiredBefore(new Date(this.clock.now().getTime() - OVERLAP_MS));
  }
}
