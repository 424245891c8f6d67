import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { CONFIG } from '../../platform/config/config.ts';
import type { Config } from '../../platform/config/config.ts';
import { Database } from '../../platform/database/database.ts';
import type { Tx } from '../../platform/database/database.ts';
import { newId } from '../../platform/ids/ids.ts';
import { Outbox } from '../../platform/outbox/outbox.ts';
import { BlockRepository } from './block.repository.ts';
import { CommentRepository } from './comment.repository.ts';
import { actorMoved, boostHeard, commentCame, followerCame, postAnnounced, socialActed } from './events.ts';
import { FlipSubjectService } from './flip-subject.service.ts';
import { FollowRepository } from './follow.repository.ts';
import { LocalProducerView } from './local-producer.view.ts';
import { PostRepository } from './post.repository.ts';
import { ReactionRepository } from './reaction.repository.ts';
import { RemoteActorRepository } from './remote-actor.repository.ts';
import { SocialAddresses } from './social-addresses.ts';
import type { AnnouncedFlip, ReactionKind, RemoteActor } from './social.types.ts';

export interface IncomingComment {
  readonly uri: string;
  readonly inReplyTo: string;
  readonly text: string;
}

/** An activity whose sender is proved; what it says is not. */
export type Incoming =
  | { readonly kind: 'follow'; readonly userId: string; readonly uri: string }
  | { readonly kind: 'unfollow'; readonly userId: string }
  | { readonly kind: 'answer'; readonly followId: string; readonly accepted: boolean }
  | { readonly kind: 'flip'; readonly flip: AnnouncedFlip }
  | { readonly kind: 'comment'; readonly comment: IncomingComment }
  | {
      readonly kind: 'reaction';
      readonly reaction: ReactionKind;
      readonly object: string;
      readonly uri: string;
    }
  | { readonly kind: 'undo'; readonly uri: string }
  | { readonly kind: 'delete'; readonly uri: string }
  | { readonly kind: 'delete-actor' }
  | { readonly kind: 'moved'; readonly to: RemoteActor }
  /** To a user here, who named the old account. */
  | { readonly kind: 'moved-here'; readonly userId: string };

/**
 * What people elsewhere did. Each runs in one transaction with the mark that it was taken in, so that an activity that
 * comes again, from whatever server, changes nothing.
 */
