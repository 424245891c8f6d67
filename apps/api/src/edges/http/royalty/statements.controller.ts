import { Controller, Get, Header, Inject, Param, Query, Res } from '@nestjs/common';
import type { StreamableFile } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { StatementExportService, StatementService } from '../../../modules/royalty/index.ts';
import { CurrentPrincipal, RequireScope } from '../../../platform/auth/auth.decorators.ts';
import type { Principal } from '../../../platform/auth/principal.ts';
import { Answers } from '../../../platform/http/answers.ts';
import { presentFile } from './export-file.ts';
import { lineCursor } from './royalty.cursor.ts';
import {
  presentBreakdown,
  presentLines,
  presentStatement,
  presentStatements,
  statementQueryOf,
} from './royalty.presenter.ts';
import {
  BreakdownQuery,
  StatementBreakdownView,
  StatementLinePage,
  StatementLineQuery,
  StatementPage,
  StatementParams,
  StatementQuery,
  StatementView,
} from './royalty.schemas.ts';

@ApiTags('Royalties')
@RequireScope('statements:read')
@Controller('royalties/statements')
export class StatementsController {
  constructor(
    @Inject(StatementService) private readonly statements: StatementService,
    @Inject(StatementExportService) private readonly exports: StatementExportService,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'Statements of your parties, the newest first; or with `since` what is new, the oldest first',
  })
  @Answers(200, StatementPage)
  async list(
    @CurrentPrincipal() principal: Principal,
    @Query({ schema: StatementQuery }) query: z.infer<typeof StatementQuery>,
  ) {
    return presentStatements(query, await this.statements.list(principal, statementQueryOf(query)));
  }

  @Get(':id')
  @ApiOperation({ summary: 'One statement: totals, course of the last periods, stems' })
  @Answers(200, StatementView)
  async get(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: StatementParams }) { id }: z.infer<typeof StatementParams>,
  ) {
    return presentStatement(await this.statements.get(principal, id), this.exports.formats);
  }

  @Get(':id/lines')
  @ApiOperation({ summary: 'What each flip earned on each side of each source in each territory' })
  @Answers(200, StatementLinePage)
  async lines(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: StatementParams }) { id }: z.infer<typeof StatementParams>,
    @Query({ schema: StatementLineQuery }) { cursor, limit, ...filter }: z.infer<typeof StatementLineQuery>,
  ) {
    return presentLines(
      await this.statements.lines(principal, id, lineCursor.decode(cursor) ?? -1, limit, filter),
    );
  }

  @Get(':id/breakdown')
  // Flips by name and sum; their credits are with the lines (RFC 8288).
  @Header('link', '<lines>; rel="describedby"; title="Credits"')
  @RouteConfig({ etag: true })
  @ApiOperation({
    summary: 'What the lines come to by flip, source, territory and side: the largest, and the rest',
  })
  @Answers(200, StatementBreakdownView)
  async breakdown(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: StatementParams }) { id }: z.infer<typeof StatementParams>,
    @Query({ schema: BreakdownQuery }) { limit }: z.infer<typeof BreakdownQuery>,
  ) {
    return presentBreakdown(await this.statements.breakdown(principal, id, limit));
  }

  @Get(':id/document')
  // A frozen document cannot carry the credits of its flips; the lines do (RFC 8288).
  @Header('link', '<lines>; rel="describedby"; title="Credits"')
  @ApiProduces('application/json')
  @ApiOperation({
    summary: 'The frozen statement with all lines, as canonical JSON; its SHA-256 is the statement’s',
  })
  async document(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: StatementParams }) { id }: z.infer<typeof StatementParams>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    return presentFile(reply, await this.statements.document(principal, id));
  }
}
