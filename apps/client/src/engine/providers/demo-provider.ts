import { demoCatalogue, renderDemoMix } from '../demo/index.ts';
import { encodeWav } from '../render/wav.ts';
import type { Provider, ProviderCapabilities, ProviderTrack, ResolveResult, SourceQuery } from '../types.ts';
import { ProviderError } from './provider-error.ts';
import { resolveAmong } from './resolve-tracks.ts';
import { matchesSearch } from './track-match.ts';

/** The demo library: a few original pieces, synthesised here, so that a fresh install can play. */
export class DemoProvider implements Provider {
  readonly id = 'demo';
  readonly capabilities: ProviderCapabilities = { pcm: true, preview: false, search: true, isrc: true };

  readonly tracks: readonly ProviderTrack[] = demoCatalogue.map(({ isrc, title, artist, durationMs }) => ({
    ...{ title, artist, durationMs },
    isrc: [isrc],
    ref: `demo:${isrc}`,
    provider: 'demo',
  }));

  async search(text: string, limit: number): Promise<readonly ProviderTrack[]> {
    return this.tracks.filter((track) => matchesSearch(track, text)).slice(0, limit);
  }

  async resolve(query: SourceQuery): Promise<ResolveResult> {
    return resolveAmong(this.tracks, query);
  }

  /** The piece's mix as a float WAV, so that it passes the same decoder as every other recording without loss. */
  async open(track: ProviderTrack): Promise<Blob> {
    const [isrc] = track.isrc;
    if (isrc === undefined || !this.tracks.some(({ ref }) => ref === track.ref))
      throw new ProviderError('unknown-track', 'This piece is not in the demo library.');
    const mix = await renderDemoMix(isrc);
    return new Blob([encodeWav(mix, 'float32')], { type: 'audio/wav' });
  }
}
