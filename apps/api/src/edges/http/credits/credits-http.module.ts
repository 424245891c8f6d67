import { Module } from '@nestjs/common';
import { CreditsModule } from '../../../modules/credits/index.ts';
import { CorrectionsController } from './corrections.controller.ts';
import { CreditsController } from './credits.controller.ts';
import { DerivativesController } from './derivatives.controller.ts';

@Module({
  imports: [CreditsModule],
  controllers: [CorrectionsController, CreditsController, DerivativesController],
})
export class CreditsHttpModule {}
