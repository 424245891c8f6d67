import { ProviderError } from '../provider-error.ts';
import type { ServiceAccess } from './music-service.ts';
import type { OfferedService, ServiceTokens, TokenGrant } from './oauth.ts';

export interface SessionTools {
  readonly exchange: (grant: TokenGrant) => Promise<ServiceTokens>;
  /** Puts new tokens where they last. */
  readonly keep: (tokens: ServiceTokens) => Promise<void>;
  readonly now: () => number;
}

/** A listener's sign-in at a service: gives a token that holds, and renews it once however many ask at the same time. */
export class ServiceSession implements ServiceAccess {
  readonly apiUrl: string;
  readonly #tools: SessionTools;
  #tokens: ServiceTokens;
  #renewing: Promise<string> | null = null;

  constructor({ apiUrl }: OfferedService, tokens: ServiceTokens, tools: SessionTools) {
    this.apiUrl = apiUrl;
    this.#tokens = tokens;
    this.#tools = tools;
  }

  /** @throws {ProviderError} `denied` when there is nothing to renew it with */
  async token(isStale: boolean): Promise<string> {
    const { accessToken, expiresAt } = this.#tokens;
    if (!isStale && (expiresAt === null || this.#tools.now() < expiresAt)) return accessToken;
    this.#renewing ??= this.#renew().finally(() => {
      this.#renewing = null;
    });
    return this.#renewing;
  }

  async #renew(): Promise<string> {
    const { refreshToken } = this.#tokens;
    if (refreshToken === null)
      throw new ProviderError('denied', 'The sign-in has run out. Connect the service again.');
    const fresh = await this.#tools.exchange({ grant: 'refresh', refreshToken });
    // Some services give a refresh token once (RFC 6749 §6).
    this.#tokens = { ...fresh, refreshToken: fresh.refreshToken ?? refreshToken };
    await this.#tools.keep(this.#tokens);
    return this.#tokens.accessToken;
  }
}
