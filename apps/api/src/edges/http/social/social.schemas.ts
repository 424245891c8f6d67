import { z } from 'zod';
import {
  count,
  cursor,
  instant,
  pageOf,
  pageQuery,
  recipeHash,
  uuid,
  webAddress,
} from '../common/common.schemas.ts';
import { Credits, FeedItem, RecipePrint } from '../recipes/recipes.schemas.ts';

const handle = z.string().regex(/^[a-z0-9](?:[a-z0-9-]{0,28}[a-z0-9])?$/);
/** A host, with its port where it is unusual: `music.example`, `music.example:8443`. */
const host = z
  .string()
  .toLowerCase()
  .regex(
    /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?$/,
    'must be a host such as music.example',
  );

export const ActorParams = z.strictObject({ id: uuid });
export const IdParams = z.strictObject({ id: uuid });
export const FlipParams = z.strictObject({ hash: recipeHash });
export const HandleParams = z.strictObject({ handle });
export const HostParams = z.strictObject({ host });
export const PageQuery = z.strictObject(pageQuery);
export const SearchQuery = z.strictObject({ q: z.string().trim().min(3).max(500) });

/** Somebody here (`id` and `host` are null) or elsewhere. */
export const SocialActor = z
  .strictObject({
    id: uuid.nullable(),
    handle: z.string(),
    displayName: z.string(),
    host: z.string().nullable(),
    url: z.string().nullable(),
  })
  .meta({ id: 'SocialActor' });

export const FollowState = z.enum(['PENDING', 'ACCEPTED']).meta({ id: 'FollowState' });

export const RemoteProducer = z
  .strictObject({
    id: uuid,
    handle: z.string(),
    displayName: z.string(),
    summary: z.string(),
    host: z.string(),
    url: z.string(),
    /** Where the account went to. */
    movedToId: uuid.nullable(),
    follow: FollowState.nullable(),
  })
  .meta({ id: 'RemoteProducer' });

export const RemoteFlipItem = z
  .strictObject({
    id: uuid,
    uri: z.string(),
    hash: recipeHash,
    title: z.string(),
    url: z.string(),
    actor: SocialActor,
    durationMs: z.int(),
    bpm: z.number(),
    tags: z.array(z.string()),
    credits: Credits,
    print: RecipePrint,
    publishedAt: instant,
  })
  .meta({ id: 'RemoteFlipItem' });

export const RemoteFlipView = z
  .strictObject({ ...RemoteFlipItem.shape, recipe: z.record(z.string(), z.unknown()) })
  .meta({ id: 'RemoteFlipView' });

export const RemoteFlipPage = pageOf(RemoteFlipItem, 'RemoteFlipPage');

/** One of the two is null: a flip of this instance, or one from elsewhere. `boostedBy` is somebody you follow. */
export const FollowedItem = z
  .strictObject({
    local: FeedItem.nullable(),
    remote: RemoteFlipItem.nullable(),
    boostedBy: SocialActor.nullable(),
  })
  .meta({ id: 'FollowedItem' });
export const FollowedPage = pageOf(FollowedItem, 'FollowedPage');

export const SearchResult = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('actor'), actorId: uuid }),
    z.strictObject({ kind: z.literal('flip'), postId: uuid }),
    z.strictObject({ kind: z.literal('producer'), handle: z.string() }),
    z.strictObject({ kind: z.literal('link'), path: z.string() }),
  ])
  .meta({ id: 'SocialSearchResult' });

export const ListedFollow = z
  .strictObject({ id: uuid, actor: SocialActor, state: FollowState, since: instant })
  .meta({ id: 'ListedFollow' });
export const FollowPage = pageOf(ListedFollow, 'FollowPage');
export const ProducerFollow = z
  .strictObject({
    following: z.boolean(),
    followers: count,
    followed: count,
    /** Where the account went to. */
    movedTo: SocialActor.nullable(),
  })
  .meta({ id: 'ProducerFollow' });

