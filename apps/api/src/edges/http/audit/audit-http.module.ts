import { Module } from '@nestjs/common';
import { AuditModule } from '../../../modules/audit/index.ts';
import { AuditController } from './audit.controller.ts';

@Module({ imports: [AuditModule], controllers: [AuditController] })
export class AuditHttpModule {}
