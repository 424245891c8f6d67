import { Module } from '@nestjs/common';
import { PlaysModule } from '../../../modules/plays/index.ts';
import { ErasuresController } from './erasures.controller.ts';
import { FraudController } from './fraud.controller.ts';
import { PlaysController } from './plays.controller.ts';

@Module({ imports: [PlaysModule], controllers: [ErasuresController, FraudController, PlaysController] })
export class PlaysHttpModule {}
