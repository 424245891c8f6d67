import { createParamDecorator } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Origin } from '../../../modules/plays/index.ts';

/**
 * Where a request came from. A trusted proxy adds itself to the forwarded addresses, so that there are at least two;
 * headers of a client that came here directly are its own invention and are not handed on.
 */
export const RequestOrigin = createParamDecorator((_: unknown, context: ExecutionContext): Origin => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  const isProxied = (request.ips?.length ?? 0) > 1;
  return { ip: request.ip, proxyHeaders: isProxied ? request.headers : null };
});
