import { Body, Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { AskService, ConversationService, RequestService } from '../../../modules/requests/index.ts';
import { CurrentPrincipal } from '../../../platform/auth/auth.decorators.ts';
import type { Principal } from '../../../platform/auth/principal.ts';
import { Answers, AnswersEmpty } from '../../../platform/http/answers.ts';
import { RateLimit } from '../../../platform/rate-limit/rate-limit.guard.ts';
import { PartyParams } from '../catalogue/catalogue.schemas.ts';
import { datedPageRequest, pageRequest, presentPage } from '../common/cursor.ts';
import { presentRequest, presentSummary, presentUnreachable } from './requests.presenter.ts';
import {
  AskedRequest,
  AskForClearance,
  NewMessage,
  RequestPage,
  RequestParams,
  RequestQuery,
  RequestView,
  ReviseRequest,
  UnreachablePage,
  UnreachableQuery,
} from './requests.schemas.ts';

/** The longest recipe, the message and the white space of a patient client. */
const DRAFT_BODY = 296 * 1_024;
/** Reading drafts is work; how often others may be bothered is the service's to say. */
const DRAFTS = { name: 'clearance-draft', points: 600, perSeconds: 600 };

@ApiTags('Clearance requests')
@Controller()
export class RequestsController {
  constructor(
    @Inject(AskService) private readonly asking: AskService,
    @Inject(RequestService) private readonly requests: RequestService,
    @Inject(ConversationService) private readonly conversations: ConversationService,
  ) {}

  @Post('clearance-requests')
  @RouteConfig({ bodyLimit: DRAFT_BODY })
  @RateLimit(DRAFTS)
  @ApiOperation({ summary: 'Asks everybody who stands in the way of a draft' })
  @Answers(201, AskedRequest)
  async ask(
    @CurrentPrincipal() principal: Principal,
    @Body({ schema: AskForClearance }) draft: z.infer<typeof AskForClearance>,
  ) {
    return { id: await this.asking.ask(principal, draft) };
  }

  @Get('clearance-requests')
  @ApiOperation({ summary: 'What you asked for, newest first' })
  @Answers(200, RequestPage)
  async list(
    @CurrentPrincipal() principal: Principal,
    @Query({ schema: RequestQuery }) query: z.infer<typeof RequestQuery>,
  ) {
    const page = datedPageRequest(query, 'requests');
    return presentPage(await this.requests.list(principal, query.state ?? null, page), presentSummary);
  }

  @Get('clearance-requests/unreachable')
  @ApiOperation({ summary: 'Lines that nobody can answer, without the drafts (operator)' })
  @Answers(200, UnreachablePage)
  async unreachable(
    @CurrentPrincipal() principal: Principal,
    @Query({ schema: UnreachableQuery }) query: z.infer<typeof UnreachableQuery>,
  ) {
    const page = await this.requests.unreachable(principal, pageRequest(query, 'requests'));
    return presentPage(page, presentUnreachable);
  }

  @Get('parties/:id/clearance-requests')
  @ApiOperation({ summary: 'What a party is asked, newest first' })
  @Answers(200, RequestPage)
  async inbox(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: PartyParams }) { id }: z.infer<typeof PartyParams>,
    @Query({ schema: RequestQuery }) query: z.infer<typeof RequestQuery>,
  ) {
    const page = datedPageRequest(query, 'requests');
    return presentPage(await this.requests.inbox(principal, id, query.state ?? null, page), presentSummary);
  }

  @Get('clearance-requests/:id')
  @ApiOperation({ summary: 'A request with its draft, for its producer and those who are asked' })
  @Answers(200, RequestView)
  async get(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: RequestParams }) { id }: z.infer<typeof RequestParams>,
  ) {
    return presentRequest(await this.requests.get(principal, id));
  }

  @Post('clearance-requests/:id/revise')
  @RouteConfig({ bodyLimit: DRAFT_BODY })
  @RateLimit(DRAFTS)
  @ApiOperation({ summary: 'Asks for a changed draft: the next version of the request' })
  @AnswersEmpty(204)
  async revise(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: RequestParams }) { id }: z.infer<typeof RequestParams>,
    @Body({ schema: ReviseRequest }) draft: z.infer<typeof ReviseRequest>,
  ): Promise<void> {
    await this.asking.revise(principal, id, draft);
  }

  @Post('clearance-requests/:id/withdraw')
  @ApiOperation({ summary: 'Takes a request back: those who were asked do not see the draft any more' })
  @AnswersEmpty(204)
  async withdraw(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: RequestParams }) { id }: z.infer<typeof RequestParams>,
  ): Promise<void> {
    await this.asking.withdraw(principal, id);
  }

  @Post('clearance-requests/:id/messages')
  @RateLimit({ name: 'request-message', points: 60, perSeconds: 3_600 })
  @ApiOperation({ summary: 'Writes to those who are asked, or to the producer' })
  @AnswersEmpty(204)
  async write(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: RequestParams }) { id }: z.infer<typeof RequestParams>,
    @Body({ schema: NewMessage }) message: z.infer<typeof NewMessage>,
  ): Promise<void> {
    await this.conversations.write(principal, id, message);
  }
}
