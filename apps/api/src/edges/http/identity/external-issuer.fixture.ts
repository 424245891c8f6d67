import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';

const CLIENT_SECRET = 'a client secret that guards nothing';

/** A login issuer outside the instance, with development forms that take any name. */
export interface ExternalIssuer {
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
  close(): Promise<void>;
}

export async function startExternalIssuer(redirectUri: string): Promise<ExternalIssuer> {
  let provider: Provider | undefined;
  const server: Server = createServer((request, response) => {
    if (!provider) throw new Error('the issuer is not ready');
    void provider.callback()(request, response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  provider = new Provider(url, {
    clients: [
      {
        client_id: 'flipside',
        client_secret: CLIENT_SECRET,
        redirect_uris: [redirectUri],
        response_types: ['code'],
        grant_types: ['authorization_code'],
      },
    ],
    findAccount: (_context, sub) => ({
      accountId: sub,
      claims: () => ({ sub, name: `${sub} of elsewhere`, email: `${sub}@elsewhere.test` }),
    }),
    claims: { openid: ['sub'], email: ['email'], profile: ['name'] },
    conformIdTokenClaims: false,
    cookies: { keys: ['a key that guards nothing'] },
    ttl: { Interaction: 600, Session: 600, Grant: 600, AccessToken: 600, IdToken: 600 },
  });
  return {
    url,
    clientId: 'flipside',
    clientSecret: CLIENT_SECRET,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/**
 * Signs in at the external issuer as a browser would, from the address that the instance redirected to.
 *
 * @returns the address of the callback, with its code
 */
export async function signInAt(issuer: ExternalIssuer, address: string, name: string): Promise<string> {
  const cookies = new Map<string, string>();
  const visit = async (url: string, form?: Record<string, string>): Promise<Response> => {
    const response = await fetch(url, {
      method: form ? 'POST' : 'GET',
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([key, value]) => `${key}=${value}`).join('; ') },
      ...(form && { body: new URLSearchParams(form) }),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';');
      cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
    }
    return response;
  };
  let response = await visit(address);
  let current = address;
  for (let step = 0; step < 12; step += 1) {
    const location = response.headers.get('location');
    if (location !== null) {
      current = new URL(location, current).href;
      if (!current.startsWith(issuer.url)) return current;
      response = await visit(current);
      continue;
    }
    const page = await response.text();
    const action = /<form[^>]*action="([^"]+)"/.exec(page)?.[1];
    if (action === undefined) throw new Error(`no form at ${current}: ${page.slice(0, 200)}`);
    current = new URL(action, current).href;
    const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1] ?? '';
    response = await visit(
      current,
      prompt === 'login' ? { prompt, login: name, password: 'any' } : { prompt },
    );
  }
  throw new Error('the sign-in did not come to an end');
}
