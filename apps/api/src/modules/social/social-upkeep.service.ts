import { Inject, Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { PersonalData } from '../identity/index.ts';
import { BlockRepository } from './block.repository.ts';
import { DeliveryRepository } from './delivery.repository.ts';
import { FollowRepository } from './follow.repository.ts';
import { PostRepository } from './post.repository.ts';
import { SocialKeyService } from './social-key.service.ts';
import { SocialKvRepository } from './social-kv.repository.ts';

const DAY_MS = 24 * 3_600_000;
/** Far longer than a signature is taken after it was made, so that nothing that is forgotten can come again. */
const REMEMBER_MS = 30 * DAY_MS;
const SHOWN = { after: null, limit: 1_000 };

/** Removes what has run out, and what belongs to people who left. */
@Injectable()
export class SocialUpkeepService implements OnModuleInit {
  constructor(
    @Inject(FollowRepository) private readonly follows: FollowRepository,
    @Inject(BlockRepository) private readonly blocks: BlockRepository,
    @Inject(PostRepository) private readonly posts: PostRepository,
    @Inject(DeliveryRepository) private readonly deliveries: DeliveryRepository,
    @Inject(SocialKvRepository) private readonly values: SocialKvRepository,
    @Inject(SocialKeyService) private readonly keys: SocialKeyService,
    @Inject(PersonalData) private readonly personalData: PersonalData,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.personalData.add('social', async (userId) => ({
      following: await this.follows.following(userId, SHOWN),
      followers: await this.follows.followers(userId, SHOWN),
      blocks: await this.blocks.list(userId),
    }));
  }

  async tidy(): Promise<Record<string, number>> {
    const before = new Date(this.clock.now().getTime() - REMEMBER_MS);
    return {
      seen: await this.posts.forgetSeenBefore(before),
      deliveries: await this.deliveries.forgetDoneBefore(before),
      values: await this.values.forgetExpired(),
      keys: await this.keys.tidy(),
    };
  }

  /** After the goodbye to followers is on its way. */
  async forget(userId: string): Promise<void> {
    await this.follows.forget(userId);
  }
}
