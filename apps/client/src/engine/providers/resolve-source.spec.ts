import { describe, expect, test } from '@jest/globals';
import type { Provider, ProviderId, ProviderTrack, SourceQuery } from '../types.ts';
import { ProviderError } from './provider-error.ts';
import { resolveAmong } from './resolve-tracks.ts';
import { resolveSource } from './resolve-source.ts';

function track(change: Partial<ProviderTrack>): ProviderTrack {
  return {
    isrc: [],
    title: 'Midnight',
    artist: 'Ada',
    durationMs: 200_000,
    ref: 'files:a',
    provider: 'files',
    ...change,
  };
}

function shelf(id: ProviderId, tracks: readonly ProviderTrack[], pcm = true): Provider {
  return {
    id,
    capabilities: { pcm, preview: !pcm, search: true, isrc: true },
    search: async () => tracks,
    resolve: async (query) => resolveAmong(tracks, query),
    open: async () => new Blob([]),
  };
}

const query: SourceQuery = { isrc: ['GBAAA2400001'], title: 'Midnight', artist: 'Ada', durationMs: 200_500 };

describe('resolveSource', () => {
  test('the first provider that has the recording by title wins', async () => {
    const found = await resolveSource(
      [shelf('files', []), shelf('subsonic', [track({ ref: 's' })]), shelf('demo', [track({ ref: 'd' })])],
      query,
    );
    expect(found).toMatchObject({
      kind: 'match',
      by: 'title',
      track: { ref: 's' },
      provider: { id: 'subsonic' },
    });
  });

  test('a later match by ISRC beats an earlier one by title', async () => {
    const found = await resolveSource(
      [shelf('files', [track({})]), shelf('demo', [track({ ref: 'd', isrc: ['GBAAA2400001'] })])],
      query,
    );
    expect(found).toMatchObject({ kind: 'match', by: 'isrc', track: { ref: 'd' } });
  });

  test('providers without full audio are not asked', async () => {
    const found = await resolveSource([shelf('tidal', [track({ isrc: ['GBAAA2400001'] })], false)], query);
    expect(found).toMatchObject({ kind: 'mismatch', nearest: { reason: 'not-found' } });
  });

  test('the answer that comes nearest is kept', async () => {
    const found = await resolveSource(
      [shelf('demo', []), shelf('files', [track({ durationMs: 100_000 })])],
      query,
    );
    expect(found).toMatchObject({ kind: 'mismatch', nearest: { reason: 'duration' } });
  });
});

describe('resolveAmong', () => {
  test('the length decides between copies with one ISRC', () => {
    const tracks = [
      track({ ref: 'long', isrc: ['GBAAA2400001'], durationMs: 300_000 }),
      track({ ref: 'near', isrc: ['GBAAA2400001'], durationMs: 200_100 }),
    ];
    expect(resolveAmong(tracks, query)).toMatchObject({ kind: 'match', track: { ref: 'near' } });
  });

  test('the bound on the length is two seconds', () => {
    expect(resolveAmong([track({ durationMs: 202_500 })], query)).toMatchObject({ kind: 'match' });
    expect(resolveAmong([track({ durationMs: 202_501 })], query)).toMatchObject({ reason: 'duration' });
  });

  test('files of one name without an artist are ambiguous', () => {
    const tracks = [
      track({ artist: null, ref: 'a', durationMs: 200_000 }),
      track({ artist: null, ref: 'b', durationMs: 201_000 }),
    ];
    expect(resolveAmong(tracks, query)).toMatchObject({ reason: 'ambiguous' });
    expect(resolveAmong([...tracks, track({ ref: 'c' })], query)).toMatchObject({
      kind: 'match',
      track: { ref: 'c' },
    });
  });

  test('a place that cannot be asked does not keep others from being asked, and is told of', async () => {
    const broken: Provider = {
      ...shelf('subsonic', []),
      resolve: () => Promise.reject(new ProviderError('unreachable', 'music.example cannot be reached.')),
    };
    const found = await resolveSource([broken, shelf('demo', [track({ ref: 'd' })])], query);
    expect(found).toMatchObject({ kind: 'match', track: { ref: 'd' } });
    const missed = await resolveSource([broken, shelf('files', [])], query);
    expect(missed).toMatchObject({
      nearest: { reason: 'unreadable', detail: 'music.example cannot be reached.' },
    });
    const fault: Provider = { ...broken, resolve: () => Promise.reject(new TypeError('a fault of ours')) };
    await expect(resolveSource([fault], query)).rejects.toThrow('a fault of ours');
  });
});
