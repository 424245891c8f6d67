import { Module } from '@nestjs/common';
import { PartiesController } from './parties.controller.ts';
import { RecordingsController } from './recordings.controller.ts';

@Module({ controllers: [RecordingsController, PartiesController] })
export class CatalogueHttpModule {}
