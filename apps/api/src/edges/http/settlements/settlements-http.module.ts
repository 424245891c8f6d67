import { Module } from '@nestjs/common';
import { SettlementsModule } from '../../../modules/settlements/index.ts';
import { SettlementDocumentsController } from './settlement-documents.controller.ts';
import { SettlementsController } from './settlements.controller.ts';

@Module({ imports: [SettlementsModule], controllers: [SettlementDocumentsController, SettlementsController] })
export class SettlementsHttpModule {}
