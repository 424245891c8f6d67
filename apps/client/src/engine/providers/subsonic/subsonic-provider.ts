import { normaliseIsrc, readTags } from '../../decode/read-tags.ts';
import type {
  Provider,
  ProviderCapabilities,
  ProviderTrack,
  ResolveResult,
  SourceQuery,
} from '../../types.ts';
import { ProviderError } from '../provider-error.ts';
import { atMost, PLATFORM_TOOLS, type RequestTools } from '../retries.ts';
import { resolveAmong } from '../resolve-tracks.ts';
import { matchTitle, normaliseTitle } from '../track-match.ts';
import { extensionsSchema, searchSchema, songAnswerSchema, type SubsonicSong } from './subsonic-answers.ts';
import { SubsonicClient, type ServerGreeting } from './subsonic-client.ts';
import { SubsonicError } from './subsonic-error.ts';
import { fetchFile, fetchHead } from './subsonic-file.ts';
import type { SubsonicLogin } from './subsonic-login.ts';

/** Where tags stand: nearly always in the first 64 KiB, behind a large picture in the first MiB. */
const HEADS = [64 * 1024, 1024 * 1024];
/** Songs of one title that are looked at, and of those how many may have their tags read. */
const MOST_FOUND = 200;
const MOST_READ = 12;
const PAGE = 500;
/** Requests under way to a server that may be a small one at home. */
const AT_ONCE = 4;
/** Answers that are remembered: a page of a feed asks for some dozen. */
const MOST_ANSWERS = 500;

export interface SubsonicOptions {
  /** Names the server among several. */
  readonly name: string;
  readonly login: SubsonicLogin;
  readonly tools?: RequestTools;
  /** Told in words what the listener should know: that a server sends converted sound. */
  readonly onNotice?: (notice: string) => void;
}

/** What trying a server out showed. */
export interface SubsonicReport extends ServerGreeting {
  /** Names of OpenSubsonic extensions. */
  readonly extensions: readonly string[];
  /** `blocked`: the browser may ask but not read sound; `unknown`: there was no song to try. */
  readonly sound: 'ok' | 'blocked' | 'forbidden' | 'unknown';
  /** Whether the server tells ISRCs itself; otherwise they are read from tags. */
  readonly isrc: 'server' | 'tags';
}

/** A listener's own music server that speaks Subsonic: Navidrome, gonic, supysonic, Funkwhale and others. */
export class SubsonicProvider implements Provider {
  readonly id = 'subsonic';
  readonly name: string;
  readonly capabilities: ProviderCapabilities = { pcm: true, preview: false, search: true, isrc: true };
  readonly #client: SubsonicClient;
  readonly #onNotice: (notice: string) => void;
  readonly #songs = new Map<string, SubsonicSong>();
  readonly #answers = new Map<string, Promise<ResolveResult>>();
  readonly #tagIsrcs = new Map<string, readonly string[]>();

  constructor({ name, login, tools = PLATFORM_TOOLS, onNotice }: SubsonicOptions) {
    this.name = name;
    this.#client = new SubsonicClient(login, { ...tools, fetch: atMost(AT_ONCE, tools.fetch) });
    this.#onNotice = onNotice ?? (() => undefined);
  }

  get host(): string {
    return this.#client.host;
  }

  /**
   * Signs in and tries what playing needs.
   *
   * @throws {ProviderError}
   */
  async test(signal?: AbortSignal): Promise<SubsonicReport> {
    const greeting = await this.#client.greet(signal);
    const extensions = await this.#extensions(greeting, signal);
    const [song] = await this.#page('', 0, 1, signal);
    if (song === undefined) return { ...greeting, extensions, sound: 'unknown', isrc: 'tags' };
    const isrc = (song.isrc ?? []).length > 0 ? 'server' : 'tags';
    return { ...greeting, extensions, sound: await this.#trySound(song, signal), isrc };
  }

  async #extensions(
    { openSubsonic }: ServerGreeting,
    signal: AbortSignal | undefined,
  ): Promise<readonly string[]> {
    if (!openSubsonic) return [];
    const answer = await this.#client.ask('getOpenSubsonicExtensions', {}, extensionsSchema, signal);
    return answer.openSubsonicExtensions.map(({ name }) => name);
  }

  async #trySound(song: SubsonicSong, signal: AbortSignal | undefined): Promise<SubsonicReport['sound']> {
    try {
      await fetchHead(this.#client, song, 1024, signal);
      return 'ok';
    } catch (error) {
      if (error instanceof SubsonicError) return 'forbidden';
      // It has just answered in JSON: what fails now is that the page may not read sound from there.
      if (error instanceof ProviderError && error.code === 'unreachable') return 'blocked';
      throw error;
    }
  }

