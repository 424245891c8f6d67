import { signObject } from '@fedify/fedify';
import {
  Accept,
  Announce,
  Create,
  Delete,
  Follow,
  Like,
  Move,
  Note,
  PUBLIC_COLLECTION,
  Reject,
  Tombstone,
  Undo,
  Update,
} from '@fedify/vocab';
import type { Activity } from '@fedify/vocab';
import { Inject, Injectable } from '@nestjs/common';
import {
  CommentRepository,
  DeliveryRepository,
  FlipSubjectService,
  LocalProducerView,
  RecipeReaderService,
  RemoteActorRepository,
} from '../../modules/social/index.ts';
import type {
  CommentRow,
  FlipSubject,
  Inbox,
  LocalFlip,
  RemoteActor,
  socialActed,
} from '../../modules/social/index.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { CONFIG } from '../../platform/config/config.ts';
import type { Config } from '../../platform/config/config.ts';
import { newId } from '../../platform/ids/ids.ts';
import { namedId } from '../../platform/ids/named-id.ts';
import type { EventDefinition } from '../../platform/outbox/outbox.ts';
import { Documents } from './documents.ts';
import { People } from './people.ts';
import { SigningKeys } from './signing-keys.ts';
import { Things } from './things.ts';

type Acted = typeof socialActed extends EventDefinition<infer T> ? T : never;
type ActedAs<K extends Acted['kind']> = Extract<Acted, { kind: K }>;

interface Addressed {
  readonly followersOf: string | null;
  readonly inboxes: readonly Inbox[];
}

const inboxOf = ({ inbox, host }: RemoteActor): Inbox => ({ inbox, host });
const nameOf = ({ handle, host }: RemoteActor): string => `@${handle}@${host}`;

/** Makes activities of what users did, signs them, and puts them on their way: each once, by its key. */
@Injectable()
export class Outgoing {
  private readonly things: Things;

  constructor(
    @Inject(DeliveryRepository) private readonly deliveries: DeliveryRepository,
    @Inject(RemoteActorRepository) private readonly actors: RemoteActorRepository,
    @Inject(LocalProducerView) private readonly producers: LocalProducerView,
    @Inject(CommentRepository) private readonly comments: CommentRepository,
    @Inject(RecipeReaderService) private readonly readers: RecipeReaderService,
    @Inject(FlipSubjectService) private readonly subjects: FlipSubjectService,
    @Inject(SigningKeys) private readonly keys: SigningKeys,
    @Inject(People) private readonly people: People,
    @Inject(Documents) private readonly documents: Documents,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(CONFIG) config: Pick<Config, 'baseUrl'>,
  ) {
    this.things = new Things(config.baseUrl);
  }

  /** `eventId` is the activity's key: an event that is handed over again makes no second one. */
  async act(acted: Acted, eventId: string): Promise<void> {
    switch (acted.kind) {
      case 'follow':
      case 'unfollow':
        return await this.follow(acted, eventId);
      case 'accept':
      case 'reject':
        return await this.answer(acted, eventId);
      case 'comment':
        return await this.comment(acted, eventId);
      case 'uncomment':
        return await this.uncomment(acted, eventId);
      case 'move':
        return await this.move(acted, eventId);
      case 'unmove':
        return await this.retellActor(acted.userId, eventId);
      default:
        return await this.react(acted, eventId);
    }
  }

  /** A flip was published, or came back. */
  async announce(hash: string): Promise<void> {
    const flip = await this.producers.flip(hash);
    if (flip?.state !== 'PUBLISHED') return;
    await this.put(
      flip.producerId,
      `create:${hash}:${flip.revival}`,
      this.things.create(flip),
      toFollowers(flip),
    );
  }

  /** Its credits were corrected. */
  async retell(hash: string, eventId: string): Promise<void> {
    const flip = await this.producers.flip(hash);
    if (flip?.state !== 'PUBLISHED') return;
    const note = this.things.note(flip);
    const activity = new Update({
      ...this.head(flip.producerId, eventId),
      to: PUBLIC_COLLECTION,
      cc: new URL(this.things.addresses.followers(flip.producerId)),
      object: note,
    });
    await this.put(flip.producerId, `update:${hash}:${eventId}`, activity, toFollowers(flip));
  }

