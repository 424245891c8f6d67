import { PLATFORM_TOOLS, type RequestTools } from '../retries.ts';
import { BeatportService } from './beatport.ts';
import type { MusicService, ServiceAccess, ServiceId } from './music-service.ts';
import { SoundCloudService } from './soundcloud.ts';
import { TidalService } from './tidal.ts';

export { MusicService, type ServiceAccess, type ServiceId, type ServiceTrack } from './music-service.ts';
export { beginConnect, exchangeOnDevice, readReturn, tokensFrom } from './oauth.ts';
export type { OfferedService, PendingConnect, ServiceTokens, TokenGrant } from './oauth.ts';
export { ServiceSession } from './service-session.ts';

/** The service of that name, for a listener who is signed in there. */
export function openService(
  id: ServiceId,
  access: ServiceAccess,
  tools: RequestTools = PLATFORM_TOOLS,
): MusicService {
  switch (id) {
    case 'tidal':
      return new TidalService(access, tools);
    case 'soundcloud':
      return new SoundCloudService(access, tools);
    case 'beatport':
      return new BeatportService(access, tools);
  }
}
