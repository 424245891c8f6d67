import { newId } from '../../apps/api/src/platform/ids/ids.ts';
import { Device } from '../support/played-world.ts';
import type { MakeRequest } from './asked.ts';
import type { RouteName } from './routes.ts';

/** Plays, logs and what was done. */
export const PLAY_REQUESTS: Readonly<Record<RouteName, MakeRequest>> = {
  'POST /api/plays': ({ recipe }) => {
    const receipt = new Device().receipt({ id: newId(), recipe }, new Date());
    return { url: '/api/plays', body: { receipts: [receipt] } };
  },
  'POST /api/plays/grants': ({ recipe }) => ({
    url: '/api/plays/grants',
    body: { recipe, device: new Device().did },
  }),
  'GET /api/plays/rejections': () => ({ url: '/api/plays/rejections?reason=too_short' }),
  'GET /api/plays/quarantine': () => ({ url: '/api/plays/quarantine' }),
  'POST /api/plays/quarantine/decisions': () => ({
    url: '/api/plays/quarantine/decisions',
    body: { ids: [newId()], decision: 'release', note: 'Known by name' },
  }),
  'GET /api/plays/voids': () => ({ url: '/api/plays/voids' }),
  'POST /api/plays/voids/preview': ({ recipe }) => ({ url: '/api/plays/voids/preview', body: { recipe } }),
  'POST /api/plays/voids': async ({ world, recipe }) => {
    const device = new Device();
    const grant = await world.post('/api/plays/grants', null, { recipe, device: device.did });
    const receipts = [device.receipt(grant.json as { id: string; recipe: string }, new Date(), 8_000)];
    await world.post('/api/plays', null, { receipts });
    const body = { device: device.did, reason: 'A machine played this', expectedPlays: 1 };
    return { url: '/api/plays/voids', body };
  },
  'GET /api/audit': () => ({ url: '/api/audit' }),
  'GET /api/logs': () => ({ url: '/api/logs' }),
  'GET /api/logs/:name/leaves': () => ({ url: '/api/logs/consent/leaves?limit=2' }),
  'GET /api/logs/:name/places': () => ({ url: `/api/logs/plays/places?leaves=${'0'.repeat(64)}` }),
  'GET /api/logs/:name/leaves/:leaf': () => ({ url: '/api/logs/plays/leaves/0' }),
  'GET /log/:name/checkpoint': () => ({ url: '/log/consent/checkpoint' }),
};
