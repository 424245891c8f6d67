import { Inject, Injectable, SetMetadata } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { RateLimiter } from './rate-limiter.ts';
import type { RateLimitRule } from './rate-limiter.ts';

const RULE = Symbol('rateLimit');

/** Limits a route per signed-in user, or per address for anonymous requests. */
export const RateLimit = (rule: RateLimitRule): MethodDecorator & ClassDecorator => SetMetadata(RULE, rule);

/** Runs after the auth guard, which sets the principal. */
@Injectable()
export class RateLimitGuard implements CanActivate {
  private readonly reflector: Reflector;
  private readonly limiter: RateLimiter;

  constructor(@Inject(Reflector) reflector: Reflector, @Inject(RateLimiter) limiter: RateLimiter) {
    this.reflector = reflector;
    this.limiter = limiter;
  }

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const rule = this.reflector.getAllAndOverride<RateLimitRule | undefined>(RULE, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (rule === undefined) return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    await this.limiter.consume(rule, request.principal?.userId ?? request.ip);
    return true;
  }
}
