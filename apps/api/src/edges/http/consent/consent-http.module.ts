import { Module } from '@nestjs/common';
import { GrantsController } from './grants.controller.ts';
import { TariffsController } from './tariffs.controller.ts';

@Module({ controllers: [GrantsController, TariffsController] })
export class ConsentHttpModule {}
