import type { MusicServiceId } from '../../platform/config/music-services.ts';

/** What a device needs to know of a service to send its listener there. */
export interface OfferedMusicService {
  readonly id: MusicServiceId;
  readonly clientId: string;
  readonly scope: string;
  readonly authorizeUrl: string;
  readonly tokenUrl: string;
  readonly apiUrl: string;
  readonly redirectUri: string;
  /** Who turns codes into tokens: this server where the service asks for a secret, else the device itself. */
  readonly exchange: 'server' | 'device';
}

/** A code with its PKCE verifier, or a refresh token. */
export type TokenGrant =
  | { readonly grant: 'code'; readonly code: string; readonly codeVerifier: string }
  | { readonly grant: 'refresh'; readonly refreshToken: string };

export interface MusicServiceTokens {
  readonly accessToken: string;
  readonly refreshToken: string | null;
  readonly expiresInSeconds: number | null;
  readonly scope: string | null;
}
