import { Body, Controller, Get, Inject, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { RecipeStateService } from '../../../modules/recipes/index.ts';
import { CurrentPrincipal } from '../../../platform/auth/auth.decorators.ts';
import type { Principal } from '../../../platform/auth/principal.ts';
import { Answers } from '../../../platform/http/answers.ts';
import { presentChange } from './recipes.presenter.ts';
import { OperatorReason, RecipeParams, StateChange, StateHistory, TakeDown } from './recipes.schemas.ts';

type Params = z.infer<typeof RecipeParams>;

@ApiTags('Flips')
@Controller('recipes/:hash')
export class RecipeStatesController {
  constructor(@Inject(RecipeStateService) private readonly states: RecipeStateService) {}

  @Post('take-down')
  @ApiOperation({ summary: 'Takes your own flip down: its link says so, and nothing plays from it' })
  @Answers(200, StateChange)
  async takeDown(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: RecipeParams }) { hash }: Params,
    @Body({ schema: TakeDown }) { reason }: z.infer<typeof TakeDown>,
  ) {
    return presentChange(await this.states.takeDown(principal, hash, reason));
  }

  @Post('bring-back')
  @ApiOperation({ summary: 'Undoes your own take-down; what is not cleared now stays withdrawn' })
  @Answers(200, StateChange)
  async bringBack(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: RecipeParams }) { hash }: Params,
    @Body({ schema: TakeDown }) { reason }: z.infer<typeof TakeDown>,
  ) {
    return presentChange(await this.states.bringBack(principal, hash, reason));
  }

  @Post('remove')
  @ApiOperation({ summary: 'Removes a flip from this instance, with the reason (operator)' })
  @Answers(200, StateChange)
  async remove(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: RecipeParams }) { hash }: Params,
    @Body({ schema: OperatorReason }) { reason }: z.infer<typeof OperatorReason>,
  ) {
    return presentChange(await this.states.remove(principal, hash, reason));
  }

  @Post('restore')
  @ApiOperation({ summary: 'Undoes a removal; what its producer took down stays down (operator)' })
  @Answers(200, StateChange)
  async restore(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: RecipeParams }) { hash }: Params,
    @Body({ schema: OperatorReason }) { reason }: z.infer<typeof OperatorReason>,
  ) {
    return presentChange(await this.states.restore(principal, hash, reason));
  }

  @Get('history')
  @ApiOperation({ summary: 'How a flip came to its state, newest first: for its producer and operators' })
  @Answers(200, StateHistory)
  async history(@CurrentPrincipal() principal: Principal, @Param({ schema: RecipeParams }) { hash }: Params) {
    return { items: (await this.states.history(principal, hash)).map(presentChange) };
  }
}
