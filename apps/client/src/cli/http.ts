import { setTimeout as sleep } from 'node:timers/promises';
import { CommandError, EXIT, usageError } from './exit-codes.ts';

const ATTEMPTS = 4;
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 30_000;
const RETRIED: ReadonlySet<number> = new Set([429, 502, 503, 504]);

export interface HttpOptions {
  /** For one answer, from the request to its last byte. */
  readonly timeoutMs: number;
  /** An API token; sent to the instance and nowhere else. */
  readonly token: string | null;
}

/** Reads an address as the base of an instance, without a trailing slash. */
export function parseBaseUrl(text: string): URL {
  const url = URL.parse(text);
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:'))
    throw usageError('URL_INVALID', `"${text}" is no http or https address.`);
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '')
    throw usageError('URL_INVALID', 'The address of an instance has no user, query or fragment.');
  url.pathname = url.pathname.replace(/\/+$/, '');
  return url;
}

const unreachable = (message: string, cause?: unknown): CommandError =>
  new CommandError(EXIT.unreachable, 'UNREACHABLE', message, { cause });

/** Requests to one instance: bounded in time and size, tried again where that helps. */
export class Http {
  readonly baseUrl: string;
  readonly #options: HttpOptions;

  constructor(baseUrl: URL, options: HttpOptions) {
    this.baseUrl = baseUrl.href.replace(/\/$/, '');
    this.#options = options;
  }

  /** Host and port, and the path when there is one: what names the instance here. */
  get host(): string {
    const { host, pathname } = new URL(this.baseUrl);
    return pathname === '/' ? host : `${host}${pathname}`;
  }

  /** @returns the bytes of a public resource; `null` when there is none. */
  async bytes(path: string, mostBytes: number): Promise<Uint8Array | null> {
    const response = await this.#ask(`${this.baseUrl}/${path}`, {}, mostBytes);
    if (response.status === 404) return null;
    if (response.status !== 200) throw unreachable(`${path} answers ${response.status}.`);
    return response.bytes;
  }

  /** As `fetch`, for the API's client: with the token, and the whole answer read within the limits. */
  async request(request: Request, mostBytes: number): Promise<Response> {
    const headers = new Headers(request.headers);
    if (this.#options.token !== null) headers.set('authorization', `Bearer ${this.#options.token}`);
    const { method } = request;
    // Read here, so that it can be sent again.
    const sent = method === 'GET' || method === 'HEAD' ? {} : { body: await request.text() };
    const answer = await this.#ask(request.url, { method, headers, ...sent }, mostBytes);
    const body = answer.bytes.length === 0 ? null : new Uint8Array(answer.bytes);
    return new Response(body, { status: answer.status, headers: answer.headers });
  }

  /** The answer as a stream, for what is long and arrives little by little. */
  async stream(path: string): Promise<Response> {
    const headers = this.#options.token === null ? {} : { authorization: `Bearer ${this.#options.token}` };
    try {
      return await fetch(`${this.baseUrl}/${path}`, { headers, redirect: 'manual' });
    } catch (error) {
      throw unreachable(`${this.host} cannot be reached: ${reasonOf(error)}.`, error);
    }
  }

  async #ask(url: string, init: RequestInit, mostBytes: number): Promise<Answer> {
    for (let attempt = 1; ; attempt += 1) {
      const last = attempt === ATTEMPTS;
      try {
        const answer = await this.#once(url, init, mostBytes);
        if (last || !RETRIED.has(answer.status)) return checked(answer, url);
        await sleep(pauseOf(answer.headers, attempt));
      } catch (error) {
        if (error instanceof CommandError) throw error;
        if (last) throw unreachable(`${this.host} cannot be reached: ${reasonOf(error)}.`, error);
        await sleep(FIRST_PAUSE_MS * 2 ** (attempt - 1));
      }
    }
  }

  async #once(url: string, init: RequestInit, mostBytes: number): Promise<Answer> {
    const signal = AbortSignal.timeout(this.#options.timeoutMs);
    const response = await fetch(url, { ...init, redirect: 'manual', signal });
    const { status, headers } = response;
    return { status, headers, bytes: await read(response, mostBytes, url) };
  }
}

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Uint8Array;
}

function checked(answer: Answer, url: string): Answer {
  if (answer.status >= 300 && answer.status < 400)
    throw usageError(
      'REDIRECTED',
      `${url} has moved to ${answer.headers.get('location') ?? 'somewhere else'}.`,
    );
  if (answer.status >= 500 || answer.status === 429) throw unreachable(`${url} answers ${answer.status}.`);
  return answer;
}

/** Reads no more than it was told to, whatever the answer says of its length. */
async function read(response: Response, mostBytes: number, url: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    if (length > mostBytes)
      throw new CommandError(EXIT.fault, 'ANSWER_TOO_LARGE', `${url} sends more than ${mostBytes} bytes.`);
    chunks.push(chunk);
  }
  const [only] = chunks;
  return chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks);
}

function pauseOf(headers: Headers, attempt: number): number {
  const seconds = Number(headers.get('retry-after') ?? Number.NaN);
  const asked = Number.isFinite(seconds) ? seconds * 1_000 : FIRST_PAUSE_MS * 2 ** (attempt - 1);
  return Math.min(asked, LONGEST_PAUSE_MS);
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return 'it does not answer in time';
  return error.cause instanceof Error ? error.cause.message || error.message : error.message;
}