export const FlipStanding = z
  .strictObject({ likes: count, boosts: count, comments: count, liked: z.boolean(), boosted: z.boolean() })
  .meta({ id: 'FlipStanding' });

export const FlipComment = z
  .strictObject({
    id: uuid,
    parentId: uuid.nullable(),
    author: SocialActor,
    /** Empty where it is hidden or deleted. */
    text: z.string(),
    state: z.enum(['VISIBLE', 'HIDDEN', 'DELETED']),
    createdAt: instant,
    mine: z.boolean(),
  })
  .meta({ id: 'FlipComment' });
export const CommentPage = z
  .strictObject({ items: z.array(FlipComment), nextCursor: cursor.nullable() })
  .meta({ id: 'CommentPage' });
/** What others said about your flips. Hidden words are here for you alone. */
export const ReceivedComment = z
  .strictObject({
    id: uuid,
    flip: FeedItem,
    author: SocialActor,
    text: z.string(),
    state: z.enum(['VISIBLE', 'HIDDEN']),
    createdAt: instant,
  })
  .meta({ id: 'ReceivedComment' });
export const ReceivedCommentPage = pageOf(ReceivedComment, 'ReceivedCommentPage');
export const WriteComment = z
  .strictObject({ text: z.string().trim().min(1).max(2_000), parentId: uuid.nullable().default(null) })
  .meta({ id: 'WriteComment' });
export const CommentRef = z.strictObject({ id: uuid }).meta({ id: 'CommentRef' });

/** Either somebody elsewhere or a whole server. */
export const AddBlock = z
  .union([z.strictObject({ actorId: uuid }), z.strictObject({ host })])
  .meta({ id: 'AddBlock' });
export const BlockList = z
  .strictObject({
    items: z.array(
      z.strictObject({
        id: uuid,
        host: z.string().nullable(),
        actor: z.strictObject({ id: uuid, handle: z.string(), host: z.string() }).nullable(),
        createdAt: instant,
      }),
    ),
  })
  .meta({ id: 'BlockList' });

export const Aliases = z.strictObject({ items: z.array(webAddress).max(20) }).meta({ id: 'Aliases' });

/** An account of another server: `@name@server`, or its address. */
export const OtherAccount = z
  .strictObject({ account: z.string().trim().min(3).max(500) })
  .meta({ id: 'OtherAccount' });
export const KnownAs = z
  .strictObject({
    /** `@name@server`: what people elsewhere search for. */
    handle: z.string(),
    /** The address that never changes; what another account names as alias. */
    uri: z.string(),
    aliases: z.array(z.string()),
    /** While the keys before are still shown. */
    keysReplacedAt: instant.nullable(),
    movedTo: SocialActor.nullable(),
    movedAt: instant.nullable(),
  })
  .meta({ id: 'KnownAs' });

export const DomainRule = z.enum(['ALLOW', 'SILENCE', 'BLOCK']).meta({ id: 'ServerRule' });
const reason = z.string().trim().min(3).max(500);
export const SetDomain = z.strictObject({ rule: DomainRule, reason }).meta({ id: 'SetServerRule' });
export const ClearDomain = z.strictObject({ reason }).meta({ id: 'ClearServerRule' });
export const DomainList = z
  .strictObject({
    items: z.array(
      z.strictObject({ host: z.string(), rule: DomainRule, reason: z.string(), changedAt: instant }),
    ),
  })
  .meta({ id: 'ServerRuleList' });
/** How deliveries to other servers go; those that fail come first. */
export const HostList = z
  .strictObject({
    items: z.array(
      z.strictObject({
        host: z.string(),
        waiting: count,
        failures: z.int(),
        failingFrom: instant.nullable(),
        lastError: z.string().nullable(),
        deliveredAt: instant.nullable(),
      }),
    ),
  })
  .meta({ id: 'ServerHealthList' });
