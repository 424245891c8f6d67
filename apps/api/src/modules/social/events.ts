import { z } from 'zod';
import { defineEvent } from '../../platform/outbox/outbox.ts';

const ids = { userId: z.uuid() } as const;

/** What a user did that somebody elsewhere is to hear of. The edge to the protocol makes activities of it. */
export const socialActed = defineEvent(
  'social.acted',
  z.discriminatedUnion('kind', [
    z.strictObject({ ...ids, kind: z.literal('follow'), followId: z.uuid(), actorId: z.uuid() }),
    z.strictObject({ ...ids, kind: z.literal('unfollow'), followId: z.uuid(), actorId: z.uuid() }),
    z.strictObject({ ...ids, kind: z.literal('accept'), followUri: z.string(), actorId: z.uuid() }),
    z.strictObject({ ...ids, kind: z.literal('reject'), followUri: z.string(), actorId: z.uuid() }),
    z.strictObject({ ...ids, kind: z.enum(['like', 'boost']), reactionId: z.uuid(), hash: z.string() }),
    z.strictObject({ ...ids, kind: z.enum(['unlike', 'unboost']), reactionId: z.uuid(), hash: z.string() }),
    z.strictObject({ ...ids, kind: z.literal('comment'), commentId: z.uuid() }),
    z.strictObject({ ...ids, kind: z.literal('uncomment'), commentId: z.uuid() }),
    z.strictObject({ ...ids, kind: z.literal('move'), moveId: z.uuid(), actorId: z.uuid() }),
    z.strictObject({ ...ids, kind: z.literal('unmove'), moveId: z.uuid() }),
  ]),
);

/** A flip was announced from elsewhere; its recipe is to be fetched. */
export const postAnnounced = defineEvent('social.post-announced', z.strictObject({ postId: z.uuid() }));

/** Who it was, as notices name them, and the screen that it leads to. */
const heard = { userId: z.uuid(), name: z.string(), link: z.string() } as const;

/** Somebody elsewhere began to follow a user here. */
export const followerCame = defineEvent('social.follower-came', z.strictObject(heard));

/** Somebody elsewhere said something about a flip of a user here. */
export const commentCame = defineEvent(
  'social.comment-came',
  z.strictObject({ ...heard, title: z.string() }),
);

/** An account elsewhere moved, to another one elsewhere or to a user here: whoever followed it follows the new one. */
export const actorMoved = defineEvent(
  'social.actor-moved',
  z.strictObject({
    fromId: z.uuid(),
    toId: z.uuid().nullable(),
    toUserId: z.uuid().nullable().default(null),
  }),
);

/** Somebody who is followed here boosts what this instance has not heard of; it is to be looked up. */
export const boostHeard = defineEvent(
  'social.boost-heard',
  z.strictObject({ actorId: z.uuid(), uri: z.string(), object: z.string() }),
);
