import { Module } from '@nestjs/common';
import { PlaysModule } from '../../../modules/plays/index.ts';
import { FraudController } from './fraud.controller.ts';
import { PlaysController } from './plays.controller.ts';

@Module({ imports: [PlaysModule], controllers: [FraudController, PlaysController] })
export class PlaysHttpModule {}
