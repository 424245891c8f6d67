import { Module } from '@nestjs/common';
import { PlaysModule } from '../plays/index.ts';
import { AllocationRepository } from './allocation.repository.ts';
import { AuditRepository } from './audit.repository.ts';
import { HeldRepository } from './held.repository.ts';
import { HeldService } from './held.service.ts';
import { LedgerRepository } from './ledger.repository.ts';
import { PeriodCloseService } from './period-close.service.ts';
import { PeriodRepository } from './period.repository.ts';
import { PeriodService } from './period.service.ts';
import { RightsRepository } from './rights.repository.ts';
import { StatementBreakdownView } from './statement-breakdown.view.ts';
import { StatementExportRepository } from './statement-export.repository.ts';
import { StatementExportService } from './statement-export.service.ts';
import { StatementPrinter } from './statement-printer.ts';
import { StatementReadersView } from './statement-readers.view.ts';
import { StatementRepository } from './statement.repository.ts';
import { StatementService } from './statement.service.ts';
import { StatementView } from './statement.view.ts';
import { UsageRepository } from './usage.repository.ts';

const FACE = [
  AuditRepository,
  HeldService,
  PeriodCloseService,
  PeriodService,
  StatementExportService,
  StatementReadersView,
  StatementService,
];

@Module({
  imports: [PlaysModule],
  providers: [
    ...FACE,
    AllocationRepository,
    HeldRepository,
    LedgerRepository,
    PeriodRepository,
    RightsRepository,
    StatementBreakdownView,
    StatementExportRepository,
    StatementPrinter,
    StatementRepository,
    StatementView,
    UsageRepository,
  ],
  exports: FACE,
})
export class RoyaltyModule {}
