import { Module } from '@nestjs/common';
import { TransparencyModule } from '../../../modules/transparency/index.ts';
import { LogsController } from './logs.controller.ts';
import { TilesController } from './tiles.controller.ts';

@Module({ imports: [TransparencyModule], controllers: [LogsController, TilesController] })
export class TransparencyHttpModule {}