  /** It was taken away, by whomever. Whoever holds its recipe hears of it, follower or not. */
  async takeBack(hash: string): Promise<void> {
    const flip = await this.producers.flip(hash);
    if (flip === null || flip.state === 'PUBLISHED') return;
    const id = new URL(this.things.addresses.flip(hash, flip.revival));
    const activity = new Delete({
      id: new URL(`${id.href}#delete`),
      actor: new URL(this.things.addresses.actor(flip.producerId)),
      to: PUBLIC_COLLECTION,
      object: new Tombstone({ id, formerType: Note }),
    });
    const to = { followersOf: flip.producerId, inboxes: await this.readers.inboxes(hash) };
    await this.put(flip.producerId, `delete:${hash}:${flip.revival}`, activity, to);
  }

  /** An account here is no more. Its keys go afterwards: this is still signed with them. */
  async sayGoodbye(userId: string): Promise<void> {
    const actor = new URL(this.things.addresses.actor(userId));
    const activity = new Delete({
      id: new URL(`${actor.href}#delete`),
      actor,
      to: PUBLIC_COLLECTION,
      object: actor,
    });
    await this.put(userId, `goodbye:${userId}`, activity, { followersOf: userId, inboxes: [] });
  }

  /** Somebody is called otherwise. Once for each span of time, however often that was asked for. */
  async retellRenamed(userId: string, span: number): Promise<void> {
    await this.retellActor(userId, namedId('renamed', `${userId} ${span}`));
  }

  /** Followers elsewhere are told where the account went to; their servers check the new account's own word. */
  private async move({ userId, actorId }: ActedAs<'move'>, eventId: string): Promise<void> {
    const target = await this.actors.find(actorId);
    if (target === null) return;
    const parts = this.head(userId, eventId);
    const followers = new URL(this.things.addresses.followers(userId));
    const activity = new Move({ ...parts, object: parts.actor, target: new URL(target.uri), to: followers });
    await this.put(userId, eventId, activity, { followersOf: userId, inboxes: [] });
  }

  /** The account's own document changed. */
  private async retellActor(userId: string, eventId: string): Promise<void> {
    const object = await this.people.person(userId);
    if (object === null) return;
    const activity = new Update({ ...this.head(userId, eventId), to: PUBLIC_COLLECTION, object });
    await this.put(userId, eventId, activity, { followersOf: userId, inboxes: [] });
  }

  private async follow(acted: ActedAs<'follow' | 'unfollow'>, eventId: string): Promise<void> {
    const { userId, followId, actorId, kind } = acted;
    const target = await this.actors.find(actorId);
    if (target === null) return;
    const follow = new Follow({
      id: new URL(this.things.addresses.follow(followId)),
      actor: new URL(this.things.addresses.actor(userId)),
      object: new URL(target.uri),
      to: new URL(target.uri),
    });
    const activity = kind === 'follow' ? follow : new Undo({ ...this.head(userId, eventId), object: follow });
    await this.put(userId, eventId, activity, { followersOf: null, inboxes: [inboxOf(target)] });
  }

  private async answer(acted: ActedAs<'accept' | 'reject'>, eventId: string): Promise<void> {
    const { userId, followUri, actorId, kind } = acted;
    const target = await this.actors.find(actorId);
    if (target === null) return;
    const object = new Follow({
      id: new URL(followUri),
      actor: new URL(target.uri),
      object: new URL(this.things.addresses.actor(userId)),
    });
    const parts = { ...this.head(userId, eventId), object, to: new URL(target.uri) };
    const activity = kind === 'accept' ? new Accept(parts) : new Reject(parts);
    await this.put(userId, eventId, activity, { followersOf: null, inboxes: [inboxOf(target)] });
  }

