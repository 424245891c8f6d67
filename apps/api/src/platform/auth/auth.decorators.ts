import { SetMetadata, createParamDecorator } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { UnauthenticatedError } from '../problem/errors.ts';
import type { Principal, Role } from './principal.ts';
import type { Scope } from './scopes.ts';

export const PUBLIC = Symbol('public');
export const REQUIRED_SCOPE = Symbol('requiredScope');
export const REQUIRED_ROLE = Symbol('requiredRole');

/** Needs no sign-in. Credentials that are sent are still checked, see {@link OptionalPrincipal}. */
export const Public = (): MethodDecorator & ClassDecorator => SetMetadata(PUBLIC, true);

/** Needs this scope when an API token is used. */
export const RequireScope = (scope: Scope): MethodDecorator & ClassDecorator =>
  SetMetadata(REQUIRED_SCOPE, scope);

/** Needs a user that holds this role. */
export const RequireRole = (role: Role): MethodDecorator & ClassDecorator => SetMetadata(REQUIRED_ROLE, role);

/** The principal, on routes that are not public. */
export const CurrentPrincipal = createParamDecorator((_: unknown, context: ExecutionContext): Principal => {
  const principal = context.switchToHttp().getRequest<FastifyRequest>().principal;
  if (principal === null) throw new UnauthenticatedError();
  return principal;
});

/** The principal or `null`, on public routes. */
export const OptionalPrincipal = createParamDecorator(
  (_: unknown, context: ExecutionContext): Principal | null =>
    context.switchToHttp().getRequest<FastifyRequest>().principal,
);
