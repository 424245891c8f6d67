import { Inject, Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/auth/principal.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { Database } from '../../platform/database/database.ts';
import { newId } from '../../platform/ids/ids.ts';
import { Outbox } from '../../platform/outbox/outbox.ts';
import { ConflictError, UnprocessableError } from '../../platform/problem/errors.ts';
import { playsVoided } from './events.ts';
import { PeriodCalendarRepository } from './period-calendar.repository.ts';
import { MOST_VOIDED, PlayVoidRepository } from './play-void.repository.ts';
import type { VoidFilter, VoidPreview, Voiding } from './play-void.types.ts';

const TRANSACTION_MS = 60_000;

export interface VoidRequest {
  readonly filter: VoidFilter;
  readonly reason: string;
  /** What the preview said; anything else is refused. */
  readonly expectedPlays: number;
}

/** Takes back plays that turned out to be fraud. The plays stay; rows beside them say that they do not count. */
@Injectable()
export class PlayVoidService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(PlayVoidRepository) private readonly voids: PlayVoidRepository,
    @Inject(PeriodCalendarRepository) private readonly calendar: PeriodCalendarRepository,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async preview(principal: Principal, filter: VoidFilter): Promise<VoidPreview> {
    principal.requireOperator();
    requireNarrow(filter);
    return await this.voids.preview(this.database.prisma, filter);
  }

  /**
   * A play of the open period is not counted at its close. A play of an earlier one was, and is taken back by the close of the
   * period that is open now.
   * @throws {ConflictError} when other plays would be taken back than the preview said.
   */
  async apply(principal: Principal, { filter, reason, expectedPlays }: VoidRequest): Promise<Voiding> {
    principal.requireOperator();
    requireNarrow(filter);
    if (expectedPlays > MOST_VOIDED) throw tooMany();
    const { userId } = principal;
    const id = newId();
    await this.database.transaction(
      async (tx) => {
        await this.voids.lock(tx);
        const at = this.clock.now();
        const period = (await this.calendar.lockOpen(tx, at)).id;
        const voiding = { id, filter, reason, plays: expectedPlays, period, userId, at };
        const plays = await this.voids.append(tx, voiding);
        if (plays !== expectedPlays)
          throw new ConflictError(`Now ${plays} plays fit, and not ${expectedPlays}. Look at them again.`);
        await this.outbox.append(tx, playsVoided, { key: period, payload: { voiding: id, period, plays } });
      },
      { timeoutMs: TRANSACTION_MS },
    );
    const made = await this.voids.find(this.database.prisma, id);
    if (made === null) throw new Error('what was taken back is not there');
    return made;
  }

  /** The newest first; one more than `limit` says that there is a next page. */
  async list(principal: Principal, after: string | null, limit: number): Promise<Voiding[]> {
    principal.requireOperator();
    return await this.voids.list(this.database.prisma, after, limit);
  }
}

/** A time span alone is no ground for calling plays fraud. */
function requireNarrow({ device, recipe, receiptId, from, to }: VoidFilter): void {
  if (device === null && recipe === null && receiptId === null)
    throw new UnprocessableError('Name a device, a flip or a play.', [
      { pointer: '/device', detail: 'or recipe, or receiptId, is needed' },
    ]);
  if (from !== null && to !== null && from >= to)
    throw new UnprocessableError('The time span is empty.', [
      { pointer: '/to', detail: 'must be after from' },
    ]);
}

const tooMany = (): UnprocessableError =>
  new UnprocessableError(`At most ${MOST_VOIDED} plays are taken back at once.`, [
    { pointer: '/to', detail: 'take a shorter time' },
  ]);
