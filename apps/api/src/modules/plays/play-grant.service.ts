import { Inject, Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/auth/principal.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { CONFIG } from '../../platform/config/config.ts';
import type { Config } from '../../platform/config/config.ts';
import { newId } from '../../platform/ids/ids.ts';
import { GoneError, NotFoundError } from '../../platform/problem/errors.ts';
import { RateLimiter } from '../../platform/rate-limit/rate-limiter.ts';
import type { RateLimitRule } from '../../platform/rate-limit/rate-limiter.ts';
import type { RegistryHead } from '../consent/index.ts';
import { ClearanceService, isClosed, NotClearedError, RemoteClearanceService } from '../recipes/index.ts';
import type { CreditSheet, RecipeDecision } from '../recipes/index.ts';
import { GRANT_LIFE_MS, RULES_VERSION, requiredMs } from './counting-rules.ts';
import { InstanceSigner } from './instance-signer.ts';
import type { SignedByInstance } from './instance-signer.ts';
import { PlayGrantRepository } from './play-grant.repository.ts';
import { TerritoryService } from './territory.service.ts';
import type { Origin } from './territory.service.ts';

const HOUR_S = 3_600;
/** A device that plays without pause needs one grant per half minute at most. */
const PER_DEVICE: RateLimitRule = { name: 'plays.grants.device', points: 120, perSeconds: HOUR_S };
const PER_USER: RateLimitRule = { name: 'plays.grants.user', points: 1_200, perSeconds: HOUR_S };
/** Many listeners share one address: a school, a mobile network. */
const PER_ADDRESS: RateLimitRule = { name: 'plays.grants.address', points: 3_000, perSeconds: HOUR_S };

export interface PlayGrant {
  id: string;
  home: string;
  recipe: string;
  device: string;
  territory: string;
  issuedAt: string;
  expiresAt: string;
  tariffVersion: number;
  rulesVersion: number;
  minimumMs: number;
  /** Logs of other registries that said so, as far as they were read. */
  heads: readonly RegistryHead[];
  /** Whom the play is of: every answer about a flip says so. */
  credits: CreditSheet;
}

/** Gives devices permission to report one play each. */
@Injectable()
export class PlayGrantService {
  constructor(
    @Inject(PlayGrantRepository) private readonly grants: PlayGrantRepository,
    @Inject(ClearanceService) private readonly clearance: ClearanceService,
    @Inject(RemoteClearanceService) private readonly remotes: RemoteClearanceService,
    @Inject(TerritoryService) private readonly territories: TerritoryService,
    @Inject(InstanceSigner) private readonly signer: InstanceSigner,
    @Inject(RateLimiter) private readonly limiter: RateLimiter,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * @param principal `null` for a listener without an account.
   * @throws {GoneError} when the recipe was removed, here or by its home, {NotClearedError} when it is not cleared now.
   */
  async issue(
    principal: Principal | null,
    request: { recipe: string; device: string },
    origin: Origin,
  ): Promise<SignedByInstance<PlayGrant>> {
    principal?.requireScope('plays:write');
    await this.limit(principal, request.device, origin);
    const territory = await this.territories.locate(origin);
    const issuedAt = this.clock.now();
    const decision = requirePlayable(await this.clearance.decide(request.recipe, territory, issuedAt));
    const { tariff, credits, decided, remote } = decision;
    const durationMs = remote?.durationMs ?? (await this.grants.findDuration(request.recipe));
    if (durationMs === null) throw new NotFoundError('Recipe', request.recipe);
    await this.remotes.keep(decision, issuedAt);
    const expiresAt = new Date(issuedAt.getTime() + GRANT_LIFE_MS);
    const terms = {
      id: newId(),
      ...request,
      territory,
      tariffVersion: tariff.version,
      rulesVersion: RULES_VERSION,
    };
    await this.grants.append({ ...terms, issuedAt, expiresAt, listenerUserId: principal?.userId ?? null });
    return await this.signer.sign({
      ...terms,
      home: this.config.baseUrl,
      issuedAt: issuedAt.toISOString(),
      expiresAt: expiresAt.toISOString(),
      minimumMs: requiredMs(tariff.minimumMs, durationMs),
      heads: decided.snapshot.heads,
      credits,
    });
  }

  private async limit(principal: Principal | null, device: string, { ip }: Origin): Promise<void> {
    await this.limiter.consume(PER_DEVICE, device);
    if (principal === null) await this.limiter.consume(PER_ADDRESS, ip);
    else await this.limiter.consume(PER_USER, principal.userId);
  }
}

/**
 * What anybody took back since it was published stops plays at once, and what was given again lets them go on at
 * once: the decision of this moment counts. A recipe's kept `WITHDRAWN` only follows such decisions, for listings.
 */
function requirePlayable(decision: RecipeDecision): RecipeDecision {
  const { recipeState, recipeStateReason, state } = decision;
  if (isClosed(recipeState)) throw new GoneError(recipeStateReason ?? 'The flip was taken away.');
  if (state !== 'CLEARED') throw new NotClearedError(decision.clearance, decision.decided.decision.blocking);
  return decision;
}
