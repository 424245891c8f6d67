import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { CONFIG } from '../../platform/config/config.ts';
import type { Config } from '../../platform/config/config.ts';
import { SafeFetch } from '../../platform/net/safe-fetch.ts';
import { NotFoundError, UnprocessableError, UpstreamFailedError } from '../../platform/problem/errors.ts';
import type { MusicServiceTokens, OfferedMusicService, TokenGrant } from './music-service.types.ts';

const MOST_BYTES = 64 * 1024;
const TIMEOUT_MS = 15_000;

/** RFC 6749 §5.1; other members are left out. */
const tokenAnswer = z.object({
  access_token: z.string().min(1).max(20_000),
  refresh_token: z.string().min(1).max(20_000).optional(),
  expires_in: z.number().positive().optional(),
  scope: z.string().max(2_000).optional(),
});

type Service = Config['musicServices'][number];

/**
 * Music services that listeners may connect. A listener's tokens live on the listener's device: where a service asks for this
 * instance's secret, the secret is added here, and what the service answers is handed on, and neither kept nor logged.
 */
@Injectable()
export class MusicServiceService {
  constructor(
    @Inject(CONFIG) private readonly config: Pick<Config, 'musicServices' | 'baseUrl'>,
    @Inject(SafeFetch) private readonly web: SafeFetch,
  ) {}

  /** For everybody: what a device needs to send its listener to a service. Secrets stay here. */
  list(): readonly OfferedMusicService[] {
    return this.config.musicServices.map((service) => ({
      ...{ id: service.id, clientId: service.clientId, scope: service.scope },
      ...{ authorizeUrl: service.authorizeUrl, tokenUrl: service.tokenUrl, apiUrl: service.apiUrl },
      redirectUri: this.redirectUriOf(service),
      exchange: service.clientSecret === null ? ('device' as const) : ('server' as const),
    }));
  }

  /**
   * For everybody: whoever holds a code with its verifier, or a refresh token, is who it was given to.
   *
   * @throws {NotFoundError} when the service is not set up, or needs no help; {UnprocessableError} when it refuses;
   * {UpstreamFailedError} when it fails
   */
  async exchange(id: string, grant: TokenGrant): Promise<MusicServiceTokens> {
    const service = this.config.musicServices.find((one) => one.id === id);
    if (service === undefined || service.clientSecret === null) throw new NotFoundError('Music service', id);
    const response = await this.web.fetch(service.tokenUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
      body: this.formOf(service, service.clientSecret, grant).toString(),
      ...{ maxBytes: MOST_BYTES, timeoutMs: TIMEOUT_MS, redirects: 0 },
    });
    if (response.status === 400 || response.status === 401)
      throw new UnprocessableError('The service does not accept this sign-in. Connect it again.');
    const parsed = response.status === 200 ? tokenAnswer.safeParse(jsonOf(response.body)) : null;
    // What it answered is not told: it may hold a token.
    if (parsed?.success !== true) throw new UpstreamFailedError(`${service.id} did not give a token.`);
    const { access_token, refresh_token, expires_in, scope } = parsed.data;
    return {
      accessToken: access_token,
      refreshToken: refresh_token ?? null,
      expiresInSeconds: expires_in === undefined ? null : Math.floor(expires_in),
      scope: scope ?? null,
    };
  }

  /** The only address that codes come back to: a page of this instance. */
  private redirectUriOf({ id }: Service): string {
    return `${this.config.baseUrl}/connect/${id}`;
  }

  /** RFC 6749 §4.1.3 and §6, RFC 7636 §4.5; the client is named in the body (RFC 6749 §2.3.1), as these services ask. */
  private formOf(service: Service, secret: string, grant: TokenGrant): URLSearchParams {
    const client = { client_id: service.clientId, client_secret: secret };
    if (grant.grant === 'refresh')
      return new URLSearchParams({
        grant_type: 'refresh_token',
        refresh_token: grant.refreshToken,
        ...client,
      });
    return new URLSearchParams({
      grant_type: 'authorization_code',
      code: grant.code,
      code_verifier: grant.codeVerifier,
      redirect_uri: this.redirectUriOf(service),
      ...client,
    });
  }
}

function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    // The schema refuses it.
    return null;
  }
}
