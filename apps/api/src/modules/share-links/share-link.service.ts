import { Inject, Injectable } from '@nestjs/common';
import { NotFoundError } from '../../platform/problem/errors.ts';
import { RecipeService } from '../recipes/index.ts';
import type { ReadRecipe, RecipeDetail } from '../recipes/index.ts';
import { ShareLinkRepository } from './share-link.repository.ts';

/** Opens share links. Whoever has a link may open it. */
@Injectable()
export class ShareLinkService {
  constructor(
    @Inject(ShareLinkRepository) private readonly links: ShareLinkRepository,
    @Inject(RecipeService) private readonly recipes: RecipeService,
  ) {}

  /** @throws {GoneError} with the reason, when the flip is withdrawn or removed. */
  async open(code: string): Promise<RecipeDetail> {
    return (await this.read(code)).detail;
  }

  async read(code: string): Promise<ReadRecipe> {
    const linked = await this.links.find(code);
    if (linked === null) throw new NotFoundError('Share link', code);
    if (linked.state !== 'PUBLISHED') throw await this.recipes.gone(linked.hash);
    return await this.recipes.read(linked.hash);
  }
}
