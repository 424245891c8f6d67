import { Global, Module } from '@nestjs/common';
import { ClearanceGroundRepository } from './clearance-ground.repository.ts';
import { FewRecordingsView } from './few-recordings.view.ts';
import { GrantBulkRepository } from './grant-bulk.repository.ts';
import { GrantBulkService } from './grant-bulk.service.ts';
import { GrantJournal } from './grant-journal.ts';
import { GrantRepository } from './grant.repository.ts';
import { GrantService } from './grant.service.ts';
import { MandateRepository } from './mandate.repository.ts';
import { MandateService } from './mandate.service.ts';
import { PartyCatalogueView } from './party-catalogue.view.ts';
import { RecipeGrantService } from './recipe-grant.service.ts';
import { RecordingClearanceRepository } from './recording-clearance.repository.ts';
import { RecordingClearanceService } from './recording-clearance.service.ts';
import { RecordingListingService } from './recording-listing.service.ts';
import { RecordingListingView } from './recording-listing.view.ts';
import { RecordingService } from './recording.service.ts';
import { RecordingView } from './recording.view.ts';
import { RemoteRegistries } from './remote-rights.ts';
import { TariffRepository } from './tariff.repository.ts';
import { TariffService } from './tariff.service.ts';

const FACE = [
  ClearanceGroundRepository,
  GrantBulkService,
  GrantService,
  MandateService,
  RecipeGrantService,
  RecordingClearanceService,
  RecordingListingService,
  RecordingService,
  RemoteRegistries,
  TariffRepository,
  TariffService,
];

@Global()
@Module({
  providers: [
    ...FACE,
    FewRecordingsView,
    GrantBulkRepository,
    GrantJournal,
    GrantRepository,
    MandateRepository,
    PartyCatalogueView,
    RecordingClearanceRepository,
    RecordingListingView,
    RecordingView,
  ],
  exports: FACE,
})
export class ConsentModule {}
