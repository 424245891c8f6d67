import { Inject, Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { z } from 'zod';
import { correctionDecided } from '../../modules/credits/index.ts';
import { userDeleted, userRenamed } from '../../modules/identity/index.ts';
import { recipePublished, recipeRestored, recipeWithdrawn } from '../../modules/recipes/index.ts';
import {
  actorMoved,
  boostHeard,
  FollowService,
  LocalProducerView,
  postAnnounced,
  RemotePostService,
  socialActed,
  SocialUpkeepService,
} from '../../modules/social/index.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { Log } from '../../platform/logging/log.ts';
import { Subscriptions } from '../../platform/outbox/subscriptions.ts';
import { defineJob, JobQueue } from '../../platform/queue/job-queue.ts';
import { PeriodicJobs } from '../jobs/periodic-jobs.ts';
import { LookupService } from './lookup.service.ts';
import { Outgoing } from './outgoing.ts';

const HOUR_MS = 3_600_000;
/** Names are corrected right after they were typed: what changes in so much time is told once. */
const RENAMED_MS = 5_000;
export const tellRenamed = defineJob('social.renamed', z.object({ userId: z.uuid(), span: z.int() }));
export const tidySocial = defineJob('social.tidy', z.object({}), { attempts: 1 });

/** What follows elsewhere from what happens here, and here from what was announced elsewhere. */
@Injectable()
export class ActivityPubJobs implements OnModuleInit {
  constructor(
    @Inject(Subscriptions) private readonly subscriptions: Subscriptions,
    @Inject(JobQueue) private readonly queue: JobQueue,
    @Inject(PeriodicJobs) private readonly periodic: PeriodicJobs,
    @Inject(Outgoing) private readonly outgoing: Outgoing,
    @Inject(RemotePostService) private readonly posts: RemotePostService,
    @Inject(LookupService) private readonly lookup: LookupService,
    @Inject(FollowService) private readonly follows: FollowService,
    @Inject(LocalProducerView) private readonly producers: LocalProducerView,
    @Inject(SocialUpkeepService) private readonly upkeep: SocialUpkeepService,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Log) private readonly log: Log,
  ) {}

  onModuleInit(): void {
    const { subscriptions, outgoing } = this;
    subscriptions.on(recipePublished, {
      name: 'activitypub.announce',
      handle: ({ hash }) => outgoing.announce(hash),
    });
    subscriptions.on(recipeRestored, {
      name: 'activitypub.announce-again',
      handle: ({ hash }) => outgoing.announce(hash),
    });
    subscriptions.on(recipeWithdrawn, {
      name: 'activitypub.take-back',
      handle: ({ hash }) => outgoing.takeBack(hash),
    });
    subscriptions.on(correctionDecided, {
      name: 'activitypub.retell',
      handle: async ({ correctionId, state }, { eventId }) => {
        if (state !== 'ACCEPTED') return;
        for (const hash of await this.producers.correctedBy(correctionId))
          await outgoing.retell(hash, eventId);
      },
    });
    subscriptions.on(socialActed, {
      name: 'activitypub.act',
      handle: (acted, { eventId }) => outgoing.act(acted, eventId),
    });
    subscriptions.on(postAnnounced, {
      name: 'social.fetch-recipe',
      handle: ({ postId }) => this.posts.fetch(postId),
    });
    subscriptions.on(actorMoved, {
      name: 'social.move-followers',
      handle: async ({ fromId, toId, toUserId }) => {
        if (toId !== null) await this.follows.moveFollowers(fromId, toId);
        if (toUserId !== null) await this.follows.moveFollowersHere(fromId, toUserId);
      },
    });
    subscriptions.on(socialActed, {
      name: 'social.move-own-followers',
      handle: async (acted) => {
        if (acted.kind === 'move') await this.follows.moveOwnFollowers(acted.userId, acted.actorId);
      },
    });
    subscriptions.on(boostHeard, {
      name: 'social.look-up-boost',
      handle: (heard) => this.lookup.takeBoosted(heard),
    });
    subscriptions.on(userRenamed, {
      name: 'activitypub.renamed',
      handle: async ({ userId }) => {
        // The job of a span begins after it has ended, so that it tells of all that changed in it.
        const span = Math.floor(this.clock.now().getTime() / RENAMED_MS);
        const id = `renamed-${userId}-${span}`;
        await this.queue.add(tellRenamed, { userId, span }, { id, delayMs: RENAMED_MS });
      },
    });
    this.queue.process(tellRenamed, ({ userId, span }) => outgoing.retellRenamed(userId, span));
    subscriptions.on(userDeleted, {
      name: 'social.say-goodbye',
      handle: async ({ userId }) => {
        await outgoing.sayGoodbye(userId);
        await this.upkeep.forget(userId);
      },
    });
    this.queue.process(tidySocial, async () => this.log.info(await this.upkeep.tidy(), 'tidied social'));
    this.periodic.add(tidySocial, {}, { everyMs: HOUR_MS });
  }
}
