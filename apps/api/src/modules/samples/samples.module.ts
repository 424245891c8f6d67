import { Module } from '@nestjs/common';
import { RoyaltyModule } from '../royalty/index.ts';
import { SampleRepository } from './sample.repository.ts';
import { SampleService } from './sample.service.ts';

@Module({
  imports: [RoyaltyModule],
  providers: [SampleRepository, SampleService],
  exports: [SampleService],
})
export class SamplesModule {}
