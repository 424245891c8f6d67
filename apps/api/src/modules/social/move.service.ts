import { Inject, Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/auth/principal.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { Database } from '../../platform/database/database.ts';
import { Outbox } from '../../platform/outbox/outbox.ts';
import { ConflictError, NotFoundError } from '../../platform/problem/errors.ts';
import { socialActed } from './events.ts';
import { MoveRepository } from './move.repository.ts';
import type { OwnMove } from './move.repository.ts';
import type { RemoteActor } from './social.types.ts';

const DAY_MS = 24 * 3_600_000;
/** Followers are not sent about: others honour a move once in a while only. */
const BETWEEN_MOVES_DAYS = 30;

/** A user goes to another server and takes the followers along. Flips, royalties and the sign-in stay where they are. */
@Injectable()
export class MoveService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(MoveRepository) private readonly moves: MoveRepository,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Public. */
  async of(userId: string): Promise<OwnMove | null> {
    return await this.moves.current(userId);
  }

  /** @param to whose own word that it is the same person was just fetched. */
  async move(principal: Principal, to: RemoteActor): Promise<void> {
    principal.requireScope('profile:write');
    const { userId } = principal;
    const now = this.clock.now();
    const last = await this.moves.lastAt(userId);
    if ((await this.moves.current(userId)) !== null)
      throw new ConflictError('This account has moved already. Take that back first.');
    if (last !== null && now.getTime() - last.getTime() < BETWEEN_MOVES_DAYS * DAY_MS)
      throw new ConflictError(`An account moves once in ${BETWEEN_MOVES_DAYS} days.`);
    await this.database.transaction(async (tx) => {
      const moveId = await this.moves.add(tx, userId, to.id, now);
      if (moveId === null) throw new ConflictError('This account has moved already.');
      const payload = { kind: 'move' as const, userId, moveId, actorId: to.id };
      await this.outbox.append(tx, socialActed, { key: moveId, payload });
    });
  }

  /** The account leads nowhere any more. Whoever followed it elsewhere stays there. */
  async takeBack(principal: Principal): Promise<void> {
    principal.requireScope('profile:write');
    const { userId } = principal;
    const move = await this.moves.current(userId);
    if (move === null) throw new NotFoundError('Move');
    await this.database.transaction(async (tx) => {
      if (!(await this.moves.end(tx, userId, this.clock.now()))) return;
      const payload = { kind: 'unmove' as const, userId, moveId: move.id };
      await this.outbox.append(tx, socialActed, { key: move.id, payload });
    });
  }
}
