import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

const YEAR = 31_536_000;
const NOT_PAGES = /^\/(?:api|oidc|r|log|witness|assets|ap|nodeinfo|\.well-known)(?:\/|$)/;

/**
 * Serves the built web app: files under `/assets/` carry a hash in their name and never change; any other
 * address that is not the API's is a screen of the app, so it gets the same page.
 */
export async function webAppPlugin(fastify: FastifyInstance, { root }: { root: string }): Promise<void> {
  await fastify.register(fastifyStatic, {
    root,
    wildcard: false,
    index: false,
    cacheControl: false,
    setHeaders: (reply, path) => {
      const fixed = path.slice(root.length).replaceAll('\\', '/').startsWith('/assets/');
      void reply.header('cache-control', fixed ? `public, max-age=${YEAR}, immutable` : 'no-cache');
    },
  });
  fastify.get('/*', async (request, reply) => {
    const path = request.url.split('?', 1)[0] ?? '/';
    if (NOT_PAGES.test(path)) return reply.callNotFound();
    return await reply.sendFile('index.html');
  });
}
