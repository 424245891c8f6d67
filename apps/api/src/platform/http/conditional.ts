import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** Names a body. Weak (RFC 9110 §8.8.3): the same answer may be compressed or not. */
const tagOf = (body: string): string =>
  `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;

const isKnown = (request: FastifyRequest, tag: string): boolean =>
  request.headers['if-none-match']?.split(',').some((one) => one.trim() === tag) ?? false;

/** 304 without a body (RFC 9110 §15.4.5). A stream that nobody reads is let go of before it begins. */
function unchanged(reply: FastifyReply, payload: unknown): string {
  if (payload instanceof Readable) payload.destroy();
  const content = ['content-length', 'content-type', 'content-disposition'] as const;
  void reply.code(304);
  for (const name of content) void reply.removeHeader(name);
  return '';
}

/**
 * Routes with `@RouteConfig({ etag: true })` carry an ETag and answer 304 to who has it (RFC 9110 §13.1.2), so that
 * asking again and again costs little. Answers are one person's, so only the browser keeps them. A stream cannot be
 * hashed before it is sent: its handler names it by an ETag of its own.
 */
export function registerConditional(fastify: FastifyInstance): void {
  fastify.addHook('onSend', async (request, reply, payload) => {
    const own = reply.getHeader('etag');
    if (payload instanceof Readable && typeof own === 'string' && reply.statusCode === 200)
      return isKnown(request, own) ? unchanged(reply, payload) : payload;
    const { config } = request.routeOptions;
    const asked = 'etag' in config && config.etag === true;
    if (!asked || reply.statusCode !== 200 || typeof payload !== 'string') return payload;
    const tag = tagOf(payload);
    void reply.headers({ etag: tag, 'cache-control': 'private, no-cache', vary: 'cookie, authorization' });
    return isKnown(request, tag) ? unchanged(reply, payload) : payload;
  });
}
