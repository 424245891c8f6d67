export { AuditRepository } from './audit.repository.ts';
export type { AuditFinding } from './audit.repository.ts';
export { closeRequested, periodStated } from './events.ts';
export { HeldService } from './held.service.ts';
export type { HeldMoney } from './held.service.ts';
export { PeriodCloseService } from './period-close.service.ts';
export { PeriodService } from './period.service.ts';
export type { PeriodOverview, PeriodState } from './period.types.ts';
export { RoyaltyModule } from './royalty.module.ts';
export type { Breakdown, StatementBreakdown } from './statement-breakdown.view.ts';
export { StatementExportService } from './statement-export.service.ts';
export type { ExportFile, ExportFormat } from './statement-export.types.ts';
export { StatementReadersView } from './statement-readers.view.ts';
export { StatementService } from './statement.service.ts';
export type {
  LineFilter,
  StatementDetail,
  StatementLineRow,
  StatementsAsked,
  StatementSummary,
} from './statement.types.ts';
