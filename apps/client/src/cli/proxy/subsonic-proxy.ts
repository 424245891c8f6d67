import { randomBytes, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  credentialsOf,
  type LoginWay,
  type SubsonicLogin,
} from '../../engine/providers/subsonic/subsonic-login.ts';

export interface ProxyOptions {
  /** Where all requests go, and the login that they are given when they bring none. */
  readonly login: SubsonicLogin;
  readonly way: LoginWay;
  /** 0 for a free one. */
  readonly port: number;
  /** Pages that may read the answers, such as `https://flipside.example`. */
  readonly origins: readonly string[];
  /** Told what was asked: a method and a status, never an address with its query. */
  readonly onRequest?: (method: string, status: number) => void;
}

export interface RunningProxy {
  /** To be entered as the address of the server: it holds the token. */
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

/** Methods of the Subsonic API that playing needs; nothing that changes anything on the server. */
const METHODS = new Set([
  'ping',
  'getOpenSubsonicExtensions',
  'tokenInfo',
  'search3',
  'getSong',
  'getAlbum',
  'stream',
  'download',
]);
const SENT = ['range', 'if-range'];
const PASSED = [
  'content-type',
  'content-length',
  'content-range',
  'accept-ranges',
  'etag',
  'last-modified',
  'retry-after',
];
const PATH = /^\/([A-Za-z0-9_-]{43})\/rest\/([A-Za-z0-9]+)(?:\.view)?$/;
const UPSTREAM_PATIENCE_MS = 60_000;

const same = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));

/**
 * What lets a page read the answer. A page from the internet that asks this machine asks first (Private Network Access); COEP pages
 * take the answer because it is given to their origin by CORS.
 */
function allow(request: IncomingMessage, response: ServerResponse, origins: readonly string[]): boolean {
  const { origin } = request.headers;
  response.setHeader('vary', 'Origin');
  response.setHeader('cache-control', 'no-store');
  if (origin === undefined) return true;
  if (!origins.includes(origin)) return false;
  response.setHeader('access-control-allow-origin', origin);
  response.setHeader(
    'access-control-expose-headers',
    'Content-Range, Content-Length, Accept-Ranges, Retry-After',
  );
  response.setHeader('cross-origin-resource-policy', 'cross-origin');
  if (request.method !== 'OPTIONS') return true;
  response.setHeader('access-control-allow-methods', 'GET');
  response.setHeader('access-control-allow-headers', 'Range, Authorization');
  response.setHeader('access-control-max-age', '600');
  if (request.headers['access-control-request-private-network'] === 'true')
    response.setHeader('access-control-allow-private-network', 'true');
  return true;
}

/** A name that points to this machine from outside (DNS rebinding) is not one of these. */
const isOwnHost = (host: string | undefined, port: number): boolean =>
  host === `127.0.0.1:${port}` || host === `localhost:${port}`;

class SubsonicProxy {
  readonly token = randomBytes(32).toString('base64url');
  readonly #options: ProxyOptions;
  port = 0;

  constructor(options: ProxyOptions) {
    this.#options = options;
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const status = await this.#answer(request, response);
    this.#options.onRequest?.(request.method ?? '', status);
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<number> {
    const refuse = (status: number): number => {
      response.writeHead(status).end();
      return status;
    };
    if (!isOwnHost(request.headers.host, this.port)) return refuse(421);
    if (!allow(request, response, this.#options.origins)) return refuse(403);
    const url = new URL(request.url ?? '/', 'http://localhost');
    const [, token = '', method = ''] = PATH.exec(url.pathname) ?? [];
    if (!same(token, this.token) || !METHODS.has(method)) return refuse(404);
    if (request.method === 'OPTIONS') return refuse(204);
    if (request.method !== 'GET') return refuse(405);
    return this.#forward(method, url.searchParams, request, response);
  }

  async #forward(
    method: string,
    query: URLSearchParams,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<number> {
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    const late = setTimeout(() => gone.abort(), UPSTREAM_PATIENCE_MS);
    try {
      const upstream = await fetch(this.#target(method, query), {
        headers: this.#headers(request),
        redirect: 'manual',
        signal: gone.signal,
      });
      clearTimeout(late);
      // A redirect would lead away from the one server that this is for.
      const status = upstream.status >= 300 && upstream.status < 400 ? 502 : upstream.status;
      for (const name of PASSED) {
        const value = upstream.headers.get(name);
        if (value !== null) response.setHeader(name, value);
      }
      response.writeHead(status);
      if (upstream.body === null || status === 502) response.end();
      else await pipeline(Readable.from(upstream.body), response);
      return status;
    } catch {
      // The cause may carry the address with the login in it: the status has to do.
      if (response.headersSent) response.destroy();
      else response.writeHead(502).end();
      return 502;
    } finally {
      clearTimeout(late);
    }
  }

  /** The page's own parameters, and this machine's login when the page brings none. */
  #target(method: string, query: URLSearchParams): string {
    const { login, way } = this.#options;
    const own = query.has('u') || query.has('apiKey');
    const parameters = new URLSearchParams(query);
    if (!own)
      for (const [name, value] of Object.entries(credentialsOf(login, way).query))
        parameters.set(name, value);
    return `${login.url}/rest/${method}.view?${parameters}`;
  }

  #headers(request: IncomingMessage): Record<string, string> {
    const { login, way } = this.#options;
    const headers: Record<string, string> = {
      ...credentialsOf(login, way).headers,
      'accept-encoding': 'identity',
    };
    const { authorization } = request.headers;
    if (authorization !== undefined) headers['authorization'] = authorization;
    for (const name of SENT) {
      const value = request.headers[name];
      if (typeof value === 'string') headers[name] = value;
    }
    return headers;
  }
}

async function listen(server: Server, port: number): Promise<number> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

/**
 * A door on this machine to one Subsonic server, for pages that may not read its sound: loopback only, behind a random token in the
 * path, for named pages, with reading methods only.
 *
 * @throws the system's error when the port is taken
 */
export async function startProxy(options: ProxyOptions): Promise<RunningProxy> {
  const proxy = new SubsonicProxy(options);
  const server = createServer((request, response) => {
    proxy.answer(request, response).catch(() => response.destroy());
  });
  proxy.port = await listen(server, options.port);
  return {
    url: `http://127.0.0.1:${proxy.port}/${proxy.token}`,
    port: proxy.port,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
