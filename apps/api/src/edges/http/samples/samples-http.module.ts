import { Module } from '@nestjs/common';
import { SamplesModule } from '../../../modules/samples/index.ts';
import { SamplesController } from './samples.controller.ts';

@Module({ imports: [SamplesModule], controllers: [SamplesController] })
export class SamplesHttpModule {}
