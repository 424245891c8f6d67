import { Module } from '@nestjs/common';
import { RoyaltyModule } from '../royalty/index.ts';
import { TransparencyModule } from '../transparency/index.ts';
import { AuditSnapshots } from './audit-snapshot.repository.ts';
import { AuditService } from './audit.service.ts';
import { LogAudit } from './log-audit.service.ts';
import { StatementAudit } from './statement-audit.service.ts';

@Module({
  imports: [RoyaltyModule, TransparencyModule],
  providers: [AuditService, AuditSnapshots, LogAudit, StatementAudit],
  exports: [AuditService],
})
export class AuditModule {}
