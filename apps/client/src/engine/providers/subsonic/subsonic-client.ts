import type { z } from 'zod';
import { keptFromOwnComputer } from '../own-computer.ts';
import { ProviderError } from '../provider-error.ts';
import { fetchPatiently, PLATFORM_TOOLS, type RequestTools } from '../retries.ts';
import { envelopeSchema, type Envelope } from './subsonic-answers.ts';
import { readSound, type Sound } from './subsonic-sound.ts';
import { OTHER_WAY, SubsonicError } from './subsonic-error.ts';
import { credentialsOf, waysOf, type LoginWay, type SubsonicLogin } from './subsonic-login.ts';

/** The newest version of the Subsonic API that is spoken, and the oldest that is enough (`search3`, JSON). */
const NEWEST = '1.16.1';
const OLDEST = '1.10.2';
const CLIENT = 'flipside';
/** Of one answer in JSON; a page of songs takes a thousandth of it. */
const MOST_TEXT_BYTES = 32 * 1024 * 1024;

type Parameters = Readonly<Record<string, string>>;

/** Reads an address as people paste it: with `/rest`, a trailing slash or nothing. */
export function serverUrl(text: string): string {
  const url = URL.parse(text.trim());
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:') || url.username !== '')
    throw new ProviderError('unreachable', 'The address of a server begins with https:// or http://.');
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '').replace(/\/rest$/, '');
}

/** What a server says of itself. */
export interface ServerGreeting {
  readonly way: LoginWay;
  readonly version: string | null;
  readonly type: string | null;
  readonly serverVersion: string | null;
  readonly openSubsonic: boolean;
}

/** One Subsonic server and one login: finds the way that it accepts, asks, reads, tries again. The same in page, worker and Node. */
export class SubsonicClient {
  readonly #login: SubsonicLogin;
  readonly #tools: RequestTools;
  readonly #base: string;
  #greeting: Promise<ServerGreeting> | null = null;
  #version = NEWEST;

  constructor(login: SubsonicLogin, tools: RequestTools = PLATFORM_TOOLS) {
    this.#login = login;
    this.#tools = tools;
    this.#base = serverUrl(login.url);
  }

  /** Host and port: what people are told of the server. */
  get host(): string {
    return new URL(this.#base).host;
  }

  /**
   * Finds the way to sign in, once.
   *
   * @throws {ProviderError} `denied` when no way is accepted, `unreachable`, `blocked` where the browser keeps the page from it
   */
  greet(signal?: AbortSignal): Promise<ServerGreeting> {
    this.#greeting ??= this.#negotiate(signal).catch(async (error: unknown) => {
      this.#greeting = null;
      // Of the first answer alone: a server that has given it can be reached, whatever fails later.
      const isAway = error instanceof ProviderError && error.code === 'unreachable';
      throw (isAway ? await keptFromOwnComputer(this.#base) : null) ?? error;
    });
    return this.#greeting;
  }

  async #negotiate(signal: AbortSignal | undefined): Promise<ServerGreeting> {
    let last: ProviderError | null = null;
    for (const way of waysOf(this.#login)) {
      try {
        const answer = await this.#ping(way, signal);
        const { version = null, type = null, serverVersion = null, openSubsonic = false } = answer;
        return { way, version, type, serverVersion, openSubsonic };
      } catch (error) {
        if (!(error instanceof SubsonicError) || !OTHER_WAY.has(error.subsonicCode)) throw error;
        last = error;
      }
    }
    throw last ?? new ProviderError('denied', `${this.host} accepts no way to sign in.`);
  }

  /** Servers older than what is spoken say so (30); they are asked once more as an older client. */
  async #ping(way: LoginWay, signal: AbortSignal | undefined): Promise<Envelope> {
    try {
      return await this.#call(way, 'ping', {}, signal);
    } catch (error) {
      if (!(error instanceof SubsonicError) || error.subsonicCode !== 30 || this.#version === OLDEST)
        throw error;
      this.#version = OLDEST;
      return this.#call(way, 'ping', {}, signal);
    }
  }

  /**
   * Asks for JSON and reads it.
   *
   * @throws {SubsonicError} what the server answers; ProviderError `unreachable`, `unreadable`
   */
  async ask<S extends z.ZodType>(
    method: string,
    parameters: Parameters,
    schema: S,
    signal?: AbortSignal,
  ): Promise<z.output<S>> {
    const { way } = await this.greet(signal);
    const parsed = schema.safeParse(await this.#call(way, method, parameters, signal));
    if (parsed.success) return parsed.data;
    const issue = parsed.error.issues[0];
    const where = `${method}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`;
    throw new ProviderError('unreadable', `${this.host} answers what cannot be read (${where}).`);
  }

  /** Asks for sound: `stream` or `download`, from a byte on, no more than `most` bytes when that is given. */
  async sound(
    method: 'stream' | 'download',
    parameters: Parameters,
    range: { readonly from: number; readonly to?: number } | null,
    signal?: AbortSignal,
  ): Promise<Sound> {
    const { way } = await this.greet(signal);
    const header: Record<string, string> =
      range === null ? {} : { range: `bytes=${range.from}-${range.to ?? ''}` };
    const response = await this.#send(way, method, parameters, header, signal);
    return readSound(response, this.host);
  }

  async #call(
    way: LoginWay,
    method: string,
    parameters: Parameters,
    signal: AbortSignal | undefined,
  ): Promise<Envelope> {
    const response = await this.#send(way, method, { f: 'json', ...parameters }, {}, signal);
    const envelope = readEnvelope(await boundedText(response));
    if (envelope === null) throw this.#strange(response);
    if (envelope.status === 'ok') return envelope;
    throw new SubsonicError(this.host, envelope.error?.code ?? 0, envelope.error?.message ?? '');
  }

  /** An answer that is no Subsonic answer: a proxy asks for Basic, or it is another kind of server. */
  #strange({ status }: Response): ProviderError {
    if (status === 401) return new SubsonicError(this.host, 42, '');
    const words =
      status === 404
        ? 'has no Subsonic service at this address'
        : `answers ${status}, not as a music server does`;
    return new ProviderError(
      status >= 500 || status === 429 ? 'unreachable' : 'unreadable',
      `${this.host} ${words}.`,
    );
  }

  #send(
    way: LoginWay,
    method: string,
    parameters: Parameters,
    headers: Readonly<Record<string, string>>,
    signal: AbortSignal | undefined,
  ): Promise<Response> {
    const credentials = credentialsOf(this.#login, way);
    const query = new URLSearchParams({ v: this.#version, c: CLIENT, ...credentials.query, ...parameters });
    const init: RequestInit = {
      headers: { ...credentials.headers, ...headers },
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
      ...(signal === undefined ? {} : { signal }),
    };
    return fetchPatiently(`${this.#base}/rest/${method}.view?${query}`, init, this.host, this.#tools);
  }
}

function readEnvelope(text: string): Envelope | null {
  try {
    const parsed = envelopeSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data['subsonic-response'] : null;
  } catch {
    // No JSON is no answer of such a server; the caller says which status it came with.
    return null;
  }
}

async function boundedText(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  const reader = response.body?.getReader();
  for (let part = await reader?.read(); part !== undefined && !part.done; part = await reader?.read()) {
    bytes += part.value.length;
    if (bytes > MOST_TEXT_BYTES) {
      await reader?.cancel();
      return '';
    }
    text += decoder.decode(part.value, { stream: true });
  }
  return text + decoder.decode();
}
