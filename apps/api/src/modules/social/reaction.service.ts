import { Inject, Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/auth/principal.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { Database } from '../../platform/database/database.ts';
import { Outbox } from '../../platform/outbox/outbox.ts';
import { socialActed } from './events.ts';
import { FlipSubjectService } from './flip-subject.service.ts';
import { ReactionRepository } from './reaction.repository.ts';
import type { FlipStanding, ReactionKind } from './social.types.ts';

const DONE = { LIKE: 'like', BOOST: 'boost' } as const;
const UNDONE = { LIKE: 'unlike', BOOST: 'unboost' } as const;

/** Likes and boosts of flips, wherever those are at home. */
@Injectable()
export class ReactionService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(ReactionRepository) private readonly reactions: ReactionRepository,
    @Inject(FlipSubjectService) private readonly subjects: FlipSubjectService,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Public. */
  async standing(principal: Principal | null, hash: string): Promise<FlipStanding> {
    await this.subjects.require(hash);
    return await this.reactions.standing(hash, principal?.userId ?? null);
  }

  async add(principal: Principal, kind: ReactionKind, hash: string): Promise<void> {
    principal.requireScope('profile:write');
    await this.subjects.require(hash);
    const { userId } = principal;
    await this.database.transaction(async (tx) => {
      const id = await this.reactions.add(tx, kind, hash, { userId }, this.clock.now());
      if (id === null) return;
      const payload = { kind: DONE[kind], userId, reactionId: id, hash };
      await this.outbox.append(tx, socialActed, { key: id, payload });
    });
  }

  /** Taking back what is not there changes nothing. */
  async remove(principal: Principal, kind: ReactionKind, hash: string): Promise<void> {
    principal.requireScope('profile:write');
    const { userId } = principal;
    await this.database.transaction(async (tx) => {
      const id = await this.reactions.removeOwn(tx, kind, hash, userId);
      if (id === null) return;
      const payload = { kind: UNDONE[kind], userId, reactionId: id, hash };
      await this.outbox.append(tx, socialActed, { key: id, payload });
    });
  }
}
