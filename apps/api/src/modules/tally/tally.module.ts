import { Module } from '@nestjs/common';
import { PlayedRecipeRepository } from './played-recipe.repository.ts';
import { PlaysSink } from './plays-sink.ts';
import { RecipeFetchService } from './recipe-fetch.service.ts';
import { ReckoningRepository } from './reckoning.repository.ts';
import { ReckoningService } from './reckoning.service.ts';
import { TallyRepository } from './tally.repository.ts';

const FACE = [PlaysSink, RecipeFetchService, ReckoningService];

@Module({
  providers: [...FACE, PlayedRecipeRepository, ReckoningRepository, TallyRepository],
  exports: FACE,
})
export class TallyModule {}
