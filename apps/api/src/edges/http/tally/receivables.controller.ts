import { Controller, Get, Inject, Query, Res } from '@nestjs/common';
import type { StreamableFile } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { ReceivableFileService, ReceivableService } from '../../../modules/tally/index.ts';
import { CurrentPrincipal, RequireScope } from '../../../platform/auth/auth.decorators.ts';
import type { Principal } from '../../../platform/auth/principal.ts';
import { Answers } from '../../../platform/http/answers.ts';
import { pageRequest } from '../common/cursor.ts';
import { presentFile } from '../royalty/export-file.ts';
import { presentReceivableLines, presentReceivables } from './receivables.presenter.ts';
import {
  ReceivableFileQuery,
  ReceivableLinePage,
  ReceivableLineQuery,
  ReceivablePage,
  ReceivableQuery,
} from './receivables.schemas.ts';

@ApiTags('Royalties')
@RequireScope('statements:read')
@Controller('royalties/receivables')
export class ReceivablesController {
  constructor(
    @Inject(ReceivableService) private readonly receivables: ReceivableService,
    @Inject(ReceivableFileService) private readonly files: ReceivableFileService,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'What your parties have to get from other servers: not payable until those have settled',
  })
  @Answers(200, ReceivablePage)
  async list(
    @CurrentPrincipal() principal: Principal,
    @Query({ schema: ReceivableQuery })
    { party, period, ...page }: z.infer<typeof ReceivableQuery>,
  ) {
    return presentReceivables(
      await this.receivables.list(
        principal,
        { party: party ?? null, period: period ?? null },
        pageRequest(page, 'receivables'),
      ),
    );
  }

  @Get('lines')
  @ApiOperation({ summary: 'What of that each recording, work and flip comes to' })
  @Answers(200, ReceivableLinePage)
  async lines(
    @CurrentPrincipal() principal: Principal,
    @Query({ schema: ReceivableLineQuery })
    { party: partyId, reporter: peerId, period, ...page }: z.infer<typeof ReceivableLineQuery>,
  ) {
    return presentReceivableLines(
      await this.receivables.lines(
        principal,
        { partyId, peerId, period },
        pageRequest(page, 'receivable-lines'),
      ),
    );
  }

  @Get('export.csv')
  @ApiProduces('text/csv')
  @ApiOperation({ summary: 'The same as CSV (RFC 4180)' })
  async csv(
    @CurrentPrincipal() principal: Principal,
    @Query({ schema: ReceivableFileQuery })
    { party: partyId, reporter: peerId, period }: z.infer<typeof ReceivableFileQuery>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    return presentFile(reply, await this.files.csv(principal, { partyId, peerId, period }));
  }
}
