import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import { LOGIN_DONE_PATH } from '../../connect/login-request.ts';
import { openToken, type LoginKey } from '../../connect/sealed-token.ts';

const page = (title: string, text: string): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title><body style="font:16px/1.5 system-ui;margin:15vh auto;max-width:30em;padding:0 1em"><h1 style="font-size:1.4em">${title}</h1><p>${text}</p>`;
const DONE = page('You are signed in', 'The command line has what it needs. You may close this page.');
const NOT_OURS = page(
  'This does not belong here',
  'The command line that waits here did not ask for this. Start <code>flipside login</code> again.',
);

function answer(response: ServerResponse, status: number, text: string): void {
  response
    .writeHead(status, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      connection: 'close',
    })
    .end(text);
}

/** A door on the loopback that takes one sealed token and closes. */
export class TokenDoor {
  readonly port: number;
  readonly #server: Server;
  readonly #token: Promise<string>;

  private constructor(server: Server, port: number, token: Promise<string>) {
    this.#server = server;
    this.port = port;
    this.#token = token;
  }

  /** Listens on a free port of 127.0.0.1. */
  static async open(key: LoginKey, state: string): Promise<TokenDoor> {
    const server = createServer();
    const token = new Promise<string>((resolve) => {
      server.on('request', (request, response) => void handle(request, response, key, state, resolve));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new TypeError('The loopback gave no port.');
    return new TokenDoor(server, address.port, token);
  }

  /** The token that the page handed over. @throws the signal's reason */
  async token(signal: AbortSignal): Promise<string> {
    signal.throwIfAborted();
    let stop = (): void => undefined;
    const stopped = new Promise<never>((_, reject) => {
      stop = () => reject(signal.reason as Error);
      signal.addEventListener('abort', stop, { once: true });
    });
    try {
      return await Promise.race([this.#token, stopped]);
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }

  /** Lets the last answer go out and closes. */
  close(): void {
    this.#server.close();
    this.#server.closeIdleConnections();
  }
}

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  key: LoginKey,
  state: string,
  onToken: (token: string) => void,
): Promise<void> {
  try {
    const token = await take(request, key, state);
    answer(response, token === null ? 404 : 200, token === null ? NOT_OURS : DONE);
    if (token !== null) onToken(token);
  } catch {
    // Whatever a visitor sent: the door stays open for the one who is waited for.
    answer(response, 500, NOT_OURS);
  }
}

/** Only a plain visit of the loopback's own address with this state, and with what was sealed to this key. */
async function take(request: IncomingMessage, key: LoginKey, state: string): Promise<string | null> {
  const host = request.headers.host ?? '';
  if (request.method !== 'GET' || !/^127\.0\.0\.1:\d+$/.test(host)) return null;
  const url = URL.parse(request.url ?? '', `http://${host}`);
  if (url === null || url.pathname !== LOGIN_DONE_PATH || url.searchParams.get('state') !== state)
    return null;
  return openToken(url.searchParams.get('sealed') ?? '', key, state);
}
