import { z } from 'zod';
import type {
  MusicService,
  OfferedService,
  PendingConnect,
  ServiceId,
  ServiceTokens,
  TokenGrant,
} from '../../engine/providers/services/index.ts';
import { ExternalStore } from '../external-store.ts';

/** The services that the listener is signed in to. */
export interface MusicServicesState {
  readonly connected: readonly MusicService[];
}

const IDS: readonly ServiceId[] = ['tidal', 'soundcloud', 'beatport'];
const PENDING = 'flipside-connect';

const keptSchema = z.object({
  apiUrl: z.string(),
  tokens: z.object({
    accessToken: z.string(),
    refreshToken: z.string().nullable(),
    expiresAt: z.number().nullable(),
  }),
  service: z.object({
    id: z.enum(['tidal', 'soundcloud', 'beatport']),
    clientId: z.string(),
    scope: z.string(),
    authorizeUrl: z.string(),
    tokenUrl: z.string(),
    apiUrl: z.string(),
    redirectUri: z.string(),
    exchange: z.enum(['server', 'device']),
  }),
});
const pendingSchema = z.object({
  id: z.enum(['tidal', 'soundcloud', 'beatport']),
  state: z.string(),
  verifier: z.string(),
});

const secretOf = (id: ServiceId): string => `service:${id}`;

/**
 * Services that know recordings. Tokens are kept on this device, encrypted, and go to their service alone; where the service asks
 * for the instance's secret, codes and refresh tokens pass through the instance, which keeps nothing of them.
 */
class MusicServices {
  readonly state = new ExternalStore<MusicServicesState>({ connected: [] });
  #restored: Promise<void> | null = null;

  restore(): Promise<void> {
    this.#restored ??= this.#restore();
    return this.#restored;
  }

  async #restore(): Promise<void> {
    if (typeof indexedDB === 'undefined') return;
    const { openSecret } = await import('../../engine/storage/sealed-secrets.ts');
    for (const id of IDS) {
      const kept = keptSchema.safeParse(await openSecret(secretOf(id)));
      if (kept.success) await this.#open(kept.data.service, kept.data.tokens);
    }
  }

  /** Leaves the page for the service: the app is isolated from other windows, so a window of its own could not answer. */
  async begin(service: OfferedService): Promise<void> {
    const { beginConnect } = await import('../../engine/providers/services/index.ts');
    const { url, pending } = await beginConnect(service);
    sessionStorage.setItem(PENDING, JSON.stringify(pending));
    window.location.assign(url);
  }

  /**
   * Back from the service.
   *
   * @throws {ProviderError} with words when nothing was connected
   */
  async finish(service: OfferedService, query: URLSearchParams): Promise<void> {
    const { readReturn } = await import('../../engine/providers/services/index.ts');
    const grant = readReturn(query, takePending(), service.id);
    const tokens = await this.#exchange(service, grant);
    await this.#keep(service, tokens);
    await this.#open(service, tokens);
  }

  /** Forgets the sign-in on this device. */
  async disconnect(id: ServiceId): Promise<void> {
    const { forgetSecret } = await import('../../engine/storage/sealed-secrets.ts');
    await forgetSecret(secretOf(id));
    this.state.set(({ connected }) => ({ connected: connected.filter((one) => one.id !== id) }));
  }

  async #exchange(service: OfferedService, grant: TokenGrant): Promise<ServiceTokens> {
    if (service.exchange === 'server') {
      const { exchangeOnServer } = await import('../queries/music-services.ts');
      return exchangeOnServer(service.id, grant);
    }
    const { exchangeOnDevice } = await import('../../engine/providers/services/index.ts');
    return exchangeOnDevice(service, grant, Date.now());
  }

  async #keep(service: OfferedService, tokens: ServiceTokens): Promise<void> {
    const { sealSecret } = await import('../../engine/storage/sealed-secrets.ts');
    await sealSecret(secretOf(service.id), { apiUrl: service.apiUrl, tokens, service });
  }

  async #open(service: OfferedService, tokens: ServiceTokens): Promise<void> {
    const { openService, ServiceSession } = await import('../../engine/providers/services/index.ts');
    const session = new ServiceSession(service, tokens, {
      exchange: (grant) => this.#exchange(service, grant),
      keep: (fresh) => this.#keep(service, fresh),
      now: Date.now,
    });
    const opened = openService(service.id, session);
    this.state.set(({ connected }) => ({
      connected: [...connected.filter(({ id }) => id !== service.id), opened],
    }));
  }
}

/** What was remembered before the listener left; it counts once. */
function takePending(): PendingConnect | null {
  const text = sessionStorage.getItem(PENDING);
  sessionStorage.removeItem(PENDING);
  if (text === null) return null;
  try {
    const parsed = pendingSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    // What is no JSON was not written by this page.
    return null;
  }
}

export const musicServices = new MusicServices();
