import type { Credits } from '@flipside/recipe';
import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { CONFIG } from '../../platform/config/config.ts';
import type { Config } from '../../platform/config/config.ts';
import { GoneError, NotFoundError } from '../../platform/problem/errors.ts';
import { ClearanceService } from './clearance.service.ts';
import { FlipGoneError } from './flip-gone.ts';
import { recipeEconomics } from './recipe-economics.ts';
import { isClosed } from './recipe-state.ts';
import type { RecipeDetail } from './recipe.types.ts';
import { RecipeView } from './recipe.view.ts';
import { parseAskedTerritory, parseHomeTerritory } from './territory.ts';

/** A flip and the parts of it that only pages for machines need. */
export interface ReadRecipe {
  readonly detail: RecipeDetail;
  readonly creditDocument: Credits | null;
}

/** Published recipes, for everybody. */
@Injectable()
export class RecipeService {
  constructor(
    @Inject(RecipeView) private readonly view: RecipeView,
    @Inject(ClearanceService) private readonly clearances: ClearanceService,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<Config, 'defaultTerritory'>,
  ) {}

  /** Public: what was published can be read, withdrawn or not; clearance and money are as of now. */
  async get(hash: string, territory?: string): Promise<RecipeDetail> {
    return (await this.read(hash, territory)).detail;
  }

  /** Public. */
  async read(hash: string, asked?: string): Promise<ReadRecipe> {
    const territory = parseAskedTerritory(asked, this.config.defaultTerritory, '/query/territory');
    const at = this.clock.now();
    const row = await this.view.find(hash);
    if (row === null) throw new NotFoundError('Recipe', hash);
    if (isClosed(row.state)) throw new FlipGoneError(row);
    const { clearance, decided, uses } = await this.clearances.decide(hash, territory, at);
    const { document, remixerPartyId, creditDocument, stateSince: _since, ...card } = row;
    const remixer = { partyId: remixerPartyId, displayName: row.producer.displayName };
    const home = parseHomeTerritory(territory, this.config.defaultTerritory);
    const economics = recipeEconomics({
      decided,
      uses,
      unknown: [],
      recipe: hash,
      remixer,
      territory: home,
      at,
    });
    const recipe = JSON.parse(document) as Record<string, unknown>;
    return { detail: { ...card, recipe, clearance, economics }, creditDocument };
  }

  /** What a link to a flip that is not published answers: who took it away, why, and whose it is. */
  async gone(hash: string): Promise<FlipGoneError | NotFoundError> {
    const row = await this.view.find(hash);
    return row === null ? new NotFoundError('Recipe', hash) : new FlipGoneError(row);
  }

  /** Public: the canonical bytes, so that anybody can check hash and signature. */
  async document(hash: string): Promise<string> {
    const found = await this.view.document(hash);
    if (found === null) throw new NotFoundError('Recipe', hash);
    if (isClosed(found.state)) throw new GoneError(found.reason ?? 'This flip was taken away.');
    return found.document;
  }
}
