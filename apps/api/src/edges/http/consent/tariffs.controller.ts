import { Body, Controller, Get, Inject, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { TariffService } from '../../../modules/consent/index.ts';
import { CurrentPrincipal, Public } from '../../../platform/auth/auth.decorators.ts';
import type { Principal } from '../../../platform/auth/principal.ts';
import { Answers } from '../../../platform/http/answers.ts';
import { presentTariff } from './consent.presenter.ts';
import { NewTariff, TariffView } from './consent.schemas.ts';

@ApiTags('Consent')
@Controller('tariffs')
export class TariffsController {
  constructor(@Inject(TariffService) private readonly tariffs: TariffService) {}

  @Get('current')
  @Public()
  @ApiOperation({ summary: 'What a play pays and how it is parted' })
  @Answers(200, TariffView)
  async current() {
    return presentTariff(await this.tariffs.current());
  }

  @Post()
  @ApiOperation({ summary: 'Puts the next version of the tariff in force (operator)' })
  @Answers(201, TariffView)
  async create(
    @CurrentPrincipal() principal: Principal,
    @Body({ schema: NewTariff }) tariff: z.infer<typeof NewTariff>,
  ) {
    return presentTariff(await this.tariffs.create(principal, tariff));
  }
}
