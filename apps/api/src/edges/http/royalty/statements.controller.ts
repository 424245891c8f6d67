import { Readable } from 'node:stream';
import { Controller, Get, Header, Inject, Param, Query, StreamableFile } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { StatementService } from '../../../modules/royalty/index.ts';
import { CurrentPrincipal, RequireScope } from '../../../platform/auth/auth.decorators.ts';
import type { Principal } from '../../../platform/auth/principal.ts';
import { Answers } from '../../../platform/http/answers.ts';
import { lineCursor, statementCursor } from './royalty.cursor.ts';
import { presentLines, presentStatement, presentStatements } from './royalty.presenter.ts';
import {
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
  constructor(@Inject(StatementService) private readonly statements: StatementService) {}

  @Get()
  @ApiOperation({ summary: 'Statements of your parties, the newest first' })
  @Answers(200, StatementPage)
  async list(
    @CurrentPrincipal() principal: Principal,
    @Query({ schema: StatementQuery }) { party, cursor, limit }: z.infer<typeof StatementQuery>,
  ) {
    const query = { party: party ?? null, after: statementCursor.decode(cursor), limit };
    return presentStatements(await this.statements.list(principal, query));
  }

  @Get(':id')
  @ApiOperation({ summary: 'One statement: totals, course of the last periods, stems' })
  @Answers(200, StatementView)
  async get(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: StatementParams }) { id }: z.infer<typeof StatementParams>,
  ) {
    return presentStatement(await this.statements.get(principal, id));
  }

  @Get(':id/lines')
  @ApiOperation({ summary: 'What each flip earned on each side of each source in each territory' })
  @Answers(200, StatementLinePage)
  async lines(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: StatementParams }) { id }: z.infer<typeof StatementParams>,
    @Query({ schema: StatementLineQuery }) { cursor, limit }: z.infer<typeof StatementLineQuery>,
  ) {
    return presentLines(await this.statements.lines(principal, id, lineCursor.decode(cursor) ?? -1, limit));
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
  ): Promise<StreamableFile> {
    return presentDocument(id, await this.statements.document(principal, id));
  }
}

function presentDocument(
  id: string,
  { period, text }: { period: string; text: AsyncGenerator<string> },
): StreamableFile {
  return new StreamableFile(Readable.from(text, { objectMode: false }), {
    type: 'application/json',
    disposition: `attachment; filename="statement-${period}-${id}.json"`,
  });
}
