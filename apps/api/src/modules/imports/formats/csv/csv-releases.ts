import type { Icpn, Isrc } from '@flipside/royalty';
import type { ReleaseSubject } from '../subject.types.ts';

/** What is held in memory until the end of a file is bounded. */
const MOST_RELEASES = 100_000;
const MOST_TRACKS = 1_000_000;
const MOST_TRACKS_PER_RELEASE = 1_000;

interface NamedRelease {
  readonly icpn: Icpn | null;
  readonly catalogueNo: string | null;
  readonly artist: string | null;
  readonly label: string | null;
  readonly releaseDate: string | null;
  readonly line: number;
}

/** Gathers the releases that the recordings of a CSV file name. Such a release has no title of its own. */
export class ReleaseTracks {
  private readonly releases = new Map<string, { named: NamedRelease; artists: Set<string>; isrcs: Isrc[] }>();
  private tracks = 0;

  /** @returns whether there was room for it. */
  add(named: NamedRelease, isrc: Isrc): boolean {
    const key = named.icpn ?? `${named.label ?? ''} ${named.catalogueNo ?? ''}`;
    const known = this.releases.get(key);
    if (this.tracks >= MOST_TRACKS || (known === undefined && this.releases.size >= MOST_RELEASES))
      return false;
    if (known !== undefined && known.isrcs.length >= MOST_TRACKS_PER_RELEASE) return false;
    this.tracks += 1;
    const release = known ?? { named, artists: new Set<string>(), isrcs: [] };
    release.isrcs.push(isrc);
    if (release.artists.size < 3) release.artists.add(named.artist ?? '');
    this.releases.set(key, release);
    return true;
  }

  *subjects(): Generator<ReleaseSubject> {
    for (const [key, { named, artists, isrcs }] of this.releases) {
      const artist = artists.size === 1 ? named.artist : 'Various artists';
      yield {
        kind: 'RELEASE',
        key,
        line: named.line,
        title: named.catalogueNo ?? named.icpn ?? key,
        icpn: named.icpn,
        grid: null,
        catalogueNo: named.catalogueNo,
        artist: artist ?? 'Various artists',
        label: named.label,
        releaseDate: named.releaseDate,
        authoritative: false,
        tracks: isrcs.map((isrc, index) => ({ isrc, disc: 1, position: index + 1 })),
        deals: null,
        problems: [],
      };
    }
  }
}
