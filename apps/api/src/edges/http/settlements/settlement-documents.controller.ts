import { Controller, Get, Header, Inject, Param } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { SettlementService } from '../../../modules/settlements/index.ts';
import { Public } from '../../../platform/auth/auth.decorators.ts';
import { SettlementDocumentParams } from './settlements.schemas.ts';

@ApiTags('Federation')
@Public()
@Controller('federation/settlement-documents')
export class SettlementDocumentsController {
  constructor(@Inject(SettlementService) private readonly settlements: SettlementService) {}

  @Get(':sha256')
  @Header('content-type', 'application/json; charset=utf-8')
  @Header('cache-control', 'public, max-age=31536000, immutable')
  @ApiProduces('application/json')
  @ApiOperation({ summary: 'A signed settlement, or the answer to one, that the log names by its SHA-256' })
  async document(
    @Param({ schema: SettlementDocumentParams }) { sha256 }: z.infer<typeof SettlementDocumentParams>,
  ): Promise<string> {
    return await this.settlements.document(sha256);
  }
}
