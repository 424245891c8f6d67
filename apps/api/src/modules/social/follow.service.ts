import { Inject, Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/auth/principal.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { Database } from '../../platform/database/database.ts';
import { Outbox } from '../../platform/outbox/outbox.ts';
import { ConflictError, NotFoundError } from '../../platform/problem/errors.ts';
import { toPage } from '../catalogue/index.ts';
import type { Page, PageRequest } from '../catalogue/index.ts';
import { DomainRepository } from './domain.repository.ts';
import { socialActed } from './events.ts';
import { FollowRepository } from './follow.repository.ts';
import type { FollowRow, ListedFollow } from './follow.repository.ts';
import { LocalProducerView } from './local-producer.view.ts';
import { MoveRepository } from './move.repository.ts';
import type { OwnMove } from './move.repository.ts';
import { RemoteActorRepository } from './remote-actor.repository.ts';
import type { RemoteActor } from './social.types.ts';

/** So that one account cannot make this instance a listener of everything. */
const MOST_FOLLOWED = 5_000;
const BATCH = 200;

/** Whom users follow, here and elsewhere. */
@Injectable()
export class FollowService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(FollowRepository) private readonly follows: FollowRepository,
    @Inject(RemoteActorRepository) private readonly actors: RemoteActorRepository,
    @Inject(LocalProducerView) private readonly producers: LocalProducerView,
    @Inject(DomainRepository) private readonly domains: DomainRepository,
    @Inject(MoveRepository) private readonly moves: MoveRepository,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Asks to follow; the other server answers. */
  async follow(principal: Principal, actorId: string): Promise<void> {
    principal.requireScope('profile:write');
    const actor = await this.requireActor(actorId);
    if ((await this.domains.ruleFor(actor.host)) === 'BLOCK')
      throw new ConflictError(`This instance has blocked ${actor.host}.`);
    await this.requireRoom(principal.userId);
    await this.followAs(principal.userId, actor);
  }

  async unfollow(principal: Principal, actorId: string): Promise<void> {
    principal.requireScope('profile:write');
    await this.unfollowAs(principal.userId, actorId);
  }

  async followProducer(principal: Principal, handle: string): Promise<void> {
    principal.requireScope('profile:write');
    const producer = await this.requireProducer(handle);
    if (producer.id === principal.userId) throw new ConflictError('Nobody follows themselves.');
    await this.requireRoom(principal.userId);
    await this.followHereAs(principal.userId, producer.id);
  }

  async unfollowProducer(principal: Principal, handle: string): Promise<void> {
    principal.requireScope('profile:write');
    const producer = await this.requireProducer(handle);
    const follow = await this.follows.find(principal.userId, { producerId: producer.id });
    if (follow !== null) await this.database.transaction((tx) => this.follows.remove(tx, follow.id));
  }

  /** Whether the user follows; `null` for a visitor and for whom they do not follow. */
  async of(principal: Principal | null, actorId: string): Promise<FollowRow | null> {
    return principal === null ? null : await this.follows.find(principal.userId, { actorId });
  }

  async ofProducer(principal: Principal | null, handle: string): Promise<ProducerFollow> {
    const producer = await this.requireProducer(handle);
    const follow =
      principal === null ? null : await this.follows.find(principal.userId, { producerId: producer.id });
    const counts = await this.follows.counts(producer.id);
    return { following: follow !== null, counts, moved: await this.moves.current(producer.id) };
  }

  async following(principal: Principal, page: PageRequest): Promise<Page<ListedFollow>> {
    principal.requireScope('profile:read');
    const rows = await this.follows.following(principal.userId, { ...page, limit: page.limit + 1 });
    return toPage(rows, page.limit, ({ id }) => ({ key: 'id', id }));
  }

  async followers(principal: Principal, page: PageRequest): Promise<Page<ListedFollow>> {
    principal.requireScope('profile:read');
    const rows = await this.follows.followers(principal.userId, { ...page, limit: page.limit + 1 });
    return toPage(rows, page.limit, ({ id }) => ({ key: 'id', id }));
  }

  /** An account elsewhere moved and both sides say so: whoever followed the old one follows the new one. */
  async moveFollowers(fromId: string, toId: string): Promise<void> {
    const target = await this.actors.find(toId);
    if (target === null) return;
    for (let after: string | null = null; ;) {
      const users = await this.follows.usersFollowing(fromId, after, BATCH);
      for (const userId of users) {
        await this.followAs(userId, target);
        await this.unfollowAs(userId, fromId);
      }
      after = users.at(-1) ?? null;
      if (users.length < BATCH) return;
    }
  }

  /** An account elsewhere moved to a user of this instance, and both sides say so. */
  async moveFollowersHere(fromId: string, producerId: string): Promise<void> {
    for (let after: string | null = null; ;) {
      const users = await this.follows.usersFollowing(fromId, after, BATCH);
      for (const userId of users) {
        if (userId !== producerId) await this.followHereAs(userId, producerId);
        await this.unfollowAs(userId, fromId);
      }
      after = users.at(-1) ?? null;
      if (users.length < BATCH) return;
    }
  }

  /** A user of this instance moved away: whoever follows them here follows the new account. */
  async moveOwnFollowers(producerId: string, toId: string): Promise<void> {
    const target = await this.actors.find(toId);
    if (target === null) return;
    for (let after: string | null = null; ;) {
      const users = await this.follows.usersFollowingProducer(producerId, after, BATCH);
      for (const userId of users) {
        await this.followAs(userId, target);
        const follow = await this.follows.find(userId, { producerId });
        if (follow !== null) await this.database.transaction((tx) => this.follows.remove(tx, follow.id));
      }
      after = users.at(-1) ?? null;
      if (users.length < BATCH) return;
    }
  }

  /** Nobody is followed of a server that the user blocks. */
  async unfollowHost(principal: Principal, host: string): Promise<void> {
    principal.requireScope('profile:write');
    for (const actorId of await this.follows.followedAt(principal.userId, host))
      await this.unfollowAs(principal.userId, actorId);
  }

  private async followHereAs(userId: string, producerId: string): Promise<void> {
    const now = this.clock.now();
    await this.database.transaction((tx) => this.follows.add(tx, userId, { producerId }, 'ACCEPTED', now));
  }

  /** Without asking for room: who moves takes a place that was taken already. */
  private async followAs(userId: string, actor: RemoteActor): Promise<void> {
    await this.database.transaction(async (tx) => {
      const id = await this.follows.add(tx, userId, { actorId: actor.id }, 'PENDING', this.clock.now());
      if (id === null) return;
      const payload = { kind: 'follow' as const, userId, followId: id, actorId: actor.id };
      await this.outbox.append(tx, socialActed, { key: id, payload });
    });
  }

  private async unfollowAs(userId: string, actorId: string): Promise<void> {
    const follow = await this.follows.find(userId, { actorId });
    if (follow === null) return;
    await this.database.transaction(async (tx) => {
      if (!(await this.follows.remove(tx, follow.id))) return;
      const payload = { kind: 'unfollow' as const, userId, followId: follow.id, actorId };
      await this.outbox.append(tx, socialActed, { key: follow.id, payload });
    });
  }

  private async requireRoom(userId: string): Promise<void> {
    if ((await this.follows.countOf(userId)) >= MOST_FOLLOWED)
      throw new ConflictError(`You follow ${MOST_FOLLOWED} producers, which is as many as one may.`);
  }

  private async requireActor(id: string): Promise<RemoteActor> {
    const actor = await this.actors.find(id);
    if (actor === null || actor.goneAt !== null) throw new NotFoundError('Producer', id);
    return actor;
  }

  private async requireProducer(handle: string): Promise<{ id: string }> {
    const producer = await this.producers.byHandle(handle);
    if (producer === null) throw new NotFoundError('Producer', handle);
    return producer;
  }
}

/** How a producer of this instance is followed. */
export interface ProducerFollow {
  readonly following: boolean;
  readonly counts: Counts;
  readonly moved: OwnMove | null;
}

interface Counts {
  readonly followers: string;
  readonly following: string;
}
