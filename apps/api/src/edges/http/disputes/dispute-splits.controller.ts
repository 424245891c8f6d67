import { Body, Controller, Inject, Param, Post } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { DisputeSettlementService } from '../../../modules/disputes/index.ts';
import { CurrentPrincipal } from '../../../platform/auth/auth.decorators.ts';
import type { Principal } from '../../../platform/auth/principal.ts';
import { AnswersEmpty } from '../../../platform/http/answers.ts';
import {
  DisputeAcceptance,
  DisputeParams,
  DisputeProposal,
  DisputeSettlement,
  ProposalParams,
} from './disputes.schemas.ts';

/** A split may have many parts. */
const SPLIT_BODY = 512 * 1_024;

@ApiTags('Disputes')
@Controller('disputes/:id')
export class DisputeSplitsController {
  constructor(@Inject(DisputeSettlementService) private readonly settlements: DisputeSettlementService) {}

  @Post('proposals')
  @RouteConfig({ bodyLimit: SPLIT_BODY })
  @AnswersEmpty(204)
  @ApiOperation({ summary: 'A party proposes how to settle the shares' })
  async propose(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: DisputeParams }) { id }: z.infer<typeof DisputeParams>,
    @Body({ schema: DisputeProposal }) { partyId, ...proposal }: z.infer<typeof DisputeProposal>,
  ): Promise<void> {
    await this.settlements.propose(principal, id, partyId, proposal);
  }

  @Post('proposals/:proposal/accept')
  @AnswersEmpty(204)
  @ApiOperation({ summary: 'A party accepts a proposed split; with the last one it holds' })
  async accept(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: ProposalParams }) { id, proposal }: z.infer<typeof ProposalParams>,
    @Body({ schema: DisputeAcceptance }) { partyId }: z.infer<typeof DisputeAcceptance>,
  ): Promise<void> {
    await this.settlements.accept(principal, id, proposal, partyId);
  }

  @Post('settle')
  @RouteConfig({ bodyLimit: SPLIT_BODY })
  @AnswersEmpty(204)
  @ApiOperation({
    summary: 'Settles the shares: corrected ones in the place of the disputed ones (operator)',
  })
  async settle(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: DisputeParams }) { id }: z.infer<typeof DisputeParams>,
    @Body({ schema: DisputeSettlement }) decision: z.infer<typeof DisputeSettlement>,
  ): Promise<void> {
    await this.settlements.settle(principal, id, decision);
  }
}
