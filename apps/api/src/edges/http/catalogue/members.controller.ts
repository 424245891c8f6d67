import { Body, Controller, Delete, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { InvitationService, PartyMemberService } from '../../../modules/catalogue/index.ts';
import { CurrentPrincipal } from '../../../platform/auth/auth.decorators.ts';
import type { Principal } from '../../../platform/auth/principal.ts';
import { CONFIG } from '../../../platform/config/config.ts';
import type { Config } from '../../../platform/config/config.ts';
import { Answers, AnswersEmpty } from '../../../platform/http/answers.ts';
import { pageRequest, presentPage } from '../common/cursor.ts';
import { AddMember, PartyParams } from './catalogue.schemas.ts';
import { presentCreatedInvitation, presentInvitation, presentMember } from './party.presenter.ts';
import {
  CreatedInvitation,
  IdPageQuery,
  InvitationPage,
  MemberList,
  MemberParams,
  NewInvitation,
  PartyInvitationParams,
} from './party.schemas.ts';

@ApiTags('Parties')
@Controller('parties/:id')
export class MembersController {
  constructor(
    @Inject(PartyMemberService) private readonly members: PartyMemberService,
    @Inject(InvitationService) private readonly invitations: InvitationService,
    @Inject(CONFIG) private readonly config: Pick<Config, 'baseUrl'>,
  ) {}

  @Get('members')
  @ApiOperation({ summary: 'Who acts for the party; 500 at most' })
  @Answers(200, MemberList)
  async list(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: PartyParams }) { id }: z.infer<typeof PartyParams>,
  ) {
    return { items: (await this.members.list(principal, id)).map(presentMember) };
  }

  @Post('members')
  @AnswersEmpty(204)
  @ApiOperation({ summary: 'Lets a user act for the party, or changes as what' })
  async set(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: PartyParams }) { id }: z.infer<typeof PartyParams>,
    @Body({ schema: AddMember }) member: z.infer<typeof AddMember>,
  ): Promise<void> {
    await this.members.set(principal, id, member);
  }

  @Delete('members/:handle')
  @AnswersEmpty(204)
  @ApiOperation({ summary: 'Removes a member, or leaves; a party keeps at least one owner' })
  async remove(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: MemberParams }) { id, handle }: z.infer<typeof MemberParams>,
  ): Promise<void> {
    await this.members.remove(principal, id, handle);
  }

  @Get('invitations')
  @ApiOperation({ summary: 'Invitations of the party in all states, the newest first' })
  @Answers(200, InvitationPage)
  async invited(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: PartyParams }) { id }: z.infer<typeof PartyParams>,
    @Query({ schema: IdPageQuery }) query: z.infer<typeof IdPageQuery>,
  ) {
    return presentPage(
      await this.invitations.list(principal, id, pageRequest(query, 'ids')),
      presentInvitation,
    );
  }

  @Post('invitations')
  @ApiOperation({ summary: 'Asks a user by handle, or makes a link that works once' })
  @Answers(201, CreatedInvitation)
  async invite(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: PartyParams }) { id }: z.infer<typeof PartyParams>,
    @Body({ schema: NewInvitation }) invitation: z.infer<typeof NewInvitation>,
  ) {
    return presentCreatedInvitation(
      await this.invitations.create(principal, id, invitation),
      this.config.baseUrl,
    );
  }

  @Delete('invitations/:invitation')
  @AnswersEmpty(204)
  @ApiOperation({ summary: 'Takes an invitation back' })
  async revoke(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: PartyInvitationParams }) params: z.infer<typeof PartyInvitationParams>,
  ): Promise<void> {
    await this.invitations.revoke(principal, params.id, params.invitation);
  }
}