  private async react(
    acted: ActedAs<'like' | 'unlike' | 'boost' | 'unboost'>,
    eventId: string,
  ): Promise<void> {
    const { userId, hash, reactionId, kind } = acted;
    const subject = await this.subjects.find(hash);
    if (subject === null) return;
    const parts = {
      id: new URL(this.things.addresses.activity(reactionId)),
      actor: new URL(this.things.addresses.actor(userId)),
      object: new URL(this.uriOf(subject)),
    };
    const isBoost = kind === 'boost' || kind === 'unboost';
    const cc = new URL(this.things.addresses.followers(userId));
    const reaction = isBoost ? new Announce({ ...parts, to: PUBLIC_COLLECTION, cc }) : new Like(parts);
    const isUndone = kind === 'unlike' || kind === 'unboost';
    const activity = isUndone ? new Undo({ ...this.head(userId, eventId), object: reaction }) : reaction;
    const inboxes = subject.remote === null ? [] : [inboxOf(subject.remote.actor)];
    // A like of a flip of this instance is nobody else's business.
    if (!isBoost && inboxes.length === 0) return;
    await this.put(userId, eventId, activity, { followersOf: isBoost ? userId : null, inboxes });
  }

  private async comment({ commentId, userId }: ActedAs<'comment'>, eventId: string): Promise<void> {
    const comment = await this.comments.find(commentId);
    const subject = comment === null ? null : await this.subjects.find(comment.hash);
    if (comment?.state !== 'VISIBLE' || subject === null) return;
    const parent = comment.parentId === null ? null : await this.comments.find(comment.parentId);
    const answered = await this.authorOf(parent, subject);
    const to = answered === null ? null : { uri: answered.uri, name: nameOf(answered) };
    const note = this.things.comment(comment, parent?.uri ?? this.uriOf(subject), to);
    const activity = new Create({
      ...this.head(userId, eventId),
      to: PUBLIC_COLLECTION,
      ccs: note.ccIds,
      object: note,
    });
    await this.put(userId, eventId, activity, this.addressedTo(subject, userId, answered));
  }

  private async uncomment({ commentId, userId }: ActedAs<'uncomment'>, eventId: string): Promise<void> {
    const comment = await this.comments.find(commentId);
    const subject = comment === null ? null : await this.subjects.find(comment.hash);
    if (comment === null || subject === null) return;
    const parent = comment.parentId === null ? null : await this.comments.find(comment.parentId);
    const object = new Tombstone({ id: new URL(comment.uri), formerType: Note });
    const activity = new Delete({ ...this.head(userId, eventId), to: PUBLIC_COLLECTION, object });
    const answered = await this.authorOf(parent, subject);
    await this.put(userId, eventId, activity, this.addressedTo(subject, userId, answered));
  }

  /** Who is answered, where that is somebody elsewhere. */
  private async authorOf(parent: CommentRow | null, subject: FlipSubject): Promise<RemoteActor | null> {
    if (parent !== null) return parent.actorId === null ? null : await this.actors.find(parent.actorId);
    return subject.remote?.actor ?? null;
  }

  private addressedTo(subject: FlipSubject, userId: string, answered: RemoteActor | null): Addressed {
    const people = [answered, subject.remote?.actor ?? null].filter((one) => one !== null);
    const inboxes = new Map(people.map((one) => [one.inbox, inboxOf(one)]));
    // A comment on a flip of this instance is news for those who follow its producer, wherever they are.
    return { followersOf: subject.local?.producerId ?? userId, inboxes: [...inboxes.values()] };
  }

  private uriOf(subject: FlipSubject): string {
    return subject.local === null
      ? subject.remote.uri
      : this.things.addresses.flip(subject.local.hash, subject.local.revival);
  }

  private head(owner: string, eventId: string) {
    const { addresses } = this.things;
    return { id: new URL(addresses.activity(eventId)), actor: new URL(addresses.actor(owner)) };
  }

  /** Signs the object (FEP-8b32) and keeps the very bytes that are sent. */
  private async put(owner: string, key: string, activity: Activity, to: Addressed): Promise<void> {
    if (await this.deliveries.isKnown(key)) return;
    const { object } = await this.keys.of(owner);
    const contextLoader = this.documents.context;
    const signed = await signObject(activity, object.privateKey, object.keyId, { contextLoader });
    const body = JSON.stringify(await signed.toJsonLd({ format: 'compact', contextLoader }));
    const kind = activity.constructor.name;
    await this.deliveries.put({ id: newId(), owner, kind, key, body, createdAt: this.clock.now() }, to);
  }
}

const toFollowers = ({ producerId }: LocalFlip): Addressed => ({ followersOf: producerId, inboxes: [] });
