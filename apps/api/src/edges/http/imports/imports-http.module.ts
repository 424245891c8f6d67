import { Module } from '@nestjs/common';
import { ImportsController } from './imports.controller.ts';
import { PartyImportsController } from './party-imports.controller.ts';

@Module({ controllers: [PartyImportsController, ImportsController] })
export class ImportsHttpModule {}
