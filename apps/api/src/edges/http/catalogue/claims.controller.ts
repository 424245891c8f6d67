import { Body, Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { ClaimProofService, ClaimService } from '../../../modules/catalogue/index.ts';
import { CurrentPrincipal } from '../../../platform/auth/auth.decorators.ts';
import type { Principal } from '../../../platform/auth/principal.ts';
import { Answers } from '../../../platform/http/answers.ts';
import { RateLimit } from '../../../platform/rate-limit/rate-limit.guard.ts';
import { pageRequest, presentPage } from '../common/cursor.ts';
import { PartyParams } from './catalogue.schemas.ts';
import { presentClaim, presentClaimDetail } from './claim.presenter.ts';
import {
  ClaimDetail,
  ClaimPage,
  ClaimParams,
  ClaimQuery,
  DecideClaim,
  NewClaim,
  NewEvidence,
  ProveByCatalogue,
  ProveByDomain,
  WithdrawClaim,
} from './claim.schemas.ts';
import { LOOKS } from './looks.ts';

@ApiTags('Claims')
@Controller()
export class ClaimsController {
  constructor(
    @Inject(ClaimService) private readonly claims: ClaimService,
    @Inject(ClaimProofService) private readonly proofs: ClaimProofService,
  ) {}

  @Get('parties/:id/claims')
  @ApiOperation({ summary: 'What a party claims, the newest first' })
  @Answers(200, ClaimPage)
  async list(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: PartyParams }) { id }: z.infer<typeof PartyParams>,
    @Query({ schema: ClaimQuery }) query: z.infer<typeof ClaimQuery>,
  ) {
    return presentPage(
      await this.claims.list(principal, id, query.state ?? null, pageRequest(query, 'ids')),
      presentClaim,
    );
  }

  @Post('parties/:id/claims')
  @ApiOperation({ summary: 'Claims a share of a recording or work; it is one when it is proved' })
  @Answers(201, ClaimDetail)
  async enter(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: PartyParams }) { id }: z.infer<typeof PartyParams>,
    @Body({ schema: NewClaim }) claim: z.infer<typeof NewClaim>,
  ) {
    return presentClaimDetail(await this.claims.enter(principal, id, claim));
  }

  @Get('claims')
  @ApiOperation({ summary: 'Claims of all parties, the longest waiting first (operator)' })
  @Answers(200, ClaimPage)
  async queue(
    @CurrentPrincipal() principal: Principal,
    @Query({ schema: ClaimQuery }) query: z.infer<typeof ClaimQuery>,
  ) {
    return presentPage(
      await this.claims.queue(principal, query.state ?? null, pageRequest(query, 'ids')),
      presentClaim,
    );
  }

  @Get('claims/:id')
  @ApiOperation({ summary: 'A claim with its evidence and history' })
  @Answers(200, ClaimDetail)
  async get(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: ClaimParams }) { id }: z.infer<typeof ClaimParams>,
  ) {
    return presentClaimDetail(await this.claims.get(principal, id));
  }

  @Post('claims/:id/evidence')
  @ApiOperation({ summary: 'Adds words and links to a claim that waits' })
  @Answers(200, ClaimDetail)
  async addEvidence(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: ClaimParams }) { id }: z.infer<typeof ClaimParams>,
    @Body({ schema: NewEvidence }) evidence: z.infer<typeof NewEvidence>,
  ) {
    return presentClaimDetail(await this.claims.addEvidence(principal, id, evidence));
  }

  @Post('claims/:id/prove-by-domain')
  @RateLimit(LOOKS)
  @ApiOperation({ summary: 'Looks at a website of the party, and proves the claim if it names the subject' })
  @Answers(200, ClaimDetail)
  async proveByDomain(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: ClaimParams }) { id }: z.infer<typeof ClaimParams>,
    @Body({ schema: ProveByDomain }) { domain }: z.infer<typeof ProveByDomain>,
  ) {
    return presentClaimDetail(await this.proofs.byDomain(principal, id, domain));
  }

  @Post('claims/:id/prove-by-catalogue')
  @ApiOperation({ summary: 'Proves a claim of a verified party on what the catalogue names it in' })
  @Answers(200, ClaimDetail)
  async proveByCatalogue(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: ClaimParams }) { id }: z.infer<typeof ClaimParams>,
    @Body({ schema: ProveByCatalogue }) _body: z.infer<typeof ProveByCatalogue>,
  ) {
    return presentClaimDetail(await this.proofs.byCatalogue(principal, id));
  }

  @Post('claims/:id/withdraw')
  @ApiOperation({ summary: 'Takes back a claim that waits' })
  @Answers(200, ClaimDetail)
  async withdraw(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: ClaimParams }) { id }: z.infer<typeof ClaimParams>,
    @Body({ schema: WithdrawClaim }) { reason }: z.infer<typeof WithdrawClaim>,
  ) {
    return presentClaimDetail(await this.claims.withdraw(principal, id, reason));
  }

  @Post('claims/:id/decision')
  @ApiOperation({ summary: 'Proves or rejects a claim, with the reason (operator)' })
  @Answers(200, ClaimDetail)
  async decide(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: ClaimParams }) { id }: z.infer<typeof ClaimParams>,
    @Body({ schema: DecideClaim }) decision: z.infer<typeof DecideClaim>,
  ) {
    return presentClaimDetail(await this.proofs.decide(principal, id, decision));
  }
}
