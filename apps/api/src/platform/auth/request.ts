import '@fastify/session';
import type { Principal } from './principal.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the auth guard; `null` before it ran and for anonymous requests. */
    principal: Principal | null;
  }

  interface Session {
    /** The signed-in user. */
    userId?: string;
  }
}
