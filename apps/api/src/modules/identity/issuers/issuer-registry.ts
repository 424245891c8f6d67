import { Inject, Injectable } from '@nestjs/common';
import type { OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common';
import * as client from 'openid-client';
import { CONFIG } from '../../../platform/config/config.ts';
import type { Config } from '../../../platform/config/config.ts';
import type { IssuerConfig } from '../../../platform/config/config.schema.ts';
import { Log } from '../../../platform/logging/log.ts';
import { NotFoundError, UnavailableError } from '../../../platform/problem/errors.ts';
import { CLIENT_ID, LocalIssuer } from '../local/local-issuer.ts';
import { LOCAL } from '../user.ts';
import { RelyingParty } from './relying-party.ts';

export interface IssuerSummary {
  id: string;
  name: string;
  builtIn: boolean;
}

const RETRY_MS = 30_000;

/** The login issuers of this instance: the built-in one, and those of the configuration. */
@Injectable()
export class IssuerRegistry implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly parties = new Map<string, RelyingParty>();
  private readonly timers = new Set<NodeJS.Timeout>();
  private readonly log: Log;
  private localFetch: client.CustomFetch | null = null;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LocalIssuer) private readonly localIssuer: LocalIssuer,
    @Inject(Log) log: Log,
  ) {
    this.log = log.child('issuers');
  }

  list(): IssuerSummary[] {
    const further = this.config.issuers.map(({ id, name }) => ({ id, name, builtIn: false }));
    return this.config.localAccounts
      ? [{ id: LOCAL, name: 'Flipside account', builtIn: true }, ...further]
      : further;
  }

  /** The value stored as issuer of an account: the URL, because an id in the configuration may be renamed. */
  issuerOf(id: string): string {
    return this.config.issuers.find((issuer) => issuer.id === id)?.issuer ?? LOCAL;
  }

  /** How requests reach the built-in issuer: within this process, past any proxy. */
  reachLocalBy(fetch: client.CustomFetch): void {
    this.localFetch = fetch;
  }

  /** Begins discovery; an issuer that is down is tried again and keeps nobody else from signing in. */
  onApplicationBootstrap(): void {
    for (const issuer of this.config.issuers) this.discoverInBackground(issuer);
  }

  onModuleDestroy(): void {
    for (const timer of this.timers) clearTimeout(timer);
  }

  /** @throws {NotFoundError} for an unknown id, {@link UnavailableError} while an issuer cannot be reached. */
  async party(id: string): Promise<RelyingParty> {
    const known = this.parties.get(id);
    if (known !== undefined) return known;
    if (id === LOCAL && this.config.localAccounts) return this.remember(id, this.localConfiguration());
    const issuer = this.config.issuers.find((one) => one.id === id);
    if (issuer === undefined) throw new NotFoundError('Login issuer', id);
    return await this.discover(issuer);
  }

  private discoverInBackground(issuer: IssuerConfig): void {
    this.discover(issuer).catch((error: unknown) => {
      this.log.warn({ err: error, issuer: issuer.id }, 'issuer not discovered');
      const timer = setTimeout(() => {
        this.timers.delete(timer);
        if (!this.parties.has(issuer.id)) this.discoverInBackground(issuer);
      }, RETRY_MS);
      this.timers.add(timer.unref());
    });
  }

  private async discover(issuer: IssuerConfig): Promise<RelyingParty> {
    try {
      const insecure = this.config.environment === 'production' ? [] : [client.allowInsecureRequests];
      const url = new URL(issuer.issuer);
      const config = await client.discovery(url, issuer.clientId, issuer.clientSecret, undefined, {
        execute: insecure,
        timeout: 10,
      });
      return this.remember(issuer.id, config, issuer.scope);
    } catch (error) {
      throw new UnavailableError(`The login issuer "${issuer.name}" cannot be reached at the moment.`, error);
    }
  }

  /** What discovery would say of the built-in issuer, without asking it: it may not be listening yet. */
  private localConfiguration(): client.Configuration {
    const { url, clientSecret } = this.localIssuer;
    const metadata = {
      issuer: url,
      authorization_endpoint: `${url}/auth`,
      token_endpoint: `${url}/token`,
      jwks_uri: `${url}/jwks`,
      code_challenge_methods_supported: ['S256'],
      authorization_response_iss_parameter_supported: true,
      id_token_signing_alg_values_supported: ['ES256'],
    };
    const authenticate = client.ClientSecretBasic(clientSecret);
    const own = { client_secret: clientSecret, id_token_signed_response_alg: 'ES256' };
    const config = new client.Configuration(metadata, CLIENT_ID, own, authenticate);
    if (url.startsWith('http:')) client.allowInsecureRequests(config);
    if (this.localFetch !== null) config[client.customFetch] = this.localFetch;
    return config;
  }

  private remember(id: string, config: client.Configuration, scope = 'openid email profile'): RelyingParty {
    const callbackUrl = `${this.config.baseUrl}/api/auth/callback/${id}`;
    const party = new RelyingParty({ id, config, callbackUrl, scope, prompt: id === LOCAL ? 'login' : null });
    this.parties.set(id, party);
    return party;
  }
}
