import type { IncomingMessage, ServerResponse } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import { Provider } from 'oidc-provider';
import type { AccountClaims, Configuration, KoaContextWithOIDC } from 'oidc-provider';
import { CONFIG } from '../../../platform/config/config.ts';
import type { Config } from '../../../platform/config/config.ts';
import { InstanceKeyRepository } from '../../../platform/keys/instance-key.repository.ts';
import { deriveKey } from '../../../platform/keys/instance-secret.ts';
import { LOCAL } from '../user.ts';
import { LocalAccountRepository } from './local-account.repository.ts';
import { OidcRepository } from './oidc.repository.ts';

export const ISSUER_PATH = '/oidc';
export const CLIENT_ID = 'flipside';
const SCOPE = 'openid email profile';
const HOUR = 3_600;

/** What the issuer's own pages are given when a login cannot go on. */
export type RenderError = (problem: { error: string; description: string }) => string;

/** The built-in OpenID provider. The app itself is its one client, so nobody is asked for consent. */
@Injectable()
export class LocalIssuer {
  private made: Promise<Provider> | null = null;
  private renderError: RenderError = ({ error, description }) => `${error}: ${description}`;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(InstanceKeyRepository) private readonly keys: InstanceKeyRepository,
    @Inject(OidcRepository) private readonly store: OidcRepository,
    @Inject(LocalAccountRepository) private readonly accounts: LocalAccountRepository,
  ) {}

  get url(): string {
    return this.config.baseUrl + ISSUER_PATH;
  }

  get clientSecret(): string {
    return deriveKey(this.config.instanceSecret, 'oidc-client').toString('base64url');
  }

  /** The page for errors that have nowhere to redirect to. Set it before the first request. */
  useErrorPage(render: RenderError): void {
    this.renderError = render;
  }

  /** The provider, made when first needed: its signing key lives in the database. */
  async provider(): Promise<Provider> {
    this.made ??= this.make();
    this.made.catch(() => (this.made = null));
    return await this.made;
  }

  /** Ends a login with this account. @returns where to send the browser. */
  async finishLogin(request: IncomingMessage, response: ServerResponse, accountId: string): Promise<string> {
    const provider = await this.provider();
    return await provider.interactionResult(request, response, { login: { accountId, remember: false } });
  }

  private async make(): Promise<Provider> {
    const { privateJwk } = await this.keys.get('oidc-signing', 'p-256');
    const provider = new Provider(this.url, this.configuration({ ...privateJwk, use: 'sig', alg: 'ES256' }));
    // The bridge states protocol and host from BASE_URL, whatever the client or a proxy sent.
    provider.proxy = true;
    return provider;
  }

  private configuration(signingKey: object): Configuration {
    // The path of a short cookie is the issuer's to choose: that of the one login.
    const short = { signed: true, httpOnly: true, sameSite: 'lax' as const };
    const long = { ...short, path: ISSUER_PATH };
    return {
      adapter: (kind: string) => this.store.adapter(kind),
      clients: [
        {
          client_id: CLIENT_ID,
          client_secret: this.clientSecret,
          redirect_uris: [`${this.config.baseUrl}/api/auth/callback/${LOCAL}`],
          response_types: ['code'],
          grant_types: ['authorization_code'],
          token_endpoint_auth_method: 'client_secret_basic',
          id_token_signed_response_alg: 'ES256',
        },
      ],
      jwks: { keys: [signingKey] },
      cookies: {
        keys: [deriveKey(this.config.sessionSecret, 'oidc-cookies').toString('base64url')],
        long,
        short,
      },
      claims: { openid: ['sub'], email: ['email'], profile: ['name', 'preferred_username'] },
      conformIdTokenClaims: false,
      features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: false } },
      pkce: { required: () => true },
      ttl: {
        Session: HOUR,
        Interaction: HOUR,
        Grant: HOUR,
        AuthorizationCode: 60,
        IdToken: HOUR,
        AccessToken: 60,
      },
      interactions: { url: (_context, interaction) => `${ISSUER_PATH}/interaction/${interaction.uid}` },
      findAccount: async (_context, id) => await this.findAccount(id),
      loadExistingGrant,
      renderError: (context, { error, error_description: description = '' }) => {
        context.type = 'html';
        context.body = this.renderError({ error, description });
      },
    };
  }

  private async findAccount(id: string) {
    const account = await this.accounts.find(id);
    if (account === null) return undefined;
    const { displayName, loginName, email } = account;
    const claims: AccountClaims = { sub: id, name: displayName, preferred_username: loginName, email };
    return { accountId: id, claims: () => Promise.resolve(claims) };
  }
}

/** The one client is this app: what it asks for is granted. */
async function loadExistingGrant(context: KoaContextWithOIDC) {
  const { client, session, provider } = context.oidc;
  if (client === undefined || session?.accountId === undefined) return undefined;
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  grant.addOIDCScope(SCOPE);
  await grant.save();
  return grant;
}
