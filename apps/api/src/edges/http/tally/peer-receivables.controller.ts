import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { ReceivableService } from '../../../modules/tally/index.ts';
import { CurrentPrincipal, RequireRole } from '../../../platform/auth/auth.decorators.ts';
import type { Principal } from '../../../platform/auth/principal.ts';
import { Answers } from '../../../platform/http/answers.ts';
import { pageRequest } from '../common/cursor.ts';
import { presentPeerReceivables } from './receivables.presenter.ts';
import { PeerReceivableParams, PeerReceivableQuery, PeerReceivables } from './receivables.schemas.ts';

@ApiTags('Federation')
@RequireRole('operator')
@Controller('federation/peers/:id/receivables')
export class PeerReceivablesController {
  constructor(@Inject(ReceivableService) private readonly receivables: ReceivableService) {}

  @Get()
  @ApiOperation({ summary: 'What plays at a peer come to for the parties of here, by its periods' })
  @Answers(200, PeerReceivables)
  async list(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: PeerReceivableParams }) { id }: z.infer<typeof PeerReceivableParams>,
    @Query({ schema: PeerReceivableQuery }) page: z.infer<typeof PeerReceivableQuery>,
  ) {
    return presentPeerReceivables(
      await this.receivables.ofPeer(principal, id, pageRequest(page, 'peer-receivables')),
    );
  }
}
