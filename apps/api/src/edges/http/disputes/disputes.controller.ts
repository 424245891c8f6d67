import { Body, Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { DisputeAnswerService, DisputeService } from '../../../modules/disputes/index.ts';
import { HeldService } from '../../../modules/royalty/index.ts';
import { CurrentPrincipal } from '../../../platform/auth/auth.decorators.ts';
import type { Principal } from '../../../platform/auth/principal.ts';
import { Answers, AnswersEmpty } from '../../../platform/http/answers.ts';
import { datedPageRequest, presentPage } from '../common/cursor.ts';
import { disputeSearch, presentDispute, presentDisputeItem, presentSubject } from './disputes.presenter.ts';
import {
  DisputableSubject,
  DisputeAddition,
  DisputeDismissal,
  DisputePage,
  DisputeParams,
  DisputeQuery,
  DisputeStatement,
  DisputeSubjectParams,
  DisputeSubjectQuery,
  DisputeView,
  NewDispute,
} from './disputes.schemas.ts';

@ApiTags('Disputes')
@Controller('disputes')
export class DisputesController {
  constructor(
    @Inject(DisputeService) private readonly disputes: DisputeService,
    @Inject(DisputeAnswerService) private readonly answers: DisputeAnswerService,
    @Inject(HeldService) private readonly held: HeldService,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Disputes of your parties, the newest first; all of them for an operator' })
  @Answers(200, DisputePage)
  async list(
    @CurrentPrincipal() principal: Principal,
    @Query({ schema: DisputeQuery }) query: z.infer<typeof DisputeQuery>,
  ) {
    return presentPage(
      await this.disputes.list(principal, disputeSearch(query), datedPageRequest(query, 'disputes')),
      presentDisputeItem,
    );
  }

  @Post()
  @ApiOperation({ summary: 'Says that shares of a recording or work are wrong' })
  @Answers(201, DisputeView)
  async open(
    @CurrentPrincipal() principal: Principal,
    @Body({ schema: NewDispute }) { partyId, ...dispute }: z.infer<typeof NewDispute>,
  ) {
    return presentDispute(await this.disputes.open(principal, { ...dispute, partyId: partyId ?? null }), []);
  }

  @Get('subjects/:kind/:id')
  @ApiOperation({ summary: 'The shares of a recording or work that may be disputed' })
  @Answers(200, DisputableSubject)
  async subject(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: DisputeSubjectParams }) subject: z.infer<typeof DisputeSubjectParams>,
    @Query({ schema: DisputeSubjectQuery }) { party }: z.infer<typeof DisputeSubjectQuery>,
  ) {
    return presentSubject(await this.disputes.subject(principal, subject, party ?? null));
  }

  @Get(':id')
  @ApiOperation({ summary: 'A dispute: what is in conflict, who said what, what is held' })
  @Answers(200, DisputeView)
  async get(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: DisputeParams }) { id }: z.infer<typeof DisputeParams>,
  ) {
    return presentDispute(await this.disputes.get(principal, id), await this.held.ofDispute(id));
  }

  @Post(':id/responses')
  @AnswersEmpty(204)
  @ApiOperation({ summary: 'A party of the dispute answers it' })
  async respond(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: DisputeParams }) { id }: z.infer<typeof DisputeParams>,
    @Body({ schema: DisputeStatement }) { partyId, ...statement }: z.infer<typeof DisputeStatement>,
  ): Promise<void> {
    await this.answers.respond(principal, id, partyId, statement);
  }

  @Post(':id/evidence')
  @AnswersEmpty(204)
  @ApiOperation({ summary: 'Adds words and addresses of evidence' })
  async add(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: DisputeParams }) { id }: z.infer<typeof DisputeParams>,
    @Body({ schema: DisputeAddition }) { partyId, ...statement }: z.infer<typeof DisputeAddition>,
  ): Promise<void> {
    await this.answers.add(principal, id, partyId ?? null, statement);
  }

  @Post(':id/escalate')
  @AnswersEmpty(204)
  @ApiOperation({ summary: 'A party asks the operator to decide' })
  async escalate(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: DisputeParams }) { id }: z.infer<typeof DisputeParams>,
    @Body({ schema: DisputeStatement }) { partyId, ...statement }: z.infer<typeof DisputeStatement>,
  ): Promise<void> {
    await this.answers.escalate(principal, id, partyId, statement);
  }

  @Post(':id/withdraw')
  @AnswersEmpty(204)
  @ApiOperation({ summary: 'The party that opened the dispute takes it back' })
  async withdraw(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: DisputeParams }) { id }: z.infer<typeof DisputeParams>,
    @Body({ schema: DisputeStatement }) { partyId, ...statement }: z.infer<typeof DisputeStatement>,
  ): Promise<void> {
    await this.answers.withdraw(principal, id, partyId, statement);
  }

  @Post(':id/release')
  @AnswersEmpty(204)
  @ApiOperation({ summary: 'Dismisses the dispute: the shares stand (operator)' })
  async release(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: DisputeParams }) { id }: z.infer<typeof DisputeParams>,
    @Body({ schema: DisputeDismissal }) statement: z.infer<typeof DisputeDismissal>,
  ): Promise<void> {
    await this.answers.release(principal, id, statement);
  }
}
