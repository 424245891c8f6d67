import { z } from 'zod';
import type { SubsonicLogin } from '../../engine/providers/subsonic/subsonic-login.ts';
import type { SubsonicReport } from '../../engine/providers/subsonic/subsonic-provider.ts';
import { ExternalStore } from '../external-store.ts';
import { providers } from './provider-store.ts';

/** How the listener's music server stands. */
export interface MusicServerState {
  readonly phase: 'none' | 'connecting' | 'ready';
  /** Host and port, for people. */
  readonly host: string | null;
  /** What trying it out showed; null before that. */
  readonly report: SubsonicReport | null;
  /** What the server did differently than asked, the newest last. */
  readonly notices: readonly string[];
  readonly error: unknown;
}

const NONE: MusicServerState = { phase: 'none', host: null, report: null, notices: [], error: null };
const SECRET = 'subsonic';
const MOST_NOTICES = 5;

const loginSchema = z.object({
  url: z.string(),
  username: z.string().optional(),
  password: z.string().optional(),
  apiKey: z.string().optional(),
  way: z.enum(['apiKey', 'token', 'password', 'basic', 'basic-token', 'none']).optional(),
});

/** One server of the listener's own. Its address and login are kept on this device, encrypted, and go to that server alone. */
class MusicServer {
  readonly state = new ExternalStore<MusicServerState>(NONE);
  #restored: Promise<void> | null = null;

  /** Connects what was connected at the last visit; it is asked only when something is to be found. */
  restore(): Promise<void> {
    this.#restored ??= this.#restore();
    return this.#restored;
  }

  async #restore(): Promise<void> {
    // Nothing is loaded for people who never connected a server.
    if (typeof indexedDB === 'undefined') return;
    const { openSecret } = await import('../../engine/storage/sealed-secrets.ts');
    const kept = loginSchema.safeParse(await openSecret(SECRET));
    if (!kept.success) return;
    const provider = await this.#open(kept.data);
    this.state.set({ ...NONE, phase: 'ready', host: provider.host });
    providers.join('subsonic', provider);
  }

  /**
   * Signs in and tries the server out; keeps it when it answers, also when it does not let pages read sound.
   *
   * @returns false when it is not connected; `state.error` says why
   */
  async connect(login: SubsonicLogin): Promise<boolean> {
    this.state.set({ ...NONE, phase: 'connecting' });
    try {
      const provider = await this.#open(login);
      const report = await provider.test();
      const { sealSecret } = await import('../../engine/storage/sealed-secrets.ts');
      await sealSecret(SECRET, { ...login, way: report.way });
      this.state.set({ phase: 'ready', host: provider.host, report });
      providers.join('subsonic', report.sound === 'blocked' ? null : provider);
      return true;
    } catch (error) {
      this.state.set({ ...NONE, error });
      return false;
    }
  }

  /** Tries the server that is connected out again. */
  async check(): Promise<void> {
    const { openSecret } = await import('../../engine/storage/sealed-secrets.ts');
    const kept = loginSchema.safeParse(await openSecret(SECRET));
    if (kept.success) await this.connect(kept.data);
  }

  /** Forgets the server with its login. */
  async disconnect(): Promise<void> {
    const { forgetSecret } = await import('../../engine/storage/sealed-secrets.ts');
    await forgetSecret(SECRET);
    this.state.set(NONE);
    providers.join('subsonic', null);
  }

  async #open(login: SubsonicLogin) {
    const { SubsonicProvider } = await import('../../engine/providers/subsonic/subsonic-provider.ts');
    return new SubsonicProvider({
      name: 'server',
      login,
      onNotice: (notice) =>
        this.state.set(({ notices }) => ({ notices: [...notices, notice].slice(-MOST_NOTICES) })),
    });
  }
}

export const musicServer = new MusicServer();
