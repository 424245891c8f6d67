import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.ts';
import { PartyRepository } from '../catalogue/index.ts';
import { RecipeRepository } from './recipe.repository.ts';

const NAME = 'Deleted account';

/** Takes a deleted user's name out of what stays: the flips, and the party that the ledger refers to. */
@Injectable()
export class ForgetService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(PartyRepository) private readonly parties: PartyRepository,
    @Inject(RecipeRepository) private readonly recipes: RecipeRepository,
  ) {}

  async forget(userId: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      await this.parties.anonymiseRemixer(tx, userId, NAME);
      await this.recipes.anonymiseProducer(tx, userId, NAME);
    });
  }
}
