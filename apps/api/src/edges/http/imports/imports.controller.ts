import { Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import type { StreamableFile } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { csvTemplate, ImportService } from '../../../modules/imports/index.ts';
import { CurrentPrincipal, Public } from '../../../platform/auth/auth.decorators.ts';
import type { Principal } from '../../../platform/auth/principal.ts';
import { Answers } from '../../../platform/http/answers.ts';
import { pageRequest } from '../common/cursor.ts';
import { presentCsv, presentImport, presentRows } from './imports.presenter.ts';
import {
  ImportParams,
  ImportReportFilter,
  ImportReportPage,
  ImportReportQuery,
  ImportView,
} from './imports.schemas.ts';

@ApiTags('Imports')
@Controller('imports')
export class ImportsController {
  constructor(@Inject(ImportService) private readonly imports: ImportService) {}

  @Get('template.csv')
  @Public()
  @ApiProduces('text/csv')
  @ApiOperation({ summary: 'A catalogue in CSV to begin with: all columns, and an example' })
  template(): StreamableFile {
    return presentCsv('flipside-catalogue.csv', [csvTemplate()]);
  }

  @Get(':id')
  @ApiOperation({ summary: 'An import: how far it is, and what came of it' })
  @Answers(200, ImportView)
  async get(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: ImportParams }) { id }: z.infer<typeof ImportParams>,
  ) {
    return presentImport(await this.imports.get(principal, id));
  }

  @Get(':id/rows')
  @ApiOperation({ summary: 'The report: what became of each subject, and why' })
  @Answers(200, ImportReportPage)
  async rows(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: ImportParams }) { id }: z.infer<typeof ImportParams>,
    @Query({ schema: ImportReportQuery }) query: z.infer<typeof ImportReportQuery>,
  ) {
    const after = Number(pageRequest(query, 'import-rows').after?.id ?? -1);
    const filter = { outcome: query.outcome ?? null, problems: query.problems };
    return presentRows(await this.imports.rows(principal, id, { filter, after, limit: query.limit }));
  }

  @Get(':id/rows.csv')
  @ApiProduces('text/csv')
  @ApiOperation({ summary: 'The whole report as CSV' })
  async csv(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: ImportParams }) { id }: z.infer<typeof ImportParams>,
    @Query({ schema: ImportReportFilter }) query: z.infer<typeof ImportReportFilter>,
  ): Promise<StreamableFile> {
    const filter = { outcome: query.outcome ?? null, problems: query.problems };
    return presentCsv(`import-${id}.csv`, await this.imports.csv(principal, id, filter));
  }

  @Post(':id/apply')
  @ApiOperation({ summary: 'Takes in what a dry run has tried' })
  @Answers(202, ImportView)
  async apply(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: ImportParams }) { id }: z.infer<typeof ImportParams>,
  ) {
    return presentImport(await this.imports.apply(principal, id));
  }

  @Post(':id/cancel')
  @ApiOperation({ summary: 'Stops an import; what it took in stays' })
  @Answers(200, ImportView)
  async cancel(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: ImportParams }) { id }: z.infer<typeof ImportParams>,
  ) {
    return presentImport(await this.imports.cancel(principal, id));
  }

  @Post(':id/resume')
  @ApiOperation({ summary: 'Goes on with an import that was stopped' })
  @Answers(202, ImportView)
  async resume(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: ImportParams }) { id }: z.infer<typeof ImportParams>,
  ) {
    return presentImport(await this.imports.resume(principal, id));
  }
}
