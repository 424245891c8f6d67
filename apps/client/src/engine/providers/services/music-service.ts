import type { z } from 'zod';
import type {
  Provider,
  ProviderCapabilities,
  ProviderTrack,
  ResolveResult,
  SourceQuery,
} from '../../types.ts';
import { ProviderError } from '../provider-error.ts';
import { resolveAmong } from '../resolve-tracks.ts';
import { fetchPatiently, PLATFORM_TOOLS, type RequestTools } from '../retries.ts';

export type ServiceId = 'tidal' | 'soundcloud' | 'beatport';

/** What a service needs to be asked: its address, and a token that is fresh. */
export interface ServiceAccess {
  readonly apiUrl: string;
  /** @param isStale the last one was refused: a new one is needed */
  token(isStale: boolean): Promise<string>;
}

/** A track with what can be done with it at the service. */
export interface ServiceTrack extends ProviderTrack {
  /** The service's own page of it. */
  readonly link: string;
  /** SoundCloud's `access`; null at services that do not say. */
  readonly access: 'playable' | 'preview' | 'blocked' | null;
  /** A short excerpt, where the listing holds one. */
  readonly previewUrl: string | null;
}

const MOST_BYTES = 8 * 1024 * 1024;

/**
 * A service that knows recordings and does not hand out their sound: it resolves, verifies, links and previews. `open` always
 * refuses, and says so in words.
 */
export abstract class MusicService implements Provider {
  abstract readonly id: ServiceId;
  abstract readonly name: string;
  abstract readonly capabilities: ProviderCapabilities;
  /** Before the token in `Authorization`. */
  protected readonly scheme: string = 'Bearer';
  protected readonly accept: string = 'application/json';
  readonly #access: ServiceAccess;
  readonly #tools: RequestTools;

  constructor(access: ServiceAccess, tools: RequestTools = PLATFORM_TOOLS) {
    this.#access = access;
    this.#tools = tools;
  }

  abstract search(text: string, limit: number): Promise<readonly ServiceTrack[]>;

  /** Tracks by one ISRC; empty where the service cannot be asked for it. */
  protected abstract byIsrc(isrc: string): Promise<readonly ServiceTrack[]>;

  /** By any ISRC that the recipe names, then by artist and title; what is found is checked by ISRC, title and length. */
  async resolve(query: SourceQuery): Promise<ResolveResult> {
    const byCode: ServiceTrack[] = [];
    for (const isrc of query.isrc) byCode.push(...(await this.byIsrc(isrc)));
    if (byCode.length > 0) return resolveAmong(byCode, query);
    const name = query.title.replace(/\s*[([].*$/, '').trim();
    return resolveAmong(await this.byName(query.artist, name === '' ? query.title : name), query);
  }

  /** Tracks of about this name: without its mix, which services write apart. */
  protected byName(artist: string, name: string): Promise<readonly ServiceTrack[]> {
    return this.search(`${artist} ${name}`, 50);
  }

  /** A short excerpt that may be played in the page; null when there is none. */
  preview(track: ServiceTrack): Promise<string | null> {
    return Promise.resolve(track.previewUrl);
  }

  async open(): Promise<Blob> {
    throw new ProviderError('unavailable', `${this.name} finds the track, but cannot give us its sound.`);
  }

  /**
   * Asks the service; once more with a new token when the old one is refused.
   *
   * @returns null when there is nothing of that name (404)
   * @throws {ProviderError} `denied` when it has to be connected again, `unreachable`, `unreadable`
   */
  protected async ask<S extends z.ZodType>(path: string, schema: S): Promise<z.output<S> | null> {
    for (const isStale of [false, true]) {
      const response = await this.#send(path, await this.#access.token(isStale));
      if (response.status === 401) continue;
      if (response.status === 404) return null;
      if (response.status === 403)
        throw new ProviderError('permission', `${this.name} does not allow this account to do that.`);
      if (!response.ok) throw new ProviderError('unreachable', `${this.name} answers ${response.status}.`);
      return this.#read(response, schema);
    }
    throw new ProviderError(
      'denied',
      `${this.name} does not accept this sign-in any more. Connect it again.`,
    );
  }

  #send(path: string, token: string): Promise<Response> {
    const headers = { authorization: `${this.scheme} ${token}`, accept: this.accept };
    const init: RequestInit = {
      headers,
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
    };
    return fetchPatiently(`${this.#access.apiUrl}${path}`, init, this.name, this.#tools);
  }

  async #read<S extends z.ZodType>(response: Response, schema: S): Promise<z.output<S>> {
    const text = await response.text();
    const parsed = text.length > MOST_BYTES ? null : schema.safeParse(parseJson(text));
    if (parsed?.success === true) return parsed.data;
    const where = parsed?.error.issues[0]?.path.join('.') ?? 'too long';
    throw new ProviderError('unreadable', `${this.name} answers what cannot be read (${where}).`);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The schema says that it is nothing.
    return undefined;
  }
}
