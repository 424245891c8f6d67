import { useEffect } from 'react';
import { musicServer } from './music-server.ts';
import { musicServices } from './music-services.ts';
import { providers } from './provider-store.ts';

/** Connects again what was connected at the last visit, once for the page. */
export function useRestoredProviders(): void {
  useEffect(() => {
    providers.restore().catch((error: unknown) => providers.fail(error));
    musicServices.restore().catch((error: unknown) => providers.fail(error));
    musicServer.restore().catch((error: unknown) => providers.fail(error));
  }, []);
}
