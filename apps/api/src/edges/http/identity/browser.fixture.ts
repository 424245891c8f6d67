import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { LightMyRequestResponse } from 'fastify';

const ORIGIN = 'http://flipside.test';

export interface Sent {
  headers?: Record<string, string>;
  json?: unknown;
  form?: Record<string, string>;
}

/** A browser as far as logins need one: it keeps cookies by path, follows redirects and fills in forms. */
export class Browser {
  readonly cookies = new Map<string, { value: string; path: string }>();
  private readonly app: NestFastifyApplication;

  constructor(app: NestFastifyApplication) {
    this.app = app;
  }

  async send(
    method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
    url: string,
    sent: Sent = {},
  ): Promise<LightMyRequestResponse> {
    const { pathname, search } = new URL(url, ORIGIN);
    const cookie = [...this.cookies]
      .filter(([, { path }]) => pathname === path || pathname.startsWith(path.replace(/\/?$/, '/')))
      .map(([name, { value }]) => `${name}=${value}`)
      .join('; ');
    const response = await this.app.inject({
      method,
      url: pathname + search,
      headers: {
        ...(cookie !== '' && { cookie }),
        ...(method !== 'GET' && { origin: ORIGIN }),
        ...(sent.json !== undefined && { 'content-type': 'application/json' }),
        ...(sent.form !== undefined && { 'content-type': 'application/x-www-form-urlencoded' }),
        ...sent.headers,
      },
      ...(sent.json !== undefined && { payload: JSON.stringify(sent.json) }),
      ...(sent.form !== undefined && { payload: new URLSearchParams(sent.form).toString() }),
    });
    for (const { name, value, path, expires } of response.cookies) {
      if (value === '' || (expires !== undefined && expires.getTime() < Date.now()))
        this.cookies.delete(name);
      else this.cookies.set(name, { value, path: path ?? '/' });
    }
    return response;
  }

  /** Follows redirects of this site. @returns the last answer and its address. */
  async follow(response: LightMyRequestResponse): Promise<{ response: LightMyRequestResponse; url: string }> {
    let url = '';
    let last = response;
    for (let hops = 0; hops < 10; hops += 1) {
      const { location } = last.headers;
      if (location === undefined) return { response: last, url };
      url = new URL(location, ORIGIN).href.slice(ORIGIN.length);
      if (!/^\/(?:api|oidc)\//.test(url)) return { response: last, url };
      last = await this.send('GET', url);
    }
    throw new Error('redirects without end');
  }

  /** Opens the built-in issuer's login page. @returns the path its form is posted to. */
  async openLogin(returnTo = '/'): Promise<string> {
    const begun = await this.send(
      'GET',
      `/api/auth/login?issuer=local&returnTo=${encodeURIComponent(returnTo)}`,
    );
    const { url } = await this.follow(begun);
    return url;
  }

  async register(login: string, password: string, name = login): Promise<string> {
    const page = await this.openLogin('/studio');
    const posted = await this.send('POST', `${page}/register`, {
      form: { login, password, name, email: '' },
    });
    return (await this.follow(posted)).url;
  }

  async signIn(login: string, password: string): Promise<string> {
    const page = await this.openLogin('/feed?tag=a');
    return (await this.follow(await this.send('POST', page, { form: { login, password } }))).url;
  }

  async me(): Promise<Record<string, unknown> | null> {
    return (await this.send('GET', '/api/me')).json<{ user: Record<string, unknown> | null }>().user;
  }
}
