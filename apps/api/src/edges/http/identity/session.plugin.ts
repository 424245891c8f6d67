import { callbackify } from 'node:util';
import cookie from '@fastify/cookie';
import session from '@fastify/session';
import type { FastifyInstance, FastifyRequest, Session } from 'fastify';
import type { BrowserRequest, SessionRepository } from '../../../modules/identity/index.ts';
import { SESSION_LIFE } from '../../../modules/identity/index.ts';
import type { Config } from '../../../platform/config/config.ts';

export const SESSION_COOKIE = 'flipside_session';

/**
 * Sessions for `/api` alone: the cookie is sent nowhere else, so pages and files cost no read.
 *
 * The cookie lives as long as a session may at most; idle time is kept in the row, so the cookie is set once.
 */
export async function registerSessions(
  fastify: FastifyInstance,
  sessions: SessionRepository,
  config: Pick<Config, 'sessionSecret' | 'baseUrl'>,
): Promise<void> {
  await fastify.register(cookie);
  await fastify.register(session, {
    secret: config.sessionSecret,
    cookieName: SESSION_COOKIE,
    saveUninitialized: false,
    rolling: false,
    cookie: {
      path: '/api',
      httpOnly: true,
      sameSite: 'lax',
      // Decided by the public address; behind a proxy the connection itself may be plain.
      secure: config.baseUrl.startsWith('https:'),
      maxAge: SESSION_LIFE.absolute,
    },
    store: {
      get: callbackify(async (id: string) => {
        const data = await sessions.load(id);
        return data === null ? null : { ...data, cookie: { originalMaxAge: null } };
      }),
      set: callbackify(
        async (id: string, { cookie: _cookie, ...data }: Session) => await sessions.save(id, data),
      ),
      destroy: callbackify(async (id: string) => await sessions.destroy(id)),
    },
  });
}

/** The parts of a request that signing in and out may use. */
export function browserRequest(request: FastifyRequest): BrowserRequest {
  return {
    method: request.method,
    url: request.url,
    session: request.session as unknown as BrowserRequest['session'],
    renew: () => request.session.regenerate(),
    current: () => request.session as unknown as BrowserRequest['session'],
    destroy: () => request.session.destroy(),
  };
}
