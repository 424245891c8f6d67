import { Body, Controller, Delete, Get, Header, Inject, Patch } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { UserService } from '../../../modules/identity/index.ts';
import { CurrentPrincipal, OptionalPrincipal, Public } from '../../../platform/auth/auth.decorators.ts';
import type { Principal } from '../../../platform/auth/principal.ts';
import { Answers, AnswersEmpty } from '../../../platform/http/answers.ts';
import { Me, UpdateMe } from './identity.schemas.ts';
import { presentMe } from './me.presenter.ts';

/** Sections grow with the modules; all of it is the user's own. */
export const DataExport = z.looseObject({}).meta({ id: 'DataExport' });

@ApiTags('Your account')
@Controller('me')
export class MeController {
  constructor(@Inject(UserService) private readonly users: UserService) {}

  @Get()
  @Public()
  @ApiOperation({ summary: 'Who is signed in' })
  @Answers(200, Me)
  async me(@OptionalPrincipal() principal: Principal | null) {
    return presentMe(await this.users.me(principal));
  }

  @Patch()
  @ApiOperation({ summary: 'Changes name, handle or e-mail address' })
  @Answers(200, Me)
  async update(
    @CurrentPrincipal() principal: Principal,
    @Body({ schema: UpdateMe }) change: z.infer<typeof UpdateMe>,
  ) {
    return presentMe(await this.users.update(principal, change));
  }

  @Get('export')
  @Header('content-disposition', 'attachment; filename="flipside-export.json"')
  @ApiOperation({ summary: 'Everything kept about you' })
  @Answers(200, DataExport)
  async export(@CurrentPrincipal() principal: Principal) {
    return await this.users.export(principal);
  }

  @Delete()
  @AnswersEmpty(204)
  @ApiOperation({ summary: 'Deletes the account; what was earned and published stays, without you' })
  async delete(@CurrentPrincipal() principal: Principal): Promise<void> {
    await this.users.delete(principal);
  }
}
