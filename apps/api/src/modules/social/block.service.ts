import { Inject, Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/auth/principal.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { Database } from '../../platform/database/database.ts';
import { ConflictError, NotFoundError } from '../../platform/problem/errors.ts';
import { BlockRepository } from './block.repository.ts';
import type { BlockRow, BlockTarget } from './block.repository.ts';
import { FollowService } from './follow.service.ts';
import { RemoteActorRepository } from './remote-actor.repository.ts';

const MOST_BLOCKS = 500;

/** Whom a user does not want to hear of. Nobody is told. */
@Injectable()
export class BlockService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(BlockRepository) private readonly blocks: BlockRepository,
    @Inject(RemoteActorRepository) private readonly actors: RemoteActorRepository,
    @Inject(FollowService) private readonly follows: FollowService,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async list(principal: Principal): Promise<BlockRow[]> {
    principal.requireScope('profile:read');
    return await this.blocks.list(principal.userId);
  }

  async add(principal: Principal, target: BlockTarget): Promise<void> {
    principal.requireScope('profile:write');
    if ((await this.blocks.count(principal.userId)) >= MOST_BLOCKS)
      throw new ConflictError(`You block ${MOST_BLOCKS} already, which is as many as one may.`);
    if ('actorId' in target) {
      if ((await this.actors.find(target.actorId)) === null)
        throw new NotFoundError('Producer', target.actorId);
      await this.follows.unfollow(principal, target.actorId);
    } else await this.follows.unfollowHost(principal, target.host);
    const now = this.clock.now();
    await this.database.transaction((tx) => this.blocks.add(tx, principal.userId, target, now));
  }

  async remove(principal: Principal, id: string): Promise<void> {
    principal.requireScope('profile:write');
    if (!(await this.blocks.remove(principal.userId, id))) throw new NotFoundError('Block', id);
  }
}
