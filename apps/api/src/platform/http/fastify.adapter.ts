import { FastifyAdapter } from '@nestjs/platform-fastify';
import { LogController } from 'fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { IncomingMessage } from 'node:http';
import { pino } from 'pino';
import type { Config } from '../config/config.ts';
import { newId } from '../ids/ids.ts';
import { registerConditional } from './conditional.ts';
import { logOptions } from '../logging/log.ts';
import { registerStreamedBodies } from './streamed-bodies.ts';

/** Longest body of a route that names no limit of its own with `@RouteConfig({ bodyLimit })`, in bytes. */
const BODY_LIMIT = 64 * 1_024;
const REQUEST_ID = /^[\w.:-]{8,64}$/;

/** An id sent along by a proxy or a client is kept when it is well formed, so that logs can be joined. */
export function requestId(sent: string | string[] | undefined): string {
  return typeof sent === 'string' && REQUEST_ID.test(sent) ? sent : newId();
}

export function createFastifyAdapter(config: Config): FastifyAdapter {
  const options = logOptions(config);
  return new FastifyAdapter({
    trustProxy: trust(config.trustProxy),
    bodyLimit: BODY_LIMIT,
    genReqId: (request: IncomingMessage) => requestId(request.headers['x-request-id']),
    loggerInstance: pino({ ...options, serializers: { ...options.serializers, req: serialiseRequest } }),
    logController: new LogController({ disableRequestLogging: true }),
    forceCloseConnections: 'idle',
    multipart: false,
  });
}

/** A number counts the proxies in front of this process, from the nearest on. */
function trust(
  proxies: Config['trustProxy'],
): boolean | string[] | ((address: string, hop: number) => boolean) {
  return typeof proxies === 'number' ? (_address, hop) => hop < proxies : proxies;
}

/** Queries stay out of the log: they may hold login codes. */
function serialiseRequest(request: FastifyRequest): Record<string, unknown> {
  return { method: request.method, path: request.url.split('?', 1)[0], requestId: request.id };
}

/** Hooks that every route needs; call it before any route exists. */
export function registerRouteHooks(fastify: FastifyInstance): void {
  fastify.decorateRequest('principal', null);
  fastify.addHook('onRoute', (route) => {
    const limit: unknown = route.config && 'bodyLimit' in route.config ? route.config.bodyLimit : undefined;
    if (typeof limit === 'number') route.bodyLimit = limit;
  });
  registerConditional(fastify);
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-request-id', request.id);
    done();
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    const { statusCode, elapsedTime } = reply;
    request.log.info({ req: request, statusCode, ms: Math.round(elapsedTime) }, 'answered');
    done();
  });
  // The API takes JSON, and catalogues in text where a route says so: no forms, no multipart, no octets, so no audio.
  fastify.removeContentTypeParser('text/plain');
  registerStreamedBodies(fastify);
}
