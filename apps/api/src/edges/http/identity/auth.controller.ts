import { Controller, Get, HttpStatus, Inject, Param, Post, Query, Redirect, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { LoginService } from '../../../modules/identity/index.ts';
import { Public } from '../../../platform/auth/auth.decorators.ts';
import { Answers, AnswersEmpty } from '../../../platform/http/answers.ts';
import { RateLimit } from '../../../platform/rate-limit/rate-limit.guard.ts';
import { LoginQuery } from './auth.schemas.ts';
import { IssuerList } from './identity.schemas.ts';
import { browserRequest } from './session.plugin.ts';

const LOGINS = { name: 'login-begin', points: 120, perSeconds: 600 };

@ApiTags('Sign-in')
@Controller('auth')
@Public()
export class AuthController {
  constructor(@Inject(LoginService) private readonly logins: LoginService) {}

  @Get('issuers')
  @ApiOperation({ summary: 'Where one can sign in' })
  @Answers(200, IssuerList)
  issuers() {
    return this.logins.list();
  }

  @Get('login')
  @Redirect()
  @RateLimit(LOGINS)
  @ApiOperation({ summary: 'Sends the browser to a login issuer' })
  async login(@Query({ schema: LoginQuery }) query: LoginQuery, @Req() request: FastifyRequest) {
    return redirect(await this.logins.begin(query.issuer, query.returnTo, browserRequest(request)));
  }

  @Get('callback/:issuer')
  @Redirect()
  @RateLimit(LOGINS)
  @ApiOperation({ summary: 'Where a login issuer sends the browser back to' })
  async callback(@Param('issuer') issuer: string, @Req() request: FastifyRequest) {
    return redirect(await this.logins.complete(issuer, browserRequest(request)));
  }

  @Post('logout')
  @AnswersEmpty(204)
  @ApiOperation({ summary: 'Ends the session here and at the built-in issuer' })
  async logout(@Req() request: FastifyRequest): Promise<void> {
    await this.logins.logout(browserRequest(request));
  }
}

function redirect(url: string): { url: string; statusCode: number } {
  return { url, statusCode: HttpStatus.FOUND };
}
