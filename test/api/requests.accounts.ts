import { unsubscribeToken } from '../../apps/api/src/modules/notifications/unsubscribe-token.ts';
import { CONFIG } from '../../apps/api/src/platform/config/config.ts';
import type { Config } from '../../apps/api/src/platform/config/config.ts';
import { newId } from '../../apps/api/src/platform/ids/ids.ts';
import type { MakeRequest } from './asked.ts';
import type { RouteName } from './routes.ts';

/** Accounts, sign-in and notifications. */
export const ACCOUNT_REQUESTS: Readonly<Record<RouteName, MakeRequest>> = {
  'GET /api/health': () => ({ url: '/api/health' }),
  'GET /api/health/ready': () => ({ url: '/api/health/ready' }),
  'GET /api/auth/issuers': () => ({ url: '/api/auth/issuers' }),
  'GET /api/auth/login': () => ({ url: '/api/auth/login' }),
  'GET /api/auth/callback/:issuer': () => ({ url: '/api/auth/callback/local' }),
  'POST /api/auth/logout': () => ({ url: '/api/auth/logout' }),
  'GET /api/me': () => ({ url: '/api/me' }),
  'PATCH /api/me': () => ({ url: '/api/me', body: { displayName: 'A Name', email: 'a@name.example' } }),
  'DELETE /api/me': () => ({ url: '/api/me' }),
  'GET /api/me/export': () => ({ url: '/api/me/export' }),
  'GET /api/me/tokens': () => ({ url: '/api/me/tokens' }),
  'POST /api/me/tokens': () => ({ url: '/api/me/tokens', body: { name: 'Mine', scopes: ['profile:write'] } }),
  'DELETE /api/me/tokens/:id': () => ({ url: `/api/me/tokens/${newId()}` }),
  'GET /api/notifications': () => ({ url: '/api/notifications?unread=true' }),
  'GET /api/notifications/unread': () => ({ url: '/api/notifications/unread' }),
  'POST /api/notifications/read': () => ({ url: '/api/notifications/read' }),
  'POST /api/notifications/:id/read': () => ({ url: `/api/notifications/${newId()}/read` }),
  'GET /api/music-services': () => ({ url: '/api/music-services' }),
  // None is set up for the tests; what it does when one is stands in music-services.db.spec.ts.
  'POST /api/music-services/:id/token': async () => ({
    url: '/api/music-services/soundcloud/token',
    body: { grant: 'refresh', refreshToken: 'none' },
  }),
  'POST /api/notifications/unsubscribe': async ({ world, owner }) => {
    await world.database.pool.query(`UPDATE app_user SET email = 'ada@label.example' WHERE id = $1`, [
      owner.id,
    ]);
    const { instanceSecret } = world.app.get<Config>(CONFIG);
    const token = unsubscribeToken(instanceSecret, { userId: owner.id, kind: 'statement-ready' });
    return { url: '/api/notifications/unsubscribe', body: { token } };
  },
  'GET /api/me/notification-preferences': () => ({ url: '/api/me/notification-preferences' }),
  'PUT /api/me/notification-preferences': () => ({
    url: '/api/me/notification-preferences',
    body: { kind: 'request-message', mail: false },
  }),
};
