import { Global, Module } from '@nestjs/common';
import { Authenticator } from '../../platform/auth/authenticator.ts';
import { ApiTokenRepository } from './api-token.repository.ts';
import { ApiTokenService } from './api-token.service.ts';
import { IssuerRegistry } from './issuers/issuer-registry.ts';
import { LocalAccountRepository } from './local/local-account.repository.ts';
import { LocalAccountService } from './local/local-account.service.ts';
import { LocalIssuer } from './local/local-issuer.ts';
import { OidcRepository } from './local/oidc.repository.ts';
import { Passwords } from './local/password.ts';
import { LoginService } from './login.service.ts';
import { OperatorService } from './operator.service.ts';
import { PersonalData } from './personal-data.ts';
import { PrincipalService } from './principal.service.ts';
import { SessionRepository } from './session.repository.ts';
import { SignInService } from './sign-in.service.ts';
import { UserRepository } from './user.repository.ts';
import { UserService } from './user.service.ts';

const FACE = [
  ApiTokenService,
  IssuerRegistry,
  LocalAccountService,
  LocalIssuer,
  LoginService,
  OidcRepository,
  OperatorService,
  PersonalData,
  SessionRepository,
  SignInService,
  UserService,
];

/** Global, because every other module's routes need its authenticator. */
@Global()
@Module({
  providers: [
    ...FACE,
    ApiTokenRepository,
    LocalAccountRepository,
    Passwords,
    UserRepository,
    { provide: Authenticator, useClass: PrincipalService },
  ],
  exports: [...FACE, Authenticator],
})
export class IdentityModule {}
