import type { ProviderTrack, ResolveResult, SourceQuery } from '../types.ts';
import { DURATION_TOLERANCE_MS, matchTitle } from './track-match.ts';

function clock(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

function distance(track: ProviderTrack, query: SourceQuery): number {
  return track.durationMs === null ? DURATION_TOLERANCE_MS : Math.abs(track.durationMs - query.durationMs);
}

/** The candidate whose length is nearest; ties go to the smaller reference, so that every run picks the same file. */
function nearest(tracks: readonly ProviderTrack[], query: SourceQuery): ProviderTrack | undefined {
  return tracks.toSorted((a, b) => distance(a, query) - distance(b, query) || (a.ref < b.ref ? -1 : 1))[0];
}

function duration(found: ProviderTrack, query: SourceQuery): ResolveResult {
  const detail =
    `“${found.title ?? query.title}” is there, but ${clock(found.durationMs ?? 0)} long; ` +
    `the flip uses the version of ${clock(query.durationMs)}.`;
  return { kind: 'mismatch', reason: 'duration', detail };
}

/**
 * Picks the track that a recipe asks for: by any of its ISRCs, else by title, artist and a length within two seconds. A
 * hit by ISRC may have any length: alignment decides whether the sound is right.
 */
export function resolveAmong(tracks: readonly ProviderTrack[], query: SourceQuery): ResolveResult {
  const wanted = new Set(query.isrc);
  const byIsrc = nearest(
    tracks.filter(({ isrc }) => isrc.some((code) => wanted.has(code))),
    query,
  );
  if (byIsrc !== undefined) return { kind: 'match', track: byIsrc, by: 'isrc' };
  const verdicts = tracks.map((track) => ({ track, verdict: matchTitle(track, query) }));
  const byTitle = verdicts.filter(({ verdict }) => verdict === 'match').map(({ track }) => track);
  const named = byTitle.filter(({ artist }) => artist !== null);
  const artistless = new Set(
    byTitle.filter(({ artist }) => artist === null).map(({ durationMs }) => durationMs),
  );
  if (named.length === 0 && artistless.size > 1) {
    const detail = `Several files are called “${query.title}” and name no artist.`;
    return { kind: 'mismatch', reason: 'ambiguous', detail };
  }
  const best = nearest(named.length > 0 ? named : byTitle, query);
  if (best !== undefined) return { kind: 'match', track: best, by: 'title' };
  const other = nearest(
    verdicts.filter(({ verdict }) => verdict === 'duration').map(({ track }) => track),
    query,
  );
  if (other !== undefined) return duration(other, query);
  const detail = `“${query.title}” by ${query.artist} is not there.`;
  return { kind: 'mismatch', reason: 'not-found', detail };
}
