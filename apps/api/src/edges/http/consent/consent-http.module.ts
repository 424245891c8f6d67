import { Module } from '@nestjs/common';
import { BulkGrantsController } from './bulk-grants.controller.ts';
import { GrantsController } from './grants.controller.ts';
import { MandatesController } from './mandates.controller.ts';
import { PartyCatalogueController } from './party-catalogue.controller.ts';
import { TariffsController } from './tariffs.controller.ts';

@Module({
  controllers: [
    BulkGrantsController,
    GrantsController,
    MandatesController,
    PartyCatalogueController,
    TariffsController,
  ],
})
export class ConsentHttpModule {}
