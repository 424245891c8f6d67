import { z } from 'zod';

const token = z.string().min(1).max(20_000);
const serviceId = z.enum(['tidal', 'soundcloud', 'beatport']);

export const MusicServiceParams = z.strictObject({ id: serviceId });

export const MusicServiceList = z
  .strictObject({
    items: z.array(
      z
        .strictObject({
          id: serviceId,
          clientId: z.string(),
          scope: z.string(),
          authorizeUrl: z.url(),
          tokenUrl: z.url(),
          apiUrl: z.url(),
          /** Where the service sends the listener back to. */
          redirectUri: z.url(),
          /** Whether codes become tokens by `POST /music-services/{id}/token` or by the device at `tokenUrl`. */
          exchange: z.enum(['server', 'device']),
        })
        .meta({ id: 'MusicService' }),
    ),
  })
  .meta({ id: 'MusicServiceList' });

/** RFC 7636 §4.1: 43 to 128 unreserved characters. */
const codeVerifier = z.string().regex(/^[A-Za-z0-9._~-]{43,128}$/, 'must be a PKCE verifier');

export const MusicServiceGrant = z
  .discriminatedUnion('grant', [
    z.strictObject({ grant: z.literal('code'), code: token, codeVerifier }),
    z.strictObject({ grant: z.literal('refresh'), refreshToken: token }),
  ])
  .meta({ id: 'MusicServiceGrant' });

export const MusicServiceToken = z
  .strictObject({
    accessToken: z.string(),
    refreshToken: z.string().nullable(),
    expiresInSeconds: z.int().nullable(),
    scope: z.string().nullable(),
  })
  .meta({ id: 'MusicServiceToken' });
