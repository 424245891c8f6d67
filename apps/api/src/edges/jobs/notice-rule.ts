import type { Notice, NotificationKind, NotifyService } from '../../modules/notifications/index.ts';
import type { GrantProducersView, RecipeHeadlineView } from '../../modules/recipes/index.ts';
import type { RequestView } from '../../modules/requests/index.ts';
import type { StatementReadersView } from '../../modules/royalty/index.ts';
import type { EventDefinition } from '../../platform/outbox/outbox.ts';

/** What notices are made from. */
export interface NoticeSources {
  readonly people: Pick<NotifyService, 'membersOf' | 'decidersOf' | 'operators' | 'partyName' | 'userName'>;
  readonly requests: Pick<RequestView, 'headline' | 'lineHeadline'>;
  readonly flips: Pick<RecipeHeadlineView, 'find'>;
  readonly producers: Pick<GrantProducersView, 'producersLosing'>;
  readonly statements: Pick<StatementReadersView, 'readers'>;
}

/** Several notices say one thing to different people; who is in more than one is told the first. */
type Made = Notice | readonly Notice[] | null;
type MakeNotice<T> = (payload: T, from: NoticeSources) => Promise<Made>;

export interface NoticeRule {
  readonly event: EventDefinition<unknown>;
  readonly kind: NotificationKind;
  readonly make: (payload: unknown, from: NoticeSources) => Promise<readonly Notice[]>;
}

export function when<T>(event: EventDefinition<T>, kind: NotificationKind, make: MakeNotice<T>): NoticeRule {
  return {
    event,
    kind,
    make: async (payload, from) => [(await make(event.schema.parse(payload), from)) ?? []].flat(),
  };
}
