import { Module } from '@nestjs/common';
import { PlaysModule } from '../plays/index.ts';
import { AllocationPlanRepository } from './allocation-plan.repository.ts';
import { AllocationRepository } from './allocation.repository.ts';
import { AuditRepository } from './audit.repository.ts';
import { BookkeepingRepository } from './bookkeeping.repository.ts';
import { BookkeepingService } from './bookkeeping.service.ts';
import { BorrowedRights } from './borrowed-rights.ts';
import { HeldRepository } from './held.repository.ts';
import { HeldService } from './held.service.ts';
import { LedgerRepository } from './ledger.repository.ts';
import { OwedReleaseRepository } from './owed-release.repository.ts';
import { PeerSharesRepository } from './peer-shares.ts';
import { PeriodAllocationService } from './period-allocation.service.ts';
import { PayoutLedgerRepository } from './payout-ledger.repository.ts';
import { PeriodCloseService } from './period-close.service.ts';
import { PeriodRepository } from './period.repository.ts';
import { PeriodService } from './period.service.ts';
import { PoolRepository } from './pool.repository.ts';
import { PoolService } from './pool.service.ts';
import { SettlementRepository } from './settlement.repository.ts';
import { SettlementService } from './settlement.service.ts';
import { StatementBreakdownView } from './statement-breakdown.view.ts';
import { StatementExportRepository } from './statement-export.repository.ts';
import { StatementExportService } from './statement-export.service.ts';
import { StatementPrinter } from './statement-printer.ts';
import { StatementReadersView } from './statement-readers.view.ts';
import { StatementRepository } from './statement.repository.ts';
import { StatementService } from './statement.service.ts';
import { StatementView } from './statement.view.ts';
import { SuspenseRepository } from './suspense.repository.ts';
import { SuspenseService } from './suspense.service.ts';

const FACE = [
  AuditRepository,
  BookkeepingService,
  HeldService,
  LedgerRepository,
  PayoutLedgerRepository,
  PeriodCloseService,
  PeriodService,
  PoolService,
  StatementExportService,
  StatementReadersView,
  StatementService,
  SuspenseService,
];

@Module({
  imports: [PlaysModule],
  providers: [
    ...FACE,
    AllocationPlanRepository,
    AllocationRepository,
    BookkeepingRepository,
    BorrowedRights,
    HeldRepository,
    OwedReleaseRepository,
    PeerSharesRepository,
    PeriodAllocationService,
    PeriodRepository,
    PoolRepository,
    SettlementRepository,
    SettlementService,
    StatementBreakdownView,
    StatementExportRepository,
    StatementPrinter,
    StatementRepository,
    StatementView,
    SuspenseRepository,
  ],
  exports: FACE,
})
export class RoyaltyModule {}
