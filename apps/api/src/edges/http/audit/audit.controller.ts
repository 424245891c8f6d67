import { Readable } from 'node:stream';
import { Controller, Get, Inject, StreamableFile } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { AuditService } from '../../../modules/audit/index.ts';
import { CurrentPrincipal, RequireRole } from '../../../platform/auth/auth.decorators.ts';
import type { Principal } from '../../../platform/auth/principal.ts';
import { presentAudit } from './audit.presenter.ts';

@ApiTags('Operation')
@RequireRole('operator')
@Controller('audit')
export class AuditController {
  constructor(@Inject(AuditService) private readonly audits: AuditService) {}

  @Get()
  @ApiProduces('application/x-ndjson')
  @ApiOperation({
    summary:
      'Looks over books, plays, logs and statements: progress and findings, one in each line, until `end`',
  })
  async run(@CurrentPrincipal() principal: Principal): Promise<StreamableFile> {
    return new StreamableFile(
      Readable.from(presentAudit(await this.audits.start(principal)), { objectMode: false }),
      { type: 'application/x-ndjson' },
    );
  }
}
