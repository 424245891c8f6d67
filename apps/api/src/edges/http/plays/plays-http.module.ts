import { Module } from '@nestjs/common';
import { PlaysModule } from '../../../modules/plays/index.ts';
import { PlaysController } from './plays.controller.ts';

@Module({ imports: [PlaysModule], controllers: [PlaysController] })
export class PlaysHttpModule {}
