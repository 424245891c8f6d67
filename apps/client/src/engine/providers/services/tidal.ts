import { z } from 'zod';
import { normaliseIsrc } from '../../decode/read-tags.ts';
import type { ProviderCapabilities } from '../../types.ts';
import { MusicService, type ServiceTrack } from './music-service.ts';

const text = z.string().max(1000);

/** Resource objects of TIDAL's API, JSON:API 1.1: the members used here (description 1.10). */
const resource = z.object({
  id: text,
  type: text,
  attributes: z
    .object({
      title: text.optional(),
      version: text.nullish(),
      isrc: text.nullish(),
      duration: text.optional(),
      name: text.optional(),
      externalLinks: z
        .array(z.object({ href: text }))
        .max(50)
        .optional(),
    })
    .optional(),
  relationships: z
    .object({
      artists: z
        .object({
          data: z
            .array(z.object({ id: text }))
            .max(200)
            .optional(),
        })
        .optional(),
    })
    .optional(),
});
type Resource = z.infer<typeof resource>;
const page = z.object({ data: z.array(resource).max(500), included: z.array(resource).max(2000).optional() });

/** Length of an ISO 8601 duration such as `PT2M58.5S`; null for anything else. */
export function isoDurationMs(written: string): number | null {
  const parts = /^PT(?:(\d{1,3})H)?(?:(\d{1,4})M)?(?:(\d{1,5}(?:\.\d{1,6})?)S)?$/.exec(written);
  if (parts === null || written === 'PT') return null;
  const [, hours = '0', minutes = '0', seconds = '0'] = parts;
  return Math.round((Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000);
}

function toTrack(
  { id, attributes, relationships }: Resource,
  names: ReadonlyMap<string, string>,
): ServiceTrack | null {
  if (attributes?.title === undefined) return null;
  const { title, version, isrc, duration, externalLinks } = attributes;
  const code = normaliseIsrc(isrc ?? '');
  const artists = (relationships?.artists?.data ?? []).flatMap((artist) => names.get(artist.id) ?? []);
  const link = externalLinks?.find(({ href }) => href.startsWith('https://'))?.href;
  return {
    isrc: code === null ? [] : [code],
    title: version === undefined || version === null || version === '' ? title : `${title} (${version})`,
    artist: artists.length > 0 ? artists.join(', ') : null,
    durationMs: duration === undefined ? null : isoDurationMs(duration),
    ref: `tidal:${id}`,
    provider: 'tidal',
    link: link ?? `https://tidal.com/browse/track/${encodeURIComponent(id)}`,
    ...{ access: null, previewUrl: null },
  };
}

function tracksOf(found: z.infer<typeof page> | null): readonly ServiceTrack[] {
  if (found === null) return [];
  const all = [...found.data, ...(found.included ?? [])];
  const names = new Map(
    all.flatMap(({ id, type, attributes }) =>
      type === 'artists' && attributes?.name !== undefined ? [[id, attributes.name] as const] : [],
    ),
  );
  // A search answers identifiers in `data`, in order, and the tracks themselves in `included`.
  const whole = new Map(
    all.flatMap((one) =>
      one.type === 'tracks' && one.attributes !== undefined ? [[one.id, one] as const] : [],
    ),
  );
  return found.data.flatMap(({ id }) => {
    const track = whole.get(id);
    return track === undefined ? [] : (toTrack(track, names) ?? []);
  });
}

/**
 * TIDAL, by its open API. Looks recordings up by ISRC; one ISRC may give several tracks, of which the one of the right length is
 * taken. Its sound is encrypted or cut to previews for other people's software, so none is asked for.
 */
export class TidalService extends MusicService {
  override readonly id = 'tidal';
  override readonly name = 'TIDAL';
  override readonly capabilities: ProviderCapabilities = {
    pcm: false,
    preview: false,
    search: true,
    isrc: true,
  };
  protected override readonly accept = 'application/vnd.api+json';

  async search(words: string, limit: number): Promise<readonly ServiceTrack[]> {
    const path = `/searchResults/${encodeURIComponent(words)}/relationships/tracks?include=tracks,tracks.artists`;
    return tracksOf(await this.ask(path, page)).slice(0, limit);
  }

  protected async byIsrc(isrc: string): Promise<readonly ServiceTrack[]> {
    const query = new URLSearchParams({ 'filter[isrc]': isrc, include: 'artists' });
    return tracksOf(await this.ask(`/tracks?${query}`, page));
  }
}
