import { Controller, Get, Header, Inject, Param, Res } from '@nestjs/common';
import type { StreamableFile } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { StatementExportService } from '../../../modules/royalty/index.ts';
import { CurrentPrincipal, RequireScope } from '../../../platform/auth/auth.decorators.ts';
import type { Principal } from '../../../platform/auth/principal.ts';
import { presentFile } from './export-file.ts';
import { StatementParams } from './royalty.schemas.ts';

type Params = z.infer<typeof StatementParams>;
// What is frozen cannot carry the credits of its flips; the lines do (RFC 8288).
const CREDITS = '<lines>; rel="describedby"; title="Credits"';

/** Statements as files. JSON is the frozen document itself: `…/document`. */
@ApiTags('Royalties')
@RequireScope('statements:read')
@Controller('royalties/statements/:id')
export class StatementExportsController {
  constructor(@Inject(StatementExportService) private readonly exports: StatementExportService) {}

  @Get('export.csv')
  @Header('link', CREDITS)
  @ApiProduces('text/csv')
  @ApiOperation({
    summary: 'The statement as CSV (RFC 4180); its column `amount` sums to the closing balance',
  })
  async csv(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: StatementParams }) { id }: Params,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    return presentFile(reply, await this.exports.csv(principal, id));
  }

  @Get('export.pdf')
  @Header('link', CREDITS)
  @ApiProduces('application/pdf')
  @ApiOperation({ summary: 'A summary for people: figures, where the money came from, the largest lines' })
  async pdf(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: StatementParams }) { id }: Params,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    return presentFile(reply, await this.exports.pdf(principal, id));
  }

  @Get('export.dsr.tsv')
  @Header('link', CREDITS)
  @ApiProduces('text/tab-separated-values')
  @ApiOperation({ summary: 'A DDEX sales report: RoyaltyReporting 1.0.1; needs the DPID of the instance' })
  async royalty(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: StatementParams }) { id }: Params,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    return presentFile(reply, await this.exports.dsr(principal, id, 'royalty'));
  }

  @Get('export.ugc.tsv')
  @Header('link', CREDITS)
  @ApiProduces('text/tab-separated-values')
  @ApiOperation({ summary: 'A DDEX sales report: UgcProfile 1.2; needs the DPID of the instance' })
  async ugc(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: StatementParams }) { id }: Params,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    return presentFile(reply, await this.exports.dsr(principal, id, 'ugc'));
  }
}
