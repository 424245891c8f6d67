import { Readable } from 'node:stream';
import { applyDecorators, createParamDecorator } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { STREAMED_TYPES } from '../../../platform/http/streamed-bodies.ts';

/** The route takes a text file, which is read as it arrives. */
export const TakesTextFile = (): MethodDecorator =>
  applyDecorators(
    RouteConfig({ streamed: true }),
    ApiConsumes(...STREAMED_TYPES),
    ApiBody({ schema: { type: 'string' }, required: true }),
  );

/** The body of such a route, unread. */
export const TextBody = createParamDecorator(
  (_: unknown, context: ExecutionContext): AsyncIterable<Uint8Array> => {
    const { body } = context.switchToHttp().getRequest<FastifyRequest>();
    return body instanceof Readable ? body : Readable.from([]);
  },
);
