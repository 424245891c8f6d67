import { Body, Controller, Get, Inject, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { BodyErasureService } from '../../../modules/plays/index.ts';
import type { Origin } from '../../../modules/plays/index.ts';
import { CurrentPrincipal, Public, RequireRole } from '../../../platform/auth/auth.decorators.ts';
import type { Principal } from '../../../platform/auth/principal.ts';
import { Answers } from '../../../platform/http/answers.ts';
import { presentErasures } from './erasures.presenter.ts';
import {
  DeviceErasure,
  ErasedBodies,
  NewPlayErasure,
  PlayBodyCount,
  PlayBodyQuery,
  PlayErasurePage,
  PlayErasureQuery,
} from './erasures.schemas.ts';
import { after } from './fraud.presenter.ts';
import { RequestOrigin } from './origin.decorator.ts';

@ApiTags('Plays')
@Controller('plays')
export class ErasuresController {
  constructor(@Inject(BodyErasureService) private readonly bodies: BodyErasureService) {}

  @Post('device-erasures')
  @Public()
  @ApiOperation({
    summary: 'A device has its receipts erased, by a request that it signs; what was counted stays',
  })
  @Answers(200, ErasedBodies)
  async eraseForDevice(
    @RequestOrigin() origin: Origin,
    @Body({ schema: DeviceErasure }) request: z.infer<typeof DeviceErasure>,
  ) {
    return await this.bodies.eraseForDevice(request, origin);
  }

  @Get('erasures')
  @RequireRole('operator')
  @ApiOperation({ summary: 'Receipts that were erased, the newest first, with who asked and why' })
  @Answers(200, PlayErasurePage)
  async list(
    @CurrentPrincipal() principal: Principal,
    @Query({ schema: PlayErasureQuery }) { cursor, limit }: z.infer<typeof PlayErasureQuery>,
  ) {
    return presentErasures(await this.bodies.list(principal, after(cursor), limit + 1), limit);
  }

  @Get('bodies')
  @RequireRole('operator')
  @ApiOperation({ summary: 'How many receipts of a device are kept' })
  @Answers(200, PlayBodyCount)
  async count(
    @CurrentPrincipal() principal: Principal,
    @Query({ schema: PlayBodyQuery }) { device }: z.infer<typeof PlayBodyQuery>,
  ) {
    return await this.bodies.preview(principal, device);
  }

  @Post('erasures')
  @RequireRole('operator')
  @ApiOperation({ summary: 'Erases the receipts of a device for somebody who asked; what was counted stays' })
  @Answers(201, ErasedBodies)
  async erase(
    @CurrentPrincipal() principal: Principal,
    @Body({ schema: NewPlayErasure }) { device, reason }: z.infer<typeof NewPlayErasure>,
  ) {
    return await this.bodies.eraseForOperator(principal, device, reason);
  }
}
