import { z } from 'zod';
import { normaliseIsrc } from '../../decode/read-tags.ts';
import type { ProviderCapabilities } from '../../types.ts';
import { MusicService, type ServiceTrack } from './music-service.ts';

const text = z.string().max(1000);
const track = z.object({
  id: z.number(),
  name: text,
  mix_name: text.nullish(),
  isrc: text.nullish(),
  length_ms: z.number().nonnegative().nullish(),
  slug: text.nullish(),
  artists: z
    .array(z.object({ name: text }))
    .max(50)
    .optional(),
  sample_url: text.nullish(),
});
type Track = z.infer<typeof track>;
const page = z.object({ results: z.array(track).max(200) });

const PER_PAGE = '50';

function toTrack(one: Track): ServiceTrack {
  const isrc = normaliseIsrc(one.isrc ?? '');
  const mix = one.mix_name ?? '';
  return {
    isrc: isrc === null ? [] : [isrc],
    title: mix === '' ? one.name : `${one.name} (${mix})`,
    artist: one.artists?.[0]?.name ?? null,
    durationMs:
      one.length_ms === undefined || one.length_ms === null || one.length_ms === 0
        ? null
        : Math.round(one.length_ms),
    ref: `beatport:${one.id}`,
    provider: 'beatport',
    link: `https://www.beatport.com/track/${encodeURIComponent(one.slug ?? 'track')}/${one.id}`,
    access: null,
    previewUrl: one.sample_url?.startsWith('https://') === true ? one.sample_url : null,
  };
}

/**
 * Beatport, version 4, for partners. Shops often carry a recording under another ISRC: what no ISRC of the recipe finds is looked
 * for by artist and name, and its mix and length decide.
 */
export class BeatportService extends MusicService {
  override readonly id = 'beatport';
  override readonly name = 'Beatport';
  override readonly capabilities: ProviderCapabilities = {
    pcm: false,
    preview: true,
    search: true,
    isrc: true,
  };

  async search(words: string, limit: number): Promise<readonly ServiceTrack[]> {
    return (await this.#catalogue({ name: words })).slice(0, limit);
  }

  protected override byName(artist: string, name: string): Promise<readonly ServiceTrack[]> {
    return this.#catalogue({ name, artist_name: artist });
  }

  protected async byIsrc(isrc: string): Promise<readonly ServiceTrack[]> {
    return this.#catalogue({ isrc });
  }

  async #catalogue(filter: Readonly<Record<string, string>>): Promise<readonly ServiceTrack[]> {
    const query = new URLSearchParams({ ...filter, per_page: PER_PAGE });
    const found = await this.ask(`/catalog/tracks/?${query}`, page);
    return (found?.results ?? []).map(toTrack);
  }
}
