import { z } from 'zod';
import { normaliseIsrc } from '../../decode/read-tags.ts';
import type { ProviderCapabilities } from '../../types.ts';
import { MusicService, type ServiceTrack } from './music-service.ts';

const text = z.string().max(2000);

/** `Track` of SoundCloud's description: the members used here. */
const track = z.object({
  urn: text.optional(),
  id: z.number().optional(),
  title: text.nullish(),
  duration: z.number().nonnegative().optional(),
  isrc: text.nullish(),
  metadata_artist: text.nullish(),
  permalink_url: text.optional(),
  access: z.enum(['playable', 'preview', 'blocked']).nullish(),
  user: z.object({ username: text.optional() }).nullish(),
});
type Track = z.infer<typeof track>;
const tracks = z.union([
  z.array(track).max(500),
  z.object({ collection: z.array(track).max(500) }).transform(({ collection }) => collection),
]);
const streams = z.object({ preview_mp3_128_url: text.optional() });

const PREFIX = 'soundcloud:';

function toTrack(one: Track): ServiceTrack | null {
  const id = one.urn ?? (one.id === undefined ? undefined : `soundcloud:tracks:${one.id}`);
  const link = one.permalink_url;
  if (id === undefined || link === undefined || !link.startsWith('https://')) return null;
  const isrc = normaliseIsrc(one.isrc ?? '');
  return {
    isrc: isrc === null ? [] : [isrc],
    title: one.title ?? null,
    artist: one.metadata_artist ?? one.user?.username ?? null,
    durationMs: one.duration === undefined || one.duration === 0 ? null : Math.round(one.duration),
    ref: `${PREFIX}${id}`,
    provider: 'soundcloud',
    ...{ link, access: one.access ?? null, previewUrl: null },
  };
}

/** SoundCloud. It cannot be asked for an ISRC: it is searched by words, and the ISRCs of what is found are compared. */
export class SoundCloudService extends MusicService {
  override readonly id = 'soundcloud';
  override readonly name = 'SoundCloud';
  override readonly capabilities: ProviderCapabilities = {
    pcm: false,
    preview: true,
    search: true,
    isrc: false,
  };
  protected override readonly scheme = 'OAuth';

  async search(words: string, limit: number): Promise<readonly ServiceTrack[]> {
    const query = new URLSearchParams({
      q: words,
      limit: String(Math.min(limit, 200)),
      access: 'playable,preview,blocked',
    });
    const found = await this.ask(`/tracks?${query}`, tracks);
    return (found ?? []).flatMap((one) => toTrack(one) ?? []);
  }

  protected byIsrc(): Promise<readonly ServiceTrack[]> {
    return Promise.resolve([]);
  }

  override async preview({ ref, access }: ServiceTrack): Promise<string | null> {
    if (access === 'blocked') return null;
    const id = ref.slice(PREFIX.length);
    const found = await this.ask(`/tracks/${encodeURIComponent(id)}/streams`, streams);
    const url = found?.preview_mp3_128_url;
    return url?.startsWith('https://') === true ? url : null;
  }
}
