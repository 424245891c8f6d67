export { AuditRepository } from './audit.repository.ts';
export type { AuditFinding } from './audit.repository.ts';
export type { AdvanceRow, BookedEntry, WithholdingRow } from './bookkeeping.repository.ts';
export type { Balances } from './bookkeeping.service.ts';
export { BookkeepingService } from './bookkeeping.service.ts';
export { closeRequested, periodStated } from './events.ts';
export { HeldService } from './held.service.ts';
export type { HeldMoney } from './held.service.ts';
export { LedgerRepository } from './ledger.repository.ts';
export { LOCK_PAYOUTS, PAYABLES, PayoutLedgerRepository } from './payout-ledger.repository.ts';
export { PeriodCloseService } from './period-close.service.ts';
export { PeriodService } from './period.service.ts';
export type { PeriodOverview, PeriodState } from './period.types.ts';
export type { FundedTariff } from './pool.repository.ts';
export { PoolService } from './pool.service.ts';
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
export { SuspenseService } from './suspense.service.ts';
