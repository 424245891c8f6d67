import { Body, Controller, Inject, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { PaymentService } from '../../../modules/payouts/index.ts';
import { CurrentPrincipal, RequireRole } from '../../../platform/auth/auth.decorators.ts';
import type { Principal } from '../../../platform/auth/principal.ts';
import { AnswersEmpty } from '../../../platform/http/answers.ts';
import { PaymentParams, ReturnPayment } from './payouts.schemas.ts';

@ApiTags('Payouts')
@RequireRole('operator')
@Controller('payouts/payments/:id')
export class PaymentsController {
  constructor(@Inject(PaymentService) private readonly payments: PaymentService) {}

  @Post('settle')
  @AnswersEmpty(204)
  @ApiOperation({ summary: 'The payment arrived' })
  async settle(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: PaymentParams }) { id }: z.infer<typeof PaymentParams>,
  ): Promise<void> {
    await this.payments.settle(principal, id);
  }

  @Post('return')
  @AnswersEmpty(204)
  @ApiOperation({ summary: 'The bank sent the payment back: what it was of is owed again' })
  async giveBack(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: PaymentParams }) { id }: z.infer<typeof PaymentParams>,
    @Body({ schema: ReturnPayment }) { code, note }: z.infer<typeof ReturnPayment>,
  ): Promise<void> {
    await this.payments.giveBack(principal, id, { code, note: note ?? null });
  }
}
