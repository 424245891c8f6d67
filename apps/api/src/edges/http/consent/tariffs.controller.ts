import { Body, Controller, Get, Inject, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { TariffService } from '../../../modules/consent/index.ts';
import { CurrentPrincipal, Public } from '../../../platform/auth/auth.decorators.ts';
import type { Principal } from '../../../platform/auth/principal.ts';
import { Answers } from '../../../platform/http/answers.ts';
import { presentTariff, presentTariffs } from './consent.presenter.ts';
import { NewTariff, TariffList, TariffView } from './consent.schemas.ts';

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

  @Get()
  @Public()
  @ApiOperation({ summary: 'Every version of the tariff, those that are announced too, the newest first' })
  @Answers(200, TariffList)
  async list() {
    return presentTariffs(await this.tariffs.list());
  }

  @Post()
  @ApiOperation({
    summary: 'Enters the next version of the tariff, in force now or from a later day (operator)',
  })
  @Answers(201, TariffView)
  async create(
    @CurrentPrincipal() principal: Principal,
    @Body({ schema: NewTariff }) tariff: z.infer<typeof NewTariff>,
  ) {
    return presentTariff(await this.tariffs.create(principal, tariff));
  }
}
