import { lookup } from 'node:dns';
import type { LookupAddress } from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import { Inject, Injectable } from '@nestjs/common';
import type { OnModuleDestroy } from '@nestjs/common';
import { CONFIG } from '../config/config.ts';
import type { Config } from '../config/config.ts';
import { UnreachableError, UpstreamFailedError } from '../problem/errors.ts';
import { isPublicAddress } from './address.ts';

export interface SafeFetchOptions {
  method?: 'GET' | 'POST';
  headers?: Readonly<Record<string, string>>;
  /** More headers for each address that is asked, redirects too: a signature holds for one address. */
  headersFor?: (url: string) => Promise<Readonly<Record<string, string>>>;
  body?: string;
  /** Longest body taken, in bytes; 1 MiB by default. */
  maxBytes?: number;
  /** For the whole exchange with all redirects, in ms; 10 s by default. */
  timeoutMs?: number;
  /** Most redirects followed; 3 by default. Only GET is redirected. */
  redirects?: number;
  /** Uses a connection to the same server that is still open, and leaves it open for a moment. */
  keepAlive?: boolean;
}

export interface SafeResponse {
  url: string;
  status: number;
  headers: http.IncomingHttpHeaders;
  body: Buffer;
}

/** A connection that nobody uses is closed after this, before most servers do. */
const IDLE_MS = 4_000;
const MOST_IDLE = 256;
const KEPT = { keepAlive: true, timeout: IDLE_MS, maxFreeSockets: MOST_IDLE } as const;

const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/**
 * The way out to addresses that somebody else wrote down.
 *
 * Refuses anything but http and https, addresses with credentials, and hosts of which any resolved address is not
 * public; connects to the very address it checked, so that a second DNS answer changes nothing.
 */
@Injectable()
export class SafeFetch implements OnModuleDestroy {
  private readonly allowPrivate: boolean;
  /** What they keep was checked when it was connected, and leads to nowhere else since. */
  private readonly kept = { 'http:': new http.Agent(KEPT), 'https:': new https.Agent(KEPT) } as const;
  private readonly agent: string;

  constructor(@Inject(CONFIG) config: Pick<Config, 'allowPrivateNetworks' | 'baseUrl'>) {
    this.allowPrivate = config.allowPrivateNetworks;
    // Who asks, so that operators of other servers can tell. Nothing is believed by it.
    this.agent = `flipside (+${config.baseUrl})`;
  }

  onModuleDestroy(): void {
    this.kept['http:'].destroy();
    this.kept['https:'].destroy();
  }

  /** @throws {UpstreamFailedError} when refused, unreachable, too slow, too large or redirected too often. */
  async fetch(address: string, options: SafeFetchOptions = {}): Promise<SafeResponse> {
    const signal = AbortSignal.timeout(options.timeoutMs ?? 10_000);
    let url = this.admit(address);
    for (let left = options.redirects ?? 3; ; left -= 1) {
      const own = await options.headersFor?.(url.href);
      const asked = own === undefined ? options : { ...options, headers: { ...options.headers, ...own } };
      const response = await this.exchange(url, asked, signal);
      const location = response.headers.location;
      if (!REDIRECTS.has(response.status) || location === undefined) return response;
      if (left <= 0) throw new UpstreamFailedError(`${url.host} redirects too often.`);
      if ((options.method ?? 'GET') !== 'GET') throw new UpstreamFailedError(`${url.host} redirects a POST.`);
      url = this.admit(location, url);
    }
  }

  private admit(address: string, base?: URL): URL {
    const url = URL.parse(address, base?.href);
    if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:'))
      throw new UpstreamFailedError('Only http and https addresses are fetched.');
    if (base?.protocol === 'https:' && url.protocol === 'http:')
      throw new UpstreamFailedError(`${base.host} redirects from https to http.`);
    if (url.username !== '' || url.password !== '')
      throw new UpstreamFailedError('Addresses with credentials are not fetched.');
    return url;
  }

  private async exchange(url: URL, options: SafeFetchOptions, signal: AbortSignal): Promise<SafeResponse> {
    try {
      const headers = { 'user-agent': this.agent, ...options.headers };
      const asked = { ...options, headers };
      const ways = { lookup: this.lookup, allowPrivate: this.allowPrivate, signal };
      if (options.keepAlive !== true) return await send(url, asked, { ...ways, agent: false });
      const agent = this.kept[url.protocol === 'https:' ? 'https:' : 'http:'];
      return await send(url, asked, { ...ways, agent }).catch(async (error: unknown) => {
        // The other side closed it in the very moment in which it was used: nothing was read of what was sent.
        if (!(error instanceof StaleConnection)) throw error;
        return await send(url, asked, { ...ways, agent: false });
      });
    } catch (error) {
      if (error instanceof UpstreamFailedError) throw error;
      const words = error instanceof Error ? error.message : String(error);
      throw new UnreachableError(`${url.host} could not be reached: ${words}`, error);
    }
  }

  private readonly lookup: LookupFunction = (hostname, options, callback) => {
    // RFC 6761 §6.3: whatever is under it is this machine, also where the system's resolver does not know that.
    const name = hostname.endsWith('.localhost') ? 'localhost' : hostname;
    lookup(name, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
      const [first] = addresses ?? [];
      if (error !== null || first === undefined) return callback(error ?? new Error('no address'), '', 0);
      if (!this.allowPrivate && addresses.some(({ address }) => !isPublicAddress(address)))
        return callback(new UpstreamFailedError(`${hostname} is not on the public internet.`), '', 0);
      if (options.all === true) return callback(null, addresses);
      callback(null, first.address, first.family);
    });
  };
}

/** A literal address never reaches the lookup, so it is checked here. */
function checkLiteral(url: URL, allowPrivate: boolean): void {
  const literal = /^[\d.]+$/.test(url.hostname) || url.hostname.startsWith('[');
  if (literal && !allowPrivate && !isPublicAddress(url.hostname))
    throw new UpstreamFailedError(`${url.hostname} is not on the public internet.`);
}

/** A kept connection was closed before anything came back. */
class StaleConnection extends Error {}

const isClosed = (error: Error): boolean =>
  'code' in error && (error.code === 'ECONNRESET' || error.code === 'EPIPE');

interface Ways {
  readonly signal: AbortSignal;
  readonly lookup: LookupFunction;
  readonly allowPrivate: boolean;
  readonly agent: http.Agent | false;
}

async function send(
  url: URL,
  options: SafeFetchOptions,
  { signal, lookup: lookupSafely, allowPrivate, agent }: Ways,
): Promise<SafeResponse> {
  checkLiteral(url, allowPrivate);
  const { request } = url.protocol === 'https:' ? https : http;
  return await new Promise((resolve, reject) => {
    const outgoing = request(url, {
      method: options.method ?? 'GET',
      headers: { 'accept-encoding': 'identity', ...options.headers },
      lookup: lookupSafely,
      signal,
      agent,
    });
    outgoing.once('error', (error) => {
      reject(outgoing.reusedSocket && isClosed(error) ? new StaleConnection(error.message) : error);
    });
    outgoing.once('response', (incoming) => {
      collect(incoming, options.maxBytes ?? 1_048_576).then(
        (body) =>
          resolve({ url: url.href, status: incoming.statusCode ?? 0, headers: incoming.headers, body }),
        (error: unknown) => {
          outgoing.destroy();
          reject(error instanceof Error ? error : new Error(String(error)));
        },
      );
    });
    outgoing.end(options.body);
  });
}

async function collect(incoming: http.IncomingMessage, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > maxBytes) throw new UpstreamFailedError(`The answer is larger than ${maxBytes} bytes.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
