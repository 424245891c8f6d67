import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';
import { answerTrack, type EmulatedTrack, type ServiceName } from './music-service-answers.ts';

/** A music service on loopback: a real OAuth server, and an API in the shapes of its public description. */
export interface MusicServiceEmulator {
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** For `MUSIC_SERVICES`. */
  readonly settings: object;
  /** Of every request to the API: method, path with query, and status. */
  readonly asked: readonly string[];
  /** Every token that was given out. */
  readonly given: readonly string[];
  close(): Promise<void>;
}

export interface EmulatorOptions {
  readonly service: ServiceName;
  readonly redirectUri: string;
  readonly tracks: readonly EmulatedTrack[];
  /** Whether codes are exchanged with a secret only. */
  readonly secret: boolean;
}

const SECRET = 'a client secret that guards nothing';
const HEADER: Readonly<Record<ServiceName, string>> = {
  tidal: 'Bearer',
  soundcloud: 'OAuth',
  beatport: 'Bearer',
};
const CORS = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': 'authorization, accept, content-type',
  'cross-origin-resource-policy': 'cross-origin',
};

function authorizationServer(
  url: string,
  { redirectUri, secret }: EmulatorOptions,
  given: string[],
): Provider {
  const provider = new Provider(url, {
    clients: [
      {
        client_id: 'flipside',
        ...(secret && { client_secret: SECRET }),
        token_endpoint_auth_method: secret ? 'client_secret_post' : 'none',
        redirect_uris: [redirectUri],
        response_types: ['code'],
        grant_types: ['authorization_code', 'refresh_token'],
      },
    ],
    findAccount: (_context, sub) => ({ accountId: sub, claims: () => ({ sub }) }),
    pkce: { required: () => true },
    clientBasedCORS: () => true,
    cookies: { keys: ['a key that guards nothing'] },
    issueRefreshToken: () => Promise.resolve(true),
    // A code is for the API, not for an identity: these services are no OpenID providers.
    scopes: ['search.read', 'offline_access'],
    ttl: { Interaction: 600, Session: 600, Grant: 600, AccessToken: 600, IdToken: 600, RefreshToken: 6000 },
  });
  provider.on('grant.success', (context) => {
    const { access_token: access, refresh_token: refresh } = context.body as Record<
      string,
      string | undefined
    >;
    for (const token of [access, refresh]) if (token !== undefined) given.push(token);
  });
  return provider;
}

/** Starts a service that knows some recordings. */
export async function startMusicService(options: EmulatorOptions): Promise<MusicServiceEmulator> {
  const asked: string[] = [];
  const given: string[] = [];
  let provider: Provider | undefined;
  const api = async (request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> => {
    const [kind, token = ''] = (request.headers.authorization ?? '').split(' ');
    const known = await provider?.AccessToken.find(token);
    const answer =
      kind !== HEADER[options.service] || known === undefined
        ? { status: 401, body: {} }
        : answerTrack(options.service, url, options.tracks);
    asked.push(`${request.method ?? ''} ${url.pathname.slice(4)}${url.search} ${answer.status}`);
    response.writeHead(answer.status, { ...CORS, 'content-type': 'application/json' });
    response.end(JSON.stringify(answer.body));
  };
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    if (request.method === 'OPTIONS' && url.pathname.startsWith('/api/')) response.writeHead(204, CORS).end();
    else if (url.pathname.startsWith('/api/')) void api(request, response, url);
    else void provider?.callback()(request, response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  provider = authorizationServer(url, options, given);
  return {
    ...{ url, asked, given, clientId: 'flipside', clientSecret: SECRET },
    settings: {
      id: options.service,
      clientId: 'flipside',
      ...(options.secret && { clientSecret: SECRET }),
      scope: 'offline_access',
      authorizeUrl: `${url}/auth`,
      tokenUrl: `${url}/token`,
      apiUrl: `${url}/api`,
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** RFC 7636 §4.2. */
export const challengeOf = (verifier: string): string =>
  createHash('sha256').update(verifier).digest('base64url');
