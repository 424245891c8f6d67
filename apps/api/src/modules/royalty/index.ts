export { AuditRepository } from './audit.repository.ts';
export type { AuditFinding } from './audit.repository.ts';
export { closeRequested, periodStated } from './events.ts';
export { PeriodCloseService } from './period-close.service.ts';
export { PeriodService } from './period.service.ts';
export type { PeriodOverview, PeriodState } from './period.types.ts';
export { RoyaltyModule } from './royalty.module.ts';
export { StatementService } from './statement.service.ts';
export type { StatementDetail, StatementLineRow, StatementSummary } from './statement.types.ts';
