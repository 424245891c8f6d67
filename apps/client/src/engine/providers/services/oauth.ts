import { z } from 'zod';
import { ProviderError } from '../provider-error.ts';
import type { ServiceId } from './music-service.ts';

/** What an instance says of a service that may be connected. */
export interface OfferedService {
  readonly id: ServiceId;
  readonly clientId: string;
  readonly scope: string;
  readonly authorizeUrl: string;
  readonly tokenUrl: string;
  readonly apiUrl: string;
  readonly redirectUri: string;
  readonly exchange: 'server' | 'device';
}

/** Tokens of a listener at a service. They stay on the device. */
export interface ServiceTokens {
  readonly accessToken: string;
  readonly refreshToken: string | null;
  /** Milliseconds since 1970; null when the service does not say. */
  readonly expiresAt: number | null;
}

/** What a page keeps while the listener is at the service. */
export interface PendingConnect {
  readonly id: ServiceId;
  readonly state: string;
  readonly verifier: string;
}

export type TokenGrant =
  | { readonly grant: 'code'; readonly code: string; readonly codeVerifier: string }
  | { readonly grant: 'refresh'; readonly refreshToken: string };

const base64Url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

const random = (bytes: number): string => base64Url(crypto.getRandomValues(new Uint8Array(bytes)));

/** Where to send the listener (RFC 6749 §4.1.1 with PKCE, RFC 7636 §4.3), and what to remember until they are back. */
export async function beginConnect(
  service: OfferedService,
): Promise<{ readonly url: string; readonly pending: PendingConnect }> {
  const pending = { id: service.id, state: random(24), verifier: random(48) };
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(pending.verifier));
  const url = new URL(service.authorizeUrl);
  const parameters = {
    response_type: 'code',
    client_id: service.clientId,
    redirect_uri: service.redirectUri,
    state: pending.state,
    code_challenge: base64Url(new Uint8Array(digest)),
    code_challenge_method: 'S256',
    ...(service.scope !== '' && { scope: service.scope }),
    ...(service.scope.split(' ').includes('offline_access') && { prompt: 'consent' }),
  };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return { url: url.href, pending };
}

/**
 * Reads what a service sent the listener back with.
 *
 * @throws {ProviderError} `denied` when they said no, or when this is not the answer to what this page asked (RFC 6749 §10.12)
 */
export function readReturn(query: URLSearchParams, pending: PendingConnect | null, id: string): TokenGrant {
  if (pending === null || pending.id !== id || query.get('state') !== pending.state)
    throw new ProviderError('denied', 'This sign-in was not begun here, or too long ago. Connect again.');
  const code = query.get('code');
  if (code !== null && code !== '') return { grant: 'code', code, codeVerifier: pending.verifier };
  const said =
    query.get('error') === 'access_denied'
      ? 'You said no at the service.'
      : 'The service did not sign you in.';
  throw new ProviderError('denied', `${said} Nothing was connected.`);
}

/** RFC 6749 §5.1. */
const answerSchema = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1).optional(),
  expires_in: z.number().positive().optional(),
});

const EARLY_MS = 60_000;

export const tokensFrom = (
  answer: { accessToken: string; refreshToken: string | null; expiresInSeconds: number | null },
  now: number,
): ServiceTokens => ({
  accessToken: answer.accessToken,
  refreshToken: answer.refreshToken,
  expiresAt: answer.expiresInSeconds === null ? null : now + answer.expiresInSeconds * 1000 - EARLY_MS,
});

/**
 * Turns a code or a refresh token into tokens at the service itself, for services that ask for no secret (public clients, RFC 6749
 * §2.1).
 *
 * @throws {ProviderError} `denied` when it is refused, `unreachable`
 */
export async function exchangeOnDevice(
  service: OfferedService,
  grant: TokenGrant,
  now: number,
): Promise<ServiceTokens> {
  const parameters =
    grant.grant === 'code'
      ? {
          grant_type: 'authorization_code',
          code: grant.code,
          code_verifier: grant.codeVerifier,
          redirect_uri: service.redirectUri,
        }
      : { grant_type: 'refresh_token', refresh_token: grant.refreshToken };
  const body = new URLSearchParams({ ...parameters, client_id: service.clientId });
  const response = await fetch(service.tokenUrl, {
    method: 'POST',
    body,
    credentials: 'omit',
    cache: 'no-store',
  }).catch(() => {
    throw new ProviderError('unreachable', `${new URL(service.tokenUrl).host} cannot be reached.`);
  });
  if (response.status === 400 || response.status === 401)
    throw new ProviderError('denied', 'The service does not accept this sign-in. Connect it again.');
  const parsed = response.ok ? answerSchema.safeParse(await response.json().catch(() => null)) : null;
  if (parsed?.success !== true) throw new ProviderError('unreachable', 'The service did not give a token.');
  const { access_token, refresh_token, expires_in } = parsed.data;
  return tokensFrom(
    { accessToken: access_token, refreshToken: refresh_token ?? null, expiresInSeconds: expires_in ?? null },
    now,
  );
}
