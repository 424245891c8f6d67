import { Global, Module } from '@nestjs/common';
import { DisputeAnswerService } from './dispute-answer.service.ts';
import { DisputeCourse } from './dispute-course.ts';
import { DisputeDeadlineService } from './dispute-deadline.service.ts';
import { DisputeDetectionService } from './dispute-detection.service.ts';
import { DisputeOutcomeService } from './dispute-outcome.service.ts';
import { DisputeRepository } from './dispute.repository.ts';
import { DisputeService } from './dispute.service.ts';
import { DisputeSettlementService } from './dispute-settlement.service.ts';
import { DisputeView } from './dispute.view.ts';
import { DisputedShareRepository } from './disputed-share.repository.ts';

const FACE = [
  DisputeAnswerService,
  DisputeDeadlineService,
  DisputeDetectionService,
  DisputeOutcomeService,
  DisputeService,
  DisputeSettlementService,
];

@Global()
@Module({
  providers: [...FACE, DisputeCourse, DisputeRepository, DisputedShareRepository, DisputeView],
  exports: FACE,
})
export class DisputesModule {}
