export { DisputeAnswerService } from './dispute-answer.service.ts';
export { DisputeDeadlineService } from './dispute-deadline.service.ts';
export { DisputeDetectionService } from './dispute-detection.service.ts';
export { DisputeOutcomeService } from './dispute-outcome.service.ts';
export type { DisputeOutcome } from './dispute-outcome.service.ts';
export { DisputeService } from './dispute.service.ts';
export type { DisputeSearch } from './dispute.service.ts';
export { DisputeSettlementService } from './dispute-settlement.service.ts';
export { DisputesModule } from './disputes.module.ts';
export { disputeChanged, disputeOpened } from './events.ts';
export { DISPUTE_STATES, EVENT_KINDS } from './dispute.types.ts';
export type {
  DisputeDetail,
  DisputeEventRecord,
  DisputeSummary,
  DisputableSubject,
} from './dispute.types.ts';
