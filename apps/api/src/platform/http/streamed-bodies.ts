import { errorCodes } from 'fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/** Types of text files that a route may take as they arrive. */
export const STREAMED_TYPES = ['text/csv', 'text/plain', 'text/xml', 'application/xml'] as const;

const isStreamed = ({ routeOptions }: FastifyRequest): boolean =>
  'streamed' in routeOptions.config && routeOptions.config.streamed === true;

const typeOf = ({ headers }: FastifyRequest): string =>
  (headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';

/**
 * Hands the bodies of routes with `@RouteConfig({ streamed: true })` on unread, when they are text files, and refuses
 * every other type there. Everywhere else text files are refused as ever.
 */
export function registerStreamedBodies(fastify: FastifyInstance): void {
  fastify.addContentTypeParser([...STREAMED_TYPES], (request, payload, done) => {
    if (isStreamed(request)) done(null, payload);
    else done(new errorCodes.FST_ERR_CTP_INVALID_MEDIA_TYPE(typeOf(request)));
  });
  fastify.addHook('preParsing', (request, _reply, payload, done) => {
    const known = STREAMED_TYPES.some((type) => type === typeOf(request));
    if (isStreamed(request) && !known) done(new errorCodes.FST_ERR_CTP_INVALID_MEDIA_TYPE(typeOf(request)));
    else done(null, payload);
  });
}
