import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { Database } from '../../platform/database/database.ts';
import type { Tx } from '../../platform/database/database.ts';
import { nextLineState } from './line-transitions.ts';
import { RequestAssessor } from './request-assessor.service.ts';
import { RequestRepository } from './request.repository.ts';
import { SettleService } from './settle.service.ts';

const FIRST = '00000000-0000-0000-0000-000000000000';
const BATCH = 100;
const NAME = 'Deleted account';

/** What happens to requests without anybody asking: for jobs, which act for nobody. */
@Injectable()
export class RequestUpkeepService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(RequestRepository) private readonly requests: RequestRepository,
    @Inject(RequestAssessor) private readonly assessor: RequestAssessor,
    @Inject(SettleService) private readonly settling: SettleService,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Ends requests that nobody answered in time. @returns how many. */
  async expireDue(): Promise<number> {
    let expired = 0;
    let ids: string[];
    do {
      ids = await this.requests.due(this.clock.now(), BATCH);
      for (const id of ids) if (await this.database.transaction((tx) => this.expire(tx, id))) expired += 1;
    } while (ids.length === BATCH);
    return expired;
  }

  /** After a grant of a party changed: it may have agreed elsewhere, or taken back what it agreed to. */
  async reviewGrant(grantId: string): Promise<void> {
    await this.reviewEach((after) => this.requests.openAbout(grantId, after, BATCH));
  }

  /** After shares or contributors changed: somebody may have claimed what nobody had, and is asked then. */
  async reviewSubjects(subjects: {
    readonly recordingIds: readonly string[];
    readonly workIds: readonly string[];
  }): Promise<void> {
    await this.reviewEach((after) => this.requests.openUsing(subjects, after, BATCH));
  }

  private async reviewEach(page: (after: string) => Promise<string[]>): Promise<void> {
    let after: string | undefined = FIRST;
    while (after !== undefined) {
      const ids: string[] = await page(after);
      for (const id of ids) await this.database.transaction((tx) => this.review(tx, id));
      after = ids.length < BATCH ? undefined : ids.at(-1);
    }
  }

  /** A deleted user asks for nothing any more, and is not named. */
  async forget(userId: string): Promise<void> {
    let ids: string[];
    do {
      ids = await this.requests.openOfProducer(userId, BATCH);
      for (const id of ids) await this.database.transaction((tx) => this.takeBack(tx, id));
    } while (ids.length === BATCH);
    await this.database.transaction((tx) => this.requests.anonymise(tx, userId, NAME));
  }

  private async expire(tx: Tx, id: string): Promise<boolean> {
    const request = await this.requests.lock(tx, id);
    // Answered or revised since it was found.
    if (request === null || request.state !== 'OPEN' || request.expiresAt > this.clock.now()) return false;
    for (const line of await this.requests.lines(id, tx)) {
      const state = nextLineState(request.state, line.state, 'expire');
      if (state !== null) await this.requests.changeLine(tx, line.id, { state, decidedAt: this.clock.now() });
    }
    await this.settling.decide(tx, request, 'EXPIRED', null);
    return true;
  }

  private async review(tx: Tx, id: string): Promise<void> {
    const request = await this.requests.lock(tx, id);
    if (request === null || request.state !== 'OPEN') return;
    const subject = this.assessor.read(await this.requests.document(request, tx));
    const assessed = await this.assessor.assess(tx, subject, request.producerId, request.territory);
    await this.settling.settle(tx, request, assessed);
  }

  private async takeBack(tx: Tx, id: string): Promise<void> {
    const request = await this.requests.lock(tx, id);
    if (request?.state === 'OPEN') await this.settling.decide(tx, request, 'WITHDRAWN', null);
  }
}
