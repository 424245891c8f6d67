import { Body, Controller, Inject, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { AnswerService } from '../../../modules/requests/index.ts';
import { CurrentPrincipal } from '../../../platform/auth/auth.decorators.ts';
import type { Principal } from '../../../platform/auth/principal.ts';
import { AnswersEmpty } from '../../../platform/http/answers.ts';
import { ApproveLine, CounterLine, DeclineLine, LineParams } from './requests.schemas.ts';

@ApiTags('Clearance requests')
@Controller('clearance-requests/:id/lines/:line')
export class RequestAnswersController {
  constructor(@Inject(AnswerService) private readonly answers: AnswerService) {}

  @Post('approve')
  @ApiOperation({ summary: 'Says yes for a party: to this very draft, or to any flip within the terms' })
  @AnswersEmpty(204)
  async approve(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: LineParams }) { id, line }: z.infer<typeof LineParams>,
    @Body({ schema: ApproveLine }) approval: z.infer<typeof ApproveLine>,
  ): Promise<void> {
    await this.answers.approve(principal, id, line, approval);
  }

  @Post('decline')
  @ApiOperation({ summary: 'Says no for a party, with a reason; one no ends the request' })
  @AnswersEmpty(204)
  async decline(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: LineParams }) { id, line }: z.infer<typeof LineParams>,
    @Body({ schema: DeclineLine }) { reason }: z.infer<typeof DeclineLine>,
  ): Promise<void> {
    await this.answers.decline(principal, id, line, reason);
  }

  @Post('counter')
  @ApiOperation({ summary: 'Offers terms for a party that it would agree to' })
  @AnswersEmpty(204)
  async counter(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: LineParams }) { id, line }: z.infer<typeof LineParams>,
    @Body({ schema: CounterLine }) offer: z.infer<typeof CounterLine>,
  ): Promise<void> {
    await this.answers.counter(principal, id, line, offer);
  }

  @Post('accept')
  @ApiOperation({ summary: 'Takes the terms that a party offered; the producer does' })
  @AnswersEmpty(204)
  async accept(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: LineParams }) { id, line }: z.infer<typeof LineParams>,
  ): Promise<void> {
    await this.answers.accept(principal, id, line);
  }
}
