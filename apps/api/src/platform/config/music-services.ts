import { z } from 'zod';

/** Services of which a listener's device may ask whether they have a recording. */
const MUSIC_SERVICES = ['tidal', 'soundcloud', 'beatport'] as const;
export type MusicServiceId = (typeof MUSIC_SERVICES)[number];

/** Where each service is; an installation may name others, such as a test's. */
const ADDRESSES: Readonly<
  Record<MusicServiceId, { authorizeUrl: string; tokenUrl: string; apiUrl: string }>
> = {
  tidal: {
    authorizeUrl: 'https://login.tidal.com/authorize',
    tokenUrl: 'https://auth.tidal.com/v1/oauth2/token',
    apiUrl: 'https://openapi.tidal.com/v2',
  },
  soundcloud: {
    authorizeUrl: 'https://secure.soundcloud.com/authorize',
    tokenUrl: 'https://secure.soundcloud.com/oauth/token',
    apiUrl: 'https://api.soundcloud.com',
  },
  beatport: {
    authorizeUrl: 'https://api.beatport.com/v4/auth/o/authorize/',
    tokenUrl: 'https://api.beatport.com/v4/auth/o/token/',
    apiUrl: 'https://api.beatport.com/v4',
  },
};

const SCOPES: Readonly<Record<MusicServiceId, string>> = {
  tidal: 'search.read',
  soundcloud: '',
  beatport: '',
};

const address = z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/$/, ''));

const musicService = z
  .strictObject({
    id: z.enum(MUSIC_SERVICES),
    clientId: z.string().min(1).max(500),
    /** Services that ask for it have tokens exchanged by this server; others deal with the device alone. */
    clientSecret: z.string().min(1).max(500).optional(),
    scope: z.string().max(500).optional(),
    authorizeUrl: z.url({ protocol: /^https?$/ }).optional(),
    tokenUrl: z.url({ protocol: /^https?$/ }).optional(),
    apiUrl: address.optional(),
  })
  .refine(({ id, clientSecret }) => id !== 'soundcloud' || clientSecret !== undefined, {
    message: 'SoundCloud exchanges no codes without a clientSecret',
    path: ['clientSecret'],
  })
  .transform(({ id, clientId, clientSecret, scope, ...own }) => ({
    ...{ id, clientId, clientSecret: clientSecret ?? null, scope: scope ?? SCOPES[id] },
    authorizeUrl: own.authorizeUrl ?? ADDRESSES[id].authorizeUrl,
    tokenUrl: own.tokenUrl ?? ADDRESSES[id].tokenUrl,
    apiUrl: own.apiUrl ?? ADDRESSES[id].apiUrl,
  }));
export type MusicServiceConfig = z.output<typeof musicService>;

/** `MUSIC_SERVICES`: a JSON array. */
export const musicServices = z
  .string()
  .transform((value, context): unknown => {
    try {
      return JSON.parse(value);
    } catch {
      context.addIssue('must be a JSON array');
      return z.NEVER;
    }
  })
  .pipe(
    z
      .array(musicService)
      .refine((list) => new Set(list.map(({ id }) => id)).size === list.length, 'ids must be unique'),
  );
