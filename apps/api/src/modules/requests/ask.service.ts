import { canonicalise, durationMs } from '@flipside/recipe';
import { Inject, Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/auth/principal.ts';
import { RateLimiter } from '../../platform/rate-limit/rate-limiter.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { CONFIG } from '../../platform/config/config.ts';
import type { Config } from '../../platform/config/config.ts';
import { Database } from '../../platform/database/database.ts';
import type { Tx } from '../../platform/database/database.ts';
import { newId } from '../../platform/ids/ids.ts';
import { AlreadyExistsError, ConflictError, NotFoundError } from '../../platform/problem/errors.ts';
import { parseAskedTerritory, recipePrint } from '../recipes/index.ts';
import { lineKey } from './asked-lines.ts';
import { RequestNotNeededError, RequestNotPossibleError } from './errors.ts';
import { requireOpen } from './access.ts';
import { RequestAssessor } from './request-assessor.service.ts';
import type { Assessed } from './request-assessor.service.ts';
import { RequestRepository } from './request.repository.ts';
import type { KeptDraft } from './request.repository.ts';
import type { RequestRow } from './request.types.ts';
import { SettleService } from './settle.service.ts';

const DAY_MS = 86_400_000;
/** Each well-formed one bothers people: a producer has this many a day, asked anew or changed. */
const ASKING = { name: 'clearance-request', points: 20, perSeconds: 86_400 };
/** Everybody named in a mash-up of many recordings; beyond it a request is no conversation any more. */
const MOST_LINES = 400;

export interface AskDraft {
  readonly recipe: unknown;
  readonly message: string;
  readonly territory?: string | undefined;
}

/** A producer asks for a draft that is not cleared, changes it, or takes the request back. */
@Injectable()
export class AskService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(RequestAssessor) private readonly assessor: RequestAssessor,
    @Inject(RequestRepository) private readonly requests: RequestRepository,
    @Inject(SettleService) private readonly settling: SettleService,
    @Inject(RateLimiter) private readonly limiter: RateLimiter,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<Config, 'defaultTerritory' | 'clearanceRequestDays'>,
  ) {}

  /** @returns the request's id. */
  async ask(principal: Principal, draft: AskDraft): Promise<string> {
    principal.requireScope('consent:write');
    const { userId } = principal;
    const subject = this.assessor.read(draft.recipe);
    const territory = parseAskedTerritory(draft.territory, this.config.defaultTerritory, '/territory');
    await this.limiter.consume(ASKING, userId);
    return await this.database.transaction(async (tx) => {
      await this.requests.lockProducer(tx, userId);
      const known = await this.requests.openOf(tx, userId, subject.hash);
      if (known !== null)
        throw new AlreadyExistsError('You have asked for this very draft already.', {
          data: { request: known },
        });
      const assessed = await this.assessor.assess(tx, subject, userId, territory);
      requireAskable(assessed);
      const request = { ...this.row(assessed), id: newId(), producerId: userId, territory, version: 1 };
      const at = this.clock.now();
      await this.requests.create(tx, { ...request, state: 'OPEN', createdAt: at }, keptDraft(assessed));
      const lines = await this.requests.addLines(tx, request.id, 1, assessed.lines);
      await this.requests.append(
        tx,
        request,
        { kind: 'ASKED', actorId: userId, payload: { hash: subject.hash, text: draft.message } },
        at,
      );
      await this.settling.tellAsked(tx, request, lines);
      return request.id;
    });
  }

  /** A changed draft: the next version of the request, with the full time to answer. */
  async revise(principal: Principal, id: string, draft: Omit<AskDraft, 'territory'>): Promise<void> {
    principal.requireScope('consent:write');
    const subject = this.assessor.read(draft.recipe);
    await this.limiter.consume(ASKING, principal.userId);
    await this.database.transaction(async (tx) => {
      const before = await this.ownOpen(tx, principal, id);
      if (subject.hash === before.recipeHash)
        throw new ConflictError('This is the draft that is asked for already.');
      const { producerId, territory } = before;
      const assessed = await this.assessor.assess(tx, subject, producerId, territory);
      requirePossible(assessed);
      const request = { ...before, ...this.row(assessed), version: before.version + 1 };
      await this.requests.revise(tx, request, keptDraft(assessed), this.clock.now());
      await this.requests.append(
        tx,
        request,
        {
          kind: 'REVISED',
          actorId: principal.userId,
          payload: { hash: subject.hash, supersedes: before.recipeHash, text: draft.message },
        },
        this.clock.now(),
      );
      const { fresh, carried } = await this.settling.settle(tx, request, assessed);
      if (carried) {
        const again = await this.assessor.assess(tx, subject, producerId, territory);
        await this.settling.settle(tx, request, again);
      }
      const told = new Set(fresh.map(lineKey));
      const waiting = (await this.requests.lines(id, tx)).filter(
        (line) => line.version === request.version && line.state === 'REQUESTED' && !told.has(lineKey(line)),
      );
      await this.settling.tellAsked(tx, request, waiting);
    });
  }

  /** The parties do not see the draft any more. */
  async withdraw(principal: Principal, id: string): Promise<void> {
    principal.requireScope('consent:write');
    await this.database.transaction(async (tx) => {
      const request = await this.ownOpen(tx, principal, id);
      await this.settling.decide(tx, request, 'WITHDRAWN', principal.userId);
    });
  }

  private async ownOpen(tx: Tx, principal: Principal, id: string): Promise<RequestRow> {
    const found = await this.requests.find(id, tx);
    if (found === null) throw new NotFoundError('Clearance request', id);
    principal.requireUser(found.producerId);
    return requireOpen(await this.requests.lock(tx, id));
  }

  private row({ subject }: Assessed): Pick<RequestRow, 'recipeHash' | 'expiresAt'> {
    const expiresAt = new Date(this.clock.now().getTime() + this.config.clearanceRequestDays * DAY_MS);
    return { recipeHash: subject.hash, expiresAt };
  }
}

function keptDraft({ subject, assessment }: Assessed): KeptDraft {
  const { recipe, hash } = subject;
  return {
    recipeHash: hash,
    document: canonicalise(recipe),
    title: recipe.title,
    durationMs: durationMs(recipe),
    // Nobody has corrected what was never published.
    credits: { ...assessment.credits, corrections: [] },
    print: recipePrint(recipe),
  };
}

/** @throws {RequestNotPossibleError} when no answer could clear the draft. */
function requirePossible({ state, lines }: Assessed): void {
  const reasons = lines.flatMap((line) => line.reasons);
  if (state === 'BLOCKED')
    throw new RequestNotPossibleError('Somebody allows no flips at all of a recording in it.', reasons);
  if (state === 'CONFLICT')
    throw new RequestNotPossibleError(
      'Shares of a recording in it are in conflict: nobody can agree yet.',
      reasons,
    );
  if (lines.length > MOST_LINES)
    throw new RequestNotPossibleError(`More than ${MOST_LINES} parties and sides are to be asked.`, reasons);
}

function requireAskable(assessed: Assessed): void {
  if (assessed.state === 'CLEARED') throw new RequestNotNeededError();
  requirePossible(assessed);
  if (assessed.lines.some(({ partyId }) => partyId !== null)) return;
  const reasons = assessed.lines.flatMap((line) => line.reasons);
  throw new RequestNotPossibleError(
    'Nobody has claimed what is missing, so there is nobody to ask.',
    reasons,
  );
}