  async search(text: string, limit: number): Promise<readonly ProviderTrack[]> {
    return (await this.#page(text.trim(), 0, Math.min(limit, PAGE))).map((song) => this.#track(song));
  }

  /** Everything that the server lists, a page at a time; ISRCs as far as the server tells them. */
  async *tracks(signal?: AbortSignal): AsyncGenerator<ProviderTrack> {
    for (let offset = 0; ; offset += PAGE) {
      const songs = await this.#page('', offset, PAGE, signal);
      for (const song of songs) yield this.#track(song);
      if (songs.length < PAGE) return;
    }
  }

  /** By any ISRC that the server or the files' tags tell, else by title, artist and length. The same question is asked once. */
  resolve(query: SourceQuery): Promise<ResolveResult> {
    const key = JSON.stringify(query);
    const known = this.#answers.get(key);
    if (known !== undefined) return known;
    const answer = this.#resolve(query);
    if (this.#answers.size >= MOST_ANSWERS) this.#answers.clear();
    this.#answers.set(key, answer);
    // A failure is told to whoever asked; the next one who asks tries again.
    answer.catch(() => this.#answers.delete(key));
    return answer;
  }

  async #resolve(query: SourceQuery): Promise<ResolveResult> {
    const songs = await this.#candidates(query);
    const wanted = new Set(query.isrc);
    const tracks = songs.map((song) => this.#track(song));
    if (tracks.some(({ isrc }) => isrc.some((code) => wanted.has(code)))) return resolveAmong(tracks, query);
    return resolveAmong(await this.#withTags(songs, query), query);
  }

  /** Songs whose title may be the one looked for. Servers differ in case and in what of a title they match: both are asked for. */
  async #candidates(query: SourceQuery): Promise<readonly SubsonicSong[]> {
    const found = new Map<string, SubsonicSong>();
    const bare = query.title.replace(/\s*[([].*$/, '').trim();
    const texts = [...new Set([query.title, bare, normaliseTitle(query.title)])].filter(
      (text) => text !== '',
    );
    for (const text of texts) {
      for (const song of await this.#page(text, 0, MOST_FOUND)) found.set(song.id, song);
      if (found.size > 0) break;
    }
    return [...found.values()];
  }

  /** Tracks with the ISRCs of their tags, for the likeliest of those that the server tells none of. */
  async #withTags(songs: readonly SubsonicSong[], query: SourceQuery): Promise<readonly ProviderTrack[]> {
    const rank = (song: SubsonicSong): number =>
      ['match', 'duration', 'none'].indexOf(matchTitle(this.#track(song), query));
    const untold = songs.filter(({ isrc = [] }) => isrc.length === 0).toSorted((a, b) => rank(a) - rank(b));
    for (const song of untold.slice(0, MOST_READ)) {
      if (!this.#tagIsrcs.has(song.id)) this.#tagIsrcs.set(song.id, await this.#readIsrcs(song));
    }
    return songs.map((song) => this.#track(song));
  }

  async #readIsrcs(song: SubsonicSong): Promise<readonly string[]> {
    try {
      for (const bytes of HEADS) {
        const head = await fetchHead(this.#client, song, bytes).catch((error: unknown) => {
          throw this.#explain(error);
        });
        const { isrc } = await readTags(head);
        if (isrc.length > 0 || head.size < bytes) return isrc;
      }
    } catch (error) {
      // A file that cannot be read has no ISRC to offer; that the server fails altogether must be heard of.
      if (!(error instanceof SubsonicError)) throw error;
    }
    return [];
  }

  async open(track: ProviderTrack, signal?: AbortSignal): Promise<Blob> {
    const id = track.ref.startsWith(this.#prefix) ? track.ref.slice(this.#prefix.length) : null;
    if (id === null) throw new ProviderError('unknown-track', 'This recording is not of this server.');
    const song =
      this.#songs.get(id) ?? (await this.#client.ask('getSong', { id }, songAnswerSchema, signal)).song;
    const { file, transcoded } = await fetchFile(this.#client, song, signal).catch((error: unknown) => {
      throw this.#explain(error);
    });
    if (transcoded !== null)
      this.#onNotice(
        `${this.host} converts “${song.title ?? id}” on the way (${transcoded}): it sounds worse than your file.`,
      );
    return file;
  }

  /** A server that answers in JSON and not with sound, in a page, is one that does not let pages read its sound. */
  #explain(error: unknown): unknown {
    const isPage = 'location' in globalThis;
    if (!isPage || !(error instanceof ProviderError) || error.code !== 'unreachable') return error;
    return new ProviderError('blocked', BLOCKED(this.host), { cause: error });
  }

  async #page(
    query: string,
    offset: number,
    count: number,
    signal?: AbortSignal,
  ): Promise<readonly SubsonicSong[]> {
    const none = { artistCount: '0', albumCount: '0' };
    const parameters = { query, ...none, songCount: String(count), songOffset: String(offset) };
    const { searchResult3 } = await this.#client.ask('search3', parameters, searchSchema, signal);
    for (const song of searchResult3.song) this.#songs.set(song.id, song);
    return searchResult3.song;
  }

  get #prefix(): string {
    return `subsonic:${this.name}:`;
  }

  #track(song: SubsonicSong): ProviderTrack {
    const told = (song.isrc ?? []).map(normaliseIsrc).filter((isrc) => isrc !== null);
    return {
      isrc: told.length > 0 ? told : (this.#tagIsrcs.get(song.id) ?? []),
      title: song.title ?? null,
      artist: song.artist ?? null,
      durationMs:
        song.duration === undefined || song.duration === 0 ? null : Math.round(song.duration * 1000),
      ref: `${this.#prefix}${song.id}`,
      provider: 'subsonic',
    };
  }
}

/** Why sound does not arrive in a page although the server answers, and what helps. */
const BLOCKED = (host: string): string =>
  `${host} lists your music, but does not let web pages read its sound (it sends no CORS headers with it). ` +
  'Run “flipside serve --proxy” on this computer, or let the server send Access-Control-Allow-Origin with streams.';
