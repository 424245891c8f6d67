import { Body, Controller, Delete, Get, Inject, Param, Post, Put } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { DomainService, SocialKeyService } from '../../../modules/social/index.ts';
import { CurrentPrincipal } from '../../../platform/auth/auth.decorators.ts';
import type { Principal } from '../../../platform/auth/principal.ts';
import { Answers, AnswersEmpty } from '../../../platform/http/answers.ts';
import { presentDomain, presentHost } from './social.presenter.ts';
import { ClearDomain, DomainList, HostList, HostParams, SetDomain } from './social.schemas.ts';

type Host = z.infer<typeof HostParams>;

/** What operators decide about other servers. */
@ApiTags('Social')
@Controller('social')
export class ServersController {
  constructor(
    @Inject(DomainService) private readonly domains: DomainService,
    @Inject(SocialKeyService) private readonly keys: SocialKeyService,
  ) {}

  @Get('domains')
  @ApiOperation({ summary: 'Servers that are allowed, silenced or blocked' })
  @Answers(200, DomainList)
  async list(@CurrentPrincipal() principal: Principal) {
    return { items: (await this.domains.list(principal)).map(presentDomain) };
  }

  @Put('domains/:host')
  @ApiOperation({ summary: 'Allows, silences or blocks a server and what is under its domain' })
  @AnswersEmpty(204)
  async set(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: HostParams }) { host }: Host,
    @Body({ schema: SetDomain }) { rule, reason }: z.infer<typeof SetDomain>,
  ): Promise<void> {
    await this.domains.set(principal, host, rule, reason);
  }

  @Delete('domains/:host')
  @ApiOperation({ summary: 'Takes a rule back' })
  @AnswersEmpty(204)
  async clear(
    @CurrentPrincipal() principal: Principal,
    @Param({ schema: HostParams }) { host }: Host,
    @Body({ schema: ClearDomain }) { reason }: z.infer<typeof ClearDomain>,
  ): Promise<void> {
    await this.domains.clear(principal, host, reason);
  }

  @Get('hosts')
  @ApiOperation({ summary: 'How deliveries to other servers go' })
  @Answers(200, HostList)
  async hosts(@CurrentPrincipal() principal: Principal) {
    return { items: (await this.domains.health(principal)).map(presentHost) };
  }

  @Post('instance-keys')
  @ApiOperation({ summary: 'Replaces the keys of the instance; the old ones are shown for a week' })
  @AnswersEmpty(204)
  async rotate(@CurrentPrincipal() principal: Principal): Promise<void> {
    await this.keys.rotateInstance(principal);
  }
}
