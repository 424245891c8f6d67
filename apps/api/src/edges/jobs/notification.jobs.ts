import { Inject, Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { z } from 'zod';
import { userDeleted } from '../../modules/identity/index.ts';
import { NotifyService } from '../../modules/notifications/index.ts';
import { GrantProducersView, RecipeHeadlineView } from '../../modules/recipes/index.ts';
import { RequestView } from '../../modules/requests/index.ts';
import { StatementReadersView } from '../../modules/royalty/index.ts';
import { Subscriptions } from '../../platform/outbox/subscriptions.ts';
import { JobQueue, defineJob } from '../../platform/queue/job-queue.ts';
import type { NoticeSources } from './notice-rule.ts';
import { NOTICES } from './notices.ts';
import { PeriodicJobs } from './periodic-jobs.ts';

const DAY_MS = 86_400_000;

/** One mail. Attempts span some hours: a mail server may be away for a while, and old news is none. */
export const sendMail = defineJob('notifications.mail', z.object({ id: z.uuid() }), {
  attempts: 8,
  backoffMs: 60_000,
});
export const tidyNotifications = defineJob('notifications.tidy', z.object({}), { attempts: 1 });

/** Makes notifications from events, and mail from notifications. */
@Injectable()
export class NotificationJobs implements OnModuleInit {
  private readonly sources: NoticeSources;

  constructor(
    @Inject(Subscriptions) private readonly subscriptions: Subscriptions,
    @Inject(JobQueue) private readonly queue: JobQueue,
    @Inject(PeriodicJobs) private readonly periodic: PeriodicJobs,
    @Inject(NotifyService) private readonly notifying: NotifyService,
    @Inject(RequestView) requests: RequestView,
    @Inject(RecipeHeadlineView) flips: RecipeHeadlineView,
    @Inject(GrantProducersView) producers: GrantProducersView,
    @Inject(StatementReadersView) statements: StatementReadersView,
  ) {
    this.sources = { people: notifying, requests, flips, producers, statements };
  }

  onModuleInit(): void {
    for (const rule of NOTICES)
      this.subscriptions.on(rule.event, {
        name: `notifications.${rule.event.topic}`,
        handle: async (payload, { eventId }) => {
          for (const notice of await rule.make(payload, this.sources))
            for await (const ids of this.notifying.tell(eventId, rule.kind, notice)) await this.mail(ids);
        },
      });
    this.subscriptions.on(userDeleted, {
      name: 'notifications.forget-user',
      handle: ({ userId }) => this.notifying.forget(userId),
    });
    this.queue.process(sendMail, ({ id }) => this.notifying.mail(id));
    this.queue.process(tidyNotifications, async () => void (await this.notifying.tidy()));
    this.periodic.add(tidyNotifications, {}, { everyMs: DAY_MS });
  }

  private async mail(ids: readonly string[]): Promise<void> {
    await this.queue.addMany(
      ids.map((id) => ({ job: sendMail, payload: { id }, id: `notifications.mail.${id}` })),
    );
  }
}
