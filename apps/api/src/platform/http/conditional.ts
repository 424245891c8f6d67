import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';

/** Names a body. Weak (RFC 9110 §8.8.3): the same answer may be compressed or not. */
const tagOf = (body: string): string =>
  `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;

/**
 * Routes with `@RouteConfig({ etag: true })` carry an ETag and answer 304 to who has it (RFC 9110 §13.1.2), so that
 * asking again and again costs little. Answers are one person's, so only the browser keeps them.
 */
export function registerConditional(fastify: FastifyInstance): void {
  fastify.addHook('onSend', async (request, reply, payload) => {
    const { config } = request.routeOptions;
    const asked = 'etag' in config && config.etag === true;
    if (!asked || reply.statusCode !== 200 || typeof payload !== 'string') return payload;
    const tag = tagOf(payload);
    void reply.headers({ etag: tag, 'cache-control': 'private, no-cache', vary: 'cookie, authorization' });
    const known = request.headers['if-none-match']?.split(',').some((one) => one.trim() === tag) ?? false;
    if (!known) return payload;
    void reply.code(304).removeHeader('content-length').removeHeader('content-type');
    return '';
  });
}
