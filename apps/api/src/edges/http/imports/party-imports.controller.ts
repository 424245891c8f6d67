import { Body, Controller, Get, Inject, Param, Post, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { ImportPermissionService, ImportService } from '../../../modules/imports/index.ts';
import { CurrentPrincipal } from '../../../platform/auth/auth.decorators.ts';
import type { Principal } from '../../../platform/auth/principal.ts';
import { Answers } from '../../../platform/http/answers.ts';
import { RateLimit } from '../../../platform/rate-limit/rate-limit.guard.ts';
import { pageRequest, presentPage } from '../common/cursor.ts';
import { presentImport, presentPermission } from './imports.presenter.ts';
import {
  DecideImportPermission,
  ImportListQuery,
  ImportPage,
  ImportParams,
  ImportPermissionView,
  ImportView,
  NewImportQuery,
} from './imports.schemas.ts';
import { TakesTextFile, TextBody } from './text-body.decorator.ts';

@ApiTags('Imports')
@Controller('parties/:id')
export class PartyImportsController {
  constructor(
    @Inject(ImportService) private readonly imports: ImportService,
    @Inject(ImportPermissionService) private readonly permissions: ImportPermissionService,
  ) {}

  @Post('imports')
  @TakesTextFile()
  @RateLimit({ name: 'imports', points: 60, perSeconds: 3_600 })
  @ApiOperation({
    summary: 'Imports a catalogue (CSV, DDEX ERN or CWR, recognised by its content), or tries it',
  })
  @Answers(202, ImportView)
  async start(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: ImportParams }) { id }: z.infer<typeof ImportParams>,
    @Query({ schema: NewImportQuery }) query: z.infer<typeof NewImportQuery>,
    @TextBody() body: AsyncIterable<Uint8Array>,
  ) {
    return presentImport(await this.imports.start(principal, id, { ...query, body }));
  }

  @Get('imports')
  @ApiOperation({ summary: 'Imports of the party, the newest first' })
  @Answers(200, ImportPage)
  async list(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: ImportParams }) { id }: z.infer<typeof ImportParams>,
    @Query({ schema: ImportListQuery }) query: z.infer<typeof ImportListQuery>,
  ) {
    return presentPage(await this.imports.list(principal, id, pageRequest(query, 'imports')), presentImport);
  }

  @Get('import-permission')
  @ApiOperation({ summary: 'Whether the party may import' })
  @Answers(200, ImportPermissionView)
  async permission(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: ImportParams }) { id }: z.infer<typeof ImportParams>,
  ) {
    return presentPermission(await this.permissions.get(principal, id));
  }

  @Put('import-permission')
  @ApiOperation({ summary: 'Lets the party import, or no longer (operator)' })
  @Answers(200, ImportPermissionView)
  async decide(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: ImportParams }) { id }: z.infer<typeof ImportParams>,
    @Body({ schema: DecideImportPermission }) decision: z.infer<typeof DecideImportPermission>,
  ) {
    return presentPermission(await this.permissions.decide(principal, id, decision));
  }
}
