import { Inject, Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/auth/principal.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { CONFIG } from '../../platform/config/config.ts';
import type { Config } from '../../platform/config/config.ts';
import { Database } from '../../platform/database/database.ts';
import type { Tx } from '../../platform/database/database.ts';
import {
  AlreadyExistsError,
  ForbiddenError,
  NotFoundError,
  UnprocessableError,
} from '../../platform/problem/errors.ts';
import { RateLimiter } from '../../platform/rate-limit/rate-limiter.ts';
import type { RateLimitRule } from '../../platform/rate-limit/rate-limiter.ts';
import { StatementService } from '../royalty/index.ts';
import { BodyErasedError } from './errors.ts';
import { requestText, requireSigned } from './sample-request.ts';
import { MOST_DRAWN_FROM, SampleRepository } from './sample.repository.ts';
import type { PlaySample, SampledPlay, SampleRequest, SampleSummary } from './sample.types.ts';

const REQUESTS: RateLimitRule = { name: 'plays.samples', points: 60, perSeconds: 3_600 };
const TRANSACTION_MS = 60_000;

/** Shows single plays to those whose music was played, for a signed request that is kept (ADR 34). */
@Injectable()
export class SampleService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(StatementService) private readonly statements: StatementService,
    @Inject(SampleRepository) private readonly samples: SampleRepository,
    @Inject(RateLimiter) private readonly limiter: RateLimiter,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<Config, 'baseUrl'>,
  ) {}

  /** The same request again is answered again, and kept once. */
  async ask(principal: Principal, statement: string, request: SampleRequest): Promise<PlaySample> {
    const of = await this.statements.requireManaged(principal, statement);
    await this.limiter.consume(REQUESTS, principal.userId);
    const now = this.clock.now();
    const { userId } = principal;
    const text = requestText(request);
    const known = await this.database.prisma.playSample.findUnique({
      where: { id: request.id },
      select: { request: true, userId: true },
    });
    if (known === null) {
      requireSigned(request, this.config.baseUrl, statement, now);
      await this.database.transaction(
        async (tx) => {
          await this.requireKey(tx, request.key, userId, now);
          const grants = await this.select(tx, of.periodId, request);
          const { id, recipe: recipeHash, reason } = request;
          const facts = { statementId: statement, ...of, recipeHash, reason, request: text, userId };
          await this.samples.append(tx, { id, ...facts, plays: grants.length, createdAt: now }, grants);
        },
        { timeoutMs: TRANSACTION_MS },
      );
    } else if (known.request !== text || known.userId !== userId)
      throw new AlreadyExistsError('There is another request with this id.');
    return await this.read(request.id);
  }

  /** Who asked, the newest first; one more than `limit` says that there is a next page. */
  async list(
    principal: Principal,
    statement: string,
    after: string | null,
    limit: number,
  ): Promise<SampleSummary[]> {
    await this.statements.requireManaged(principal, statement);
    return await this.samples.list(this.database.prisma, statement, after, limit);
  }

  async get(principal: Principal, id: string): Promise<PlaySample> {
    await this.requireReadable(principal, id);
    return await this.read(id);
  }

  /** @throws {BodyErasedError} when only its leaf is left. */
  async play(principal: Principal, id: string, position: number): Promise<SampledPlay> {
    await this.requireReadable(principal, id);
    const [play] = await this.samples.items(this.database.prisma, id, position);
    if (play === undefined) throw new NotFoundError('Play', String(position));
    if (play.receipt === null) throw new BodyErasedError();
    return play;
  }

  private async requireReadable(principal: Principal, id: string): Promise<void> {
    principal.requireScope('statements:read');
    const sample = await this.samples.find(this.database.prisma, id);
    if (sample === null) throw new NotFoundError('Sample', id);
    await this.statements.requireManaged(principal, sample.statementId);
    await this.limiter.consume(REQUESTS, principal.userId);
  }

  private async read(id: string): Promise<PlaySample> {
    const sample = await this.samples.find(this.database.prisma, id);
    if (sample === null) throw new Error('a sample that was kept is not there');
    return { ...sample, items: await this.samples.items(this.database.prisma, id) };
  }

  /** A key belongs to the account that used it first. */
  private async requireKey(tx: Tx, did: string, userId: string, now: Date): Promise<void> {
    const owner = await this.samples.claimKey(tx, did, userId, now);
    if (owner !== userId) throw new ForbiddenError('This key signs for another account.');
  }

  private async select(tx: Tx, period: string, request: SampleRequest): Promise<readonly string[]> {
    if (!(await this.samples.isOfStatement(tx, request)))
      throw refuse('/recipe', 'The statement has no line of this flip.');
    if ((await this.samples.countCandidates(tx, period, request)) > MOST_DRAWN_FROM)
      throw refuse('/territory', `The flip has more than ${MOST_DRAWN_FROM} plays: name a territory.`);
    const { plays } = request;
    if ('draw' in plays) return await this.samples.draw(tx, period, request, plays);
    const found = await this.samples.findNamed(tx, period, request, plays.named);
    return found.map((grant, index) => {
      if (grant !== null) return grant;
      throw refuse(`/plays/named/${index}`, 'This is no play of the flip, the territory and the period.');
    });
  }
}

const refuse = (pointer: string, detail: string): UnprocessableError =>
  new UnprocessableError(detail, [{ pointer, detail }]);
