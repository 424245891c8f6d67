export type ServiceName = 'tidal' | 'soundcloud' | 'beatport';

/** A recording as a service carries it. */
export interface EmulatedTrack {
  readonly id: string;
  readonly title: string;
  readonly version?: string;
  readonly artist: string;
  readonly isrc: string | null;
  readonly durationMs: number;
  /** SoundCloud: whether sound may be had. */
  readonly access?: 'playable' | 'preview' | 'blocked';
}

export interface EmulatedAnswer {
  readonly status: number;
  readonly body: object;
}

const iso = (ms: number): string => `PT${Math.floor(ms / 60_000)}M${(ms % 60_000) / 1000}S`;
const includes = (text: string, words: string): boolean =>
  words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.toLowerCase().includes(word));

/** `Tracks_Resource_Object` with its artists, JSON:API, of TIDAL's description 1.10. */
function tidalDocument(tracks: readonly EmulatedTrack[], asIdentifiers: boolean): object {
  const resources = tracks.map(({ id, title, version, isrc, durationMs }) => ({
    id,
    type: 'tracks',
    attributes: {
      ...{
        title,
        isrc,
        explicit: false,
        popularity: 0.5,
        key: 'UNKNOWN',
        keyScale: 'UNKNOWN',
        mediaTags: [],
      },
      ...(version !== undefined && { version }),
      duration: iso(durationMs),
      externalLinks: [{ href: `https://tidal.com/browse/track/${id}`, meta: { type: 'TIDAL_SHARING' } }],
    },
    relationships: { artists: { data: [{ id: `a${id}`, type: 'artists' }], links: { self: '/' } } },
  }));
  const artists = tracks.map(({ id, artist }) => ({
    id: `a${id}`,
    type: 'artists',
    attributes: { name: artist, popularity: 0.5 },
  }));
  return asIdentifiers
    ? {
        data: resources.map(({ id, type }) => ({ id, type })),
        included: [...resources, ...artists],
        links: { self: '/' },
      }
    : { data: resources, included: artists, links: { self: '/' } };
}

function tidal(url: URL, tracks: readonly EmulatedTrack[]): EmulatedAnswer {
  const path = url.pathname.replace(/^\/api/, '');
  if (path === '/tracks') {
    const isrc = url.searchParams.get('filter[isrc]');
    return {
      status: 200,
      body: tidalDocument(
        tracks.filter((track) => track.isrc === isrc),
        false,
      ),
    };
  }
  const search = /^\/searchResults\/([^/]+)\/relationships\/tracks$/.exec(path)?.[1];
  if (search === undefined) return { status: 404, body: { errors: [] } };
  const words = decodeURIComponent(search);
  return {
    status: 200,
    body: tidalDocument(
      tracks.filter(({ title, artist }) => includes(`${title} ${artist}`, words)),
      true,
    ),
  };
}

/** `Tracks` of SoundCloud's description. */
function soundcloud(url: URL, tracks: readonly EmulatedTrack[]): EmulatedAnswer {
  const path = url.pathname.replace(/^\/api/, '');
  const streams = /^\/tracks\/([^/]+)\/streams$/.exec(path)?.[1];
  if (streams !== undefined) {
    const found = tracks.find(({ id }) => `soundcloud:tracks:${id}` === decodeURIComponent(streams));
    const body = { preview_mp3_128_url: `https://cf-preview-media.sndcdn.test/${found?.id ?? ''}` };
    return { status: found === undefined ? 404 : 200, body };
  }
  if (path !== '/tracks') return { status: 404, body: {} };
  const words = url.searchParams.get('q') ?? '';
  const found = tracks.filter(({ title, artist }) => includes(`${title} ${artist}`, words));
  const body = found.slice(0, Number(url.searchParams.get('limit') ?? 50)).map((track) => ({
    kind: 'track',
    urn: `soundcloud:tracks:${track.id}`,
    ...{
      title: track.title,
      duration: track.durationMs,
      isrc: track.isrc,
      access: track.access ?? 'playable',
    },
    metadata_artist: track.artist,
    permalink_url: `https://soundcloud.com/somebody/${track.id}`,
    user: { username: 'somebody' },
  }));
  return { status: 200, body };
}

/** A page of `catalog/tracks` of Beatport's version 4. */
function beatport(url: URL, tracks: readonly EmulatedTrack[]): EmulatedAnswer {
  const path = url.pathname.replace(/^\/api/, '');
  if (path !== '/catalog/tracks/') return { status: 404, body: {} };
  const { searchParams: query } = url;
  const found = tracks.filter(({ isrc, title, artist }) =>
    query.has('isrc')
      ? isrc === query.get('isrc')
      : includes(title, query.get('name') ?? '') && includes(artist, query.get('artist_name') ?? ''),
  );
  const results = found.map(({ id, title, version, artist, isrc, durationMs }) => ({
    ...{ id: Number(id), name: title, mix_name: version ?? 'Original Mix', isrc, length_ms: durationMs },
    slug: title.toLowerCase().replaceAll(' ', '-'),
    artists: [{ id: 1, name: artist }],
    sample_url: `https://geo-samples.beatport.test/track/${id}.LOFI.mp3`,
  }));
  return { status: 200, body: { results, count: results.length, next: null, previous: null } };
}

const ANSWERS = { tidal, soundcloud, beatport };

/** What a service answers, in the shapes of its public description. */
export const answerTrack = (
  service: ServiceName,
  url: URL,
  tracks: readonly EmulatedTrack[],
): EmulatedAnswer => ANSWERS[service](url, tracks);
