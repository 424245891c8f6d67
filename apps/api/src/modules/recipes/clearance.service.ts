import type { TerritoryOrWorld } from '@flipside/royalty';
import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.ts';
import { NotFoundError } from '../../platform/problem/errors.ts';
import { clearanceReport, DecisionService } from './decision.service.ts';
import { RecipeRepository } from './recipe.repository.ts';
import { RemoteClearanceService } from './remote-clearance.service.ts';
import type { RecipeDecision } from './recipe-decision.types.ts';

/** Decides anew about published recipes: for each play, in the listener's territory. */
@Injectable()
export class ClearanceService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(RecipeRepository) private readonly recipes: RecipeRepository,
    @Inject(DecisionService) private readonly decisions: DecisionService,
    @Inject(RemoteClearanceService) private readonly remotes: RemoteClearanceService,
  ) {}

  /** @throws {NotFoundError} for a recipe that was never published here, and was not taken in from another instance. */
  async decide(recipeHash: string, territory: TerritoryOrWorld, at: Date): Promise<RecipeDecision> {
    const reader = this.database.prisma;
    const row = await this.recipes.findLicensed(reader, recipeHash);
    if (row === null) {
      const remote = await this.remotes.decide(recipeHash, territory, at);
      if (remote === null) throw new NotFoundError('Recipe', recipeHash);
      return remote;
    }
    const { uses } = row;
    const decided = await this.decisions.decide(reader, { recipe: recipeHash, uses, territory, at });
    return {
      hash: recipeHash,
      recipeState: row.state,
      recipeStateReason: row.stateReason,
      state: decided.decision.state,
      policy: decided.decision.policy,
      tariff: decided.tariff,
      clearance: clearanceReport(decided, uses),
      uses,
      decided,
      credits: row.credits,
      remote: null,
    };
  }
}
