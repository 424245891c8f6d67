import { Body, Controller, Get, Inject, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { InvitationService } from '../../../modules/catalogue/index.ts';
import { CurrentPrincipal } from '../../../platform/auth/auth.decorators.ts';
import type { Principal } from '../../../platform/auth/principal.ts';
import { Answers } from '../../../platform/http/answers.ts';
import { presentInvitation } from './party.presenter.ts';
import { InvitationList, InvitationParams, InvitationToken, InvitationView } from './party.schemas.ts';

@ApiTags('Parties')
@Controller('invitations')
export class InvitationsController {
  constructor(@Inject(InvitationService) private readonly invitations: InvitationService) {}

  @Get()
  @ApiOperation({ summary: 'What you are asked to join and have not answered' })
  @Answers(200, InvitationList)
  async mine(@CurrentPrincipal() principal: Principal) {
    return { items: (await this.invitations.mine(principal)).map(presentInvitation) };
  }

  @Post(':id/look')
  @ApiOperation({ summary: 'What an invitation offers; a link sends its token along' })
  @Answers(200, InvitationView)
  async look(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: InvitationParams }) { id }: z.infer<typeof InvitationParams>,
    @Body({ schema: InvitationToken }) { token }: z.infer<typeof InvitationToken>,
  ) {
    return presentInvitation(await this.invitations.look(principal, id, token));
  }

  @Post(':id/accept')
  @ApiOperation({ summary: 'Acts for the party from now on' })
  @Answers(200, InvitationView)
  async accept(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: InvitationParams }) { id }: z.infer<typeof InvitationParams>,
    @Body({ schema: InvitationToken }) { token }: z.infer<typeof InvitationToken>,
  ) {
    return presentInvitation(await this.invitations.accept(principal, id, token));
  }

  @Post(':id/decline')
  @ApiOperation({ summary: 'Says no to an invitation' })
  @Answers(200, InvitationView)
  async decline(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: InvitationParams }) { id }: z.infer<typeof InvitationParams>,
    @Body({ schema: InvitationToken }) { token }: z.infer<typeof InvitationToken>,
  ) {
    return presentInvitation(await this.invitations.decline(principal, id, token));
  }
}
