import { Global, Module } from '@nestjs/common';
import { CatalogueEntryService } from './catalogue-entry.service.ts';
import { ContributorRepository } from './contributor.repository.ts';
import { PartyRepository } from './party.repository.ts';
import { PartyService } from './party.service.ts';
import { RecordingRepository } from './recording.repository.ts';

const FACE = [
  CatalogueEntryService,
  ContributorRepository,
  PartyRepository,
  PartyService,
  RecordingRepository,
];

@Global()
@Module({ providers: FACE, exports: FACE })
export class CatalogueModule {}
