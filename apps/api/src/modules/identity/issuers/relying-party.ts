import * as client from 'openid-client';
import { Strategy } from 'openid-client/passport';
import passport from 'passport';
import type { LoginOutcome, LoginRequest } from './login.ts';

interface PartyOptions {
  id: string;
  config: client.Configuration;
  callbackUrl: string;
  scope: string;
  /** `login` asks for credentials even when the issuer remembers the browser. */
  prompt: 'login' | null;
}

/** This app as a client of one issuer: the authorization code flow with PKCE, driven by passport. */
export class RelyingParty {
  private readonly strategy: Strategy;
  private readonly options: PartyOptions;

  constructor(options: PartyOptions) {
    this.options = options;
    const { id, config, callbackUrl, scope } = options;
    this.strategy = new Strategy(
      { name: id, config, callbackURL: callbackUrl, scope, sessionKey: `login:${id}` },
      (tokens, verified) => {
        const claims = tokens.claims();
        if (claims === undefined) verified(new Error('the issuer sent no ID token'));
        else verified(null, describe(claims));
      },
    );
  }

  /** Begins a login, or completes one when the issuer has sent the browser back. */
  async run(request: LoginRequest): Promise<LoginOutcome> {
    const prompt = this.options.prompt === null ? {} : { prompt: this.options.prompt };
    return await new Promise((resolve, reject) => {
      const answered = (error: unknown, user?: unknown, info?: unknown): void => {
        if (error instanceof Error) return isRefusal(error) ? resolve(refused(error.message)) : reject(error);
        if (error !== null && error !== undefined) return reject(new Error(JSON.stringify(error)));
        if (isIdentity(user)) return resolve({ kind: 'identified', ...user });
        resolve(refused((info as { message?: string } | undefined)?.message ?? 'refused'));
      };
      const middleware = passport.authenticate(
        this.ownStrategy(),
        { session: false, ...prompt },
        answered,
      ) as (request: object, response: object, next: (error?: unknown) => void) => void;
      middleware(this.request(request), redirectCatcher(resolve), answered);
    });
  }

  /**
   * Passport hangs the callbacks of one login onto the strategy that it is given: two people who sign in at once would
   * get each other's answers from a shared one.
   */
  private ownStrategy(): Strategy {
    return Object.create(this.strategy) as Strategy;
  }

  /** The few fields passport and the strategy read; the address is our callback's, whatever `Host` says. */
  private request({ method, url, session }: LoginRequest): object {
    const { protocol, host } = new URL(this.options.callbackUrl);
    return {
      method,
      url,
      originalUrl: url,
      protocol: protocol.slice(0, -1),
      host,
      session,
      query: {},
    };
  }
}

interface Identified {
  subject: string;
  name: string;
  email: string | null;
}

function describe(claims: client.IDToken): Identified {
  const words = [claims['name'], claims['preferred_username'], claims['nickname']];
  const name = words.find((word): word is string => typeof word === 'string' && word.trim() !== '') ?? '';
  const email = typeof claims['email'] === 'string' ? claims['email'] : null;
  return { subject: claims.sub, name, email };
}

function isIdentity(user: unknown): user is Identified {
  return typeof user === 'object' && user !== null && 'subject' in user;
}

function refused(reason: string): LoginOutcome {
  return { kind: 'refused', reason };
}

/** What the person, the issuer or a stale link caused; anything else is a fault and is thrown. */
function isRefusal(error: Error): boolean {
  return (
    error instanceof client.AuthorizationResponseError ||
    error instanceof client.ResponseBodyError ||
    error instanceof client.ClientError
  );
}

/** The response as far as passport uses it: a redirect. */
function redirectCatcher(resolve: (outcome: LoginOutcome) => void): object {
  let location = '';
  return {
    statusCode: 200,
    setHeader(name: string, value: string) {
      if (name.toLowerCase() === 'location') location = value;
    },
    end() {
      resolve({ kind: 'redirect', url: location });
    },
  };
}
