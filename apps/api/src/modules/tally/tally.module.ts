import { Module } from '@nestjs/common';
import { PlayedRecipeRepository } from './played-recipe.repository.ts';
import { PlaysSink } from './plays-sink.ts';
import { PoolShares } from './pool-shares.ts';
import { ReceivableFileService } from './receivable-file.service.ts';
import { ReceivableService } from './receivable.service.ts';
import { ReceivableView } from './receivable.view.ts';
import { RecipeFetchService } from './recipe-fetch.service.ts';
import { ReckoningRepository } from './reckoning.repository.ts';
import { ReckoningService } from './reckoning.service.ts';
import { TallyRepository } from './tally.repository.ts';

const FACE = [PlaysSink, ReceivableFileService, ReceivableService, RecipeFetchService, ReckoningService];

@Module({
  providers: [
    ...FACE,
    PlayedRecipeRepository,
    PoolShares,
    ReceivableView,
    ReckoningRepository,
    TallyRepository,
  ],
  exports: FACE,
})
export class TallyModule {}