@Injectable()
export class IncomingService {
  private readonly addresses: SocialAddresses;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(FollowRepository) private readonly follows: FollowRepository,
    @Inject(RemoteActorRepository) private readonly actors: RemoteActorRepository,
    @Inject(PostRepository) private readonly posts: PostRepository,
    @Inject(ReactionRepository) private readonly reactions: ReactionRepository,
    @Inject(CommentRepository) private readonly comments: CommentRepository,
    @Inject(BlockRepository) private readonly blocks: BlockRepository,
    @Inject(FlipSubjectService) private readonly subjects: FlipSubjectService,
    @Inject(LocalProducerView) private readonly producers: LocalProducerView,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(CONFIG) config: Pick<Config, 'baseUrl'>,
  ) {
    this.addresses = new SocialAddresses(config.baseUrl);
  }

  /** @param activityUri what it is known by; the same one is taken in once. */
  async take(actor: RemoteActor, activityUri: string, incoming: Incoming): Promise<void> {
    const at = this.clock.now();
    const act = await this.plan(actor, incoming, at);
    if (act === null) return;
    await this.database.transaction(async (tx) => {
      if (await this.posts.markSeen(tx, activityUri, at)) await act(tx);
    });
  }

  /** A flip that somebody here looked for; its recipe is fetched by who asks. */
  async takeFound(actor: RemoteActor, flip: AnnouncedFlip): Promise<void> {
    const at = this.clock.now();
    if ((await this.posts.findByUri(flip.uri)) !== null) return;
    await this.database.transaction(async (tx) => {
      if (!(await this.posts.isBuried(tx, flip.uri))) await this.posts.announce(tx, actor.id, flip, at);
    });
  }

  /** What there is to do, with everything read that it needs. */
  private async plan(actor: RemoteActor, incoming: Incoming, at: Date): Promise<Act | null> {
    switch (incoming.kind) {
      case 'follow':
        return await this.planFollow(actor, incoming.userId, incoming.uri, at);
      case 'unfollow':
        return async () => void (await this.follows.removeFollower(incoming.userId, actor.id));
      case 'answer':
        return async () => void (await this.follows.answer(incoming.followId, actor.id, incoming.accepted));
      case 'flip':
        return await this.planFlip(actor, incoming.flip, at);
      case 'comment':
        return await this.planComment(actor, incoming.comment, at);
      case 'reaction':
        return await this.planReaction(actor, incoming, at);
      case 'undo':
        return (tx) => this.undo(tx, actor, incoming.uri, at);
      case 'delete':
        return await this.planDelete(actor, incoming.uri, at);
      case 'delete-actor':
        return (tx) => this.actors.remove(tx, actor.id, at);
      case 'moved':
        return async (tx) => {
          await this.actors.setMoved(tx, actor.id, incoming.to.id);
          const payload = { fromId: actor.id, toId: incoming.to.id, toUserId: null };
          await this.outbox.append(tx, actorMoved, { key: actor.id, payload });
        };
      case 'moved-here':
        return async (tx) => {
          const payload = { fromId: actor.id, toId: null, toUserId: incoming.userId };
          await this.outbox.append(tx, actorMoved, { key: actor.id, payload });
        };
    }
  }

  private async planFollow(actor: RemoteActor, userId: string, uri: string, at: Date): Promise<Act | null> {
    const user = await this.producers.byId(userId);
    if (user === null || user.deletedAt !== null) return null;
    const refused = await this.blocks.isBlocked(userId, actor.id, actor.host);
    return async (tx) => {
      const answer = { userId, followUri: uri, actorId: actor.id };
      const kind = refused ? ('reject' as const) : ('accept' as const);
      const isNew = !refused && (await this.follows.addFollower(tx, userId, actor.id, uri, at));
      await this.outbox.append(tx, socialActed, { key: userId, payload: { kind, ...answer } });
      if (!isNew) return;
      const payload = { userId, name: nameOf(actor), link: '/following' };
      await this.outbox.append(tx, followerCame, { key: userId, payload });
    };
  }

  /** Of whom nobody here follows nothing is kept. What is known is told anew. */
  private async planFlip(actor: RemoteActor, flip: AnnouncedFlip, at: Date): Promise<Act | null> {
    const known = await this.posts.findByUri(flip.uri);
    if (known !== null && (known.actorId !== actor.id || known.hash !== flip.hash)) return null;
    if (known === null && !(await this.follows.isFollowedByAnyone(actor.id))) return null;
    return async (tx) => {
      if (await this.posts.isBuried(tx, flip.uri)) return;
      if (known !== null) await this.posts.update(tx, known.id, flip, at);
      const postId = known?.id ?? (await this.posts.announce(tx, actor.id, flip, at));
      if (postId !== null) await this.outbox.append(tx, postAnnounced, { key: postId, payload: { postId } });
    };
  }

  /** What nobody has heard of is buried too: a creation that arrives late changes nothing. */
  private async planDelete(actor: RemoteActor, uri: string, at: Date): Promise<Act | null> {
    const known = (await this.posts.findByUri(uri)) ?? (await this.comments.findByUri(uri));
    if (known !== null && known.actorId !== actor.id) return null;
    return (tx) => this.posts.bury(tx, uri, at);
  }

  private async planComment(actor: RemoteActor, comment: IncomingComment, at: Date): Promise<Act | null> {
    const known = await this.comments.findByUri(comment.uri);
    if (known !== null) {
      if (known.actorId !== actor.id) return null;
      return () => this.comments.reword(comment.uri, actor.id, comment.text);
    }
    const place = await this.placeOf(comment.inReplyTo);
    if (place === null || comment.text === '') return null;
    const subject = await this.subjects.find(place.hash);
    const producerId = subject?.local?.producerId;
    if (subject === null) return null;
    if (producerId !== undefined && (await this.blocks.isBlocked(producerId, actor.id, actor.host)))
      return null;
    return async (tx) => {
      if (await this.posts.isBuried(tx, comment.uri)) return;
      const { uri, text } = comment;
      const row = { id: newId(), uri, text, userId: null, actorId: actor.id, createdAt: at, ...place };
      if (!(await this.comments.add(tx, row)) || subject.local === null || producerId === undefined) return;
      const { code, title } = subject.local;
      const payload = { userId: producerId, name: nameOf(actor), link: `/r/${code}`, title };
      await this.outbox.append(tx, commentCame, { key: producerId, payload });
    };
  }

  private async planReaction(
    actor: RemoteActor,
    { reaction, object, uri }: Extract<Incoming, { kind: 'reaction' }>,
    at: Date,
  ): Promise<Act | null> {
    const hash = await this.flipOf(object);
    if (hash === null) return await this.planUnheard(actor, reaction, object, uri);
    const subject = await this.subjects.find(hash);
    const producerId = subject?.local?.producerId;
    if (subject === null) return null;
    if (producerId !== undefined && (await this.blocks.isBlocked(producerId, actor.id, actor.host)))
      return null;
    return async (tx) => void (await this.reactions.add(tx, reaction, hash, { actorId: actor.id, uri }, at));
  }

  /** What somebody who is followed here boosts is worth a look, wherever it is at home. */
  private async planUnheard(
    actor: RemoteActor,
    reaction: ReactionKind,
    object: string,
    uri: string,
  ): Promise<Act | null> {
    if (reaction !== 'BOOST' || this.addresses.parse(object) !== null) return null;
    if (!(await this.follows.isFollowedByAnyone(actor.id))) return null;
    const payload = { actorId: actor.id, uri, object };
    return async (tx) => void (await this.outbox.append(tx, boostHeard, { key: actor.id, payload }));
  }

  /** A boost may be undone while its flip is still looked up; the mark keeps it from being added afterwards. */
  private async undo(tx: Tx, actor: RemoteActor, uri: string, at: Date): Promise<void> {
    if (!(await this.reactions.removeByUri(tx, uri, actor.id)))
      await this.posts.markSeen(tx, undoneMark(actor.id, uri), at);
  }

  /** A boost of a flip that was looked up for it. */
  async takeFoundBoost(actorId: string, uri: string, hash: string): Promise<void> {
    const at = this.clock.now();
    if (await this.posts.wasSeen(undoneMark(actorId, uri))) return;
    await this.database.transaction(
      async (tx) => void (await this.reactions.add(tx, 'BOOST', hash, { actorId, uri }, at)),
    );
  }

  /** The flip that an address names, here or elsewhere. */
  private async flipOf(uri: string): Promise<string | null> {
    const own = this.addresses.parse(uri);
    if (own !== null) return own.kind === 'flip' ? own.hash : null;
    return (await this.posts.findByUri(uri))?.hash ?? null;
  }

  /** Where a comment belongs: on a flip, or under another comment on one. */
  private async placeOf(inReplyTo: string): Promise<{ hash: string; parentId: string | null } | null> {
    const hash = await this.flipOf(inReplyTo);
    if (hash !== null) return { hash, parentId: null };
    const parent = await this.comments.findByUri(inReplyTo);
    return parent === null ? null : { hash: parent.hash, parentId: parent.id };
  }
}

const undoneMark = (actorId: string, uri: string): string => `undone:${actorId}:${uri}`;

type Act = (tx: Tx) => Promise<void>;

const nameOf = ({ displayName, handle, host }: RemoteActor): string =>
  `${displayName === '' ? handle : displayName} (@${handle}@${host})`;
