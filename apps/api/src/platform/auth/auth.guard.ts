import { Inject, Injectable } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import './request.ts';
import { CONFIG } from '../config/config.ts';
import type { Config } from '../config/config.ts';
import { CrossSiteRequestError, ForbiddenError, UnauthenticatedError } from '../problem/errors.ts';
import { PUBLIC, REQUIRED_ROLE, REQUIRED_SCOPE } from './auth.decorators.ts';
import { Authenticator } from './authenticator.ts';
import type { Principal, Role } from './principal.ts';
import { isSameOrigin } from './same-origin.ts';
import type { Scope } from './scopes.ts';

const BEARER = /^Bearer ([\w.~+/-]+=*)$/i;

/** Runs before every handler: finds the principal, refuses cross-site changes, checks role and scope. */
@Injectable()
export class AuthGuard implements CanActivate {
  private readonly reflector: Reflector;
  private readonly authenticator: Authenticator;
  private readonly config: Config;

  constructor(
    @Inject(Reflector) reflector: Reflector,
    @Inject(Authenticator) authenticator: Authenticator,
    @Inject(CONFIG) config: Config,
  ) {
    this.reflector = reflector;
    this.authenticator = authenticator;
    this.config = config;
  }

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    request.principal = await this.authenticate(request);
    if (request.principal !== null) this.check(context, request.principal);
    else if (this.read<boolean>(context, PUBLIC) !== true) throw new UnauthenticatedError();
    return true;
  }

  private async authenticate(request: FastifyRequest): Promise<Principal | null> {
    const { authorization } = request.headers;
    if (authorization !== undefined) return await this.byToken(authorization);
    const userId = request.session.userId;
    if (userId === undefined) return null;
    if (!isSameOrigin(request.method, request.headers, this.config.baseUrl))
      throw new CrossSiteRequestError();
    return await this.authenticator.bySession(userId);
  }

  private async byToken(authorization: string): Promise<Principal> {
    const token = BEARER.exec(authorization)?.[1];
    const principal = token === undefined ? null : await this.authenticator.byToken(token);
    if (principal === null) throw new UnauthenticatedError('The API token is unknown, expired or revoked.');
    return principal;
  }

  private check(context: ExecutionContext, principal: Principal): void {
    const role = this.read<Role>(context, REQUIRED_ROLE);
    if (role !== undefined && !principal.roles.includes(role))
      throw new ForbiddenError(`You need the role "${role}".`);
    const scope = this.read<Scope>(context, REQUIRED_SCOPE);
    if (scope !== undefined) principal.requireScope(scope);
  }

  private read<T>(context: ExecutionContext, key: symbol): T | undefined {
    return this.reflector.getAllAndOverride<T | undefined>(key, [context.getHandler(), context.getClass()]);
  }
}
