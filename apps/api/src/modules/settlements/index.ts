export { AnsweringService } from './answering.service.ts';
export { SettlementPaymentService } from './payment.service.ts';
export { SettlementRoundsService } from './rounds.service.ts';
export { SettlementService } from './settlement.service.ts';
export { SETTLEMENT_STATES, STANCES } from './settlement.types.ts';
export type {
  AnsweredLine,
  SettlementDetail,
  SettlementHead,
  SettlementPage,
  SettlementTrouble,
} from './settlement.types.ts';
export { SettlementsModule } from './settlements.module.ts';
export { StatingService } from './stating.service.ts';
