import { readTags } from '../decode/read-tags.ts';
import { statedDurationMs } from '../decode/stated-duration.ts';
import type {
  Provider,
  ProviderCapabilities,
  ProviderTrack,
  ResolveResult,
  SourceQuery,
  TrackTags,
} from '../types.ts';
import { ProviderError, readFailure } from './provider-error.ts';
import { resolveAmong } from './resolve-tracks.ts';
import type { TagIndex, TagRecord } from './tag-index.ts';
import { matchesSearch } from './track-match.ts';

/** A file that a listener has given access to. `path` is relative to the folder and unique in it. */
export interface LocalFile {
  readonly name: string;
  readonly path: string;
  getBlob(): Promise<Blob>;
}

/** What became of the files: how many are usable, and which could not be read. */
export interface IndexReport {
  readonly tracks: number;
  readonly unreadable: readonly string[];
}

export type IndexProgress = (done: number, total: number) => void;

const EXTENSION = /\.[^.]+$/;
const TRACK_NUMBER = /^\d{1,3}[\s._-]+/;

/** Tags, completed from a file name such as "03 - Artist - Title.flac" where they say nothing. */
function nameTags(file: LocalFile, tags: TrackTags): TrackTags {
  if (tags.title !== null) return tags;
  const bare = file.name.replace(EXTENSION, '').replace(TRACK_NUMBER, '').trim();
  const [artist, ...title] = bare.split(' - ');
  if (artist === undefined || title.length === 0) return { ...tags, title: bare === '' ? file.name : bare };
  return { ...tags, artist: tags.artist ?? artist.trim(), title: title.join(' - ').trim() };
}

function isFresh(record: TagRecord | undefined, blob: Blob, modifiedMs: number): record is TagRecord {
  return record !== undefined && record.size === blob.size && record.modifiedMs === modifiedMs;
}

/** A listener's own files: a folder in the browser, a directory on the command line. Nothing about them leaves the device. */
export class LocalFilesProvider implements Provider {
  readonly id = 'files';
  readonly capabilities: ProviderCapabilities = { pcm: true, preview: false, search: true, isrc: true };
  readonly #files: readonly LocalFile[];
  readonly #index: TagIndex | null;
  #tracks: readonly ProviderTrack[] = [];

  /** @param index where tags are remembered, so that opening the folder again is fast; null to read them anew every time */
  constructor(files: readonly LocalFile[], index: TagIndex | null = null) {
    this.#files = files;
    this.#index = index;
  }

  /** Every readable file, in the folder's order; empty before `index`. */
  get tracks(): readonly ProviderTrack[] {
    return this.#tracks;
  }

  /** Reads the tags of all files, or remembers them where size and time of change are the same. Call it once before the rest. */
  async index(onProgress?: IndexProgress, signal?: AbortSignal): Promise<IndexReport> {
    const known = new Map((await this.#index?.load())?.map((record) => [record.path, record]));
    const records: TagRecord[] = [];
    const unreadable: string[] = [];
    for (const [done, file] of this.#files.entries()) {
      signal?.throwIfAborted();
      const record = await this.#read(file, known.get(file.path));
      if (record === null) unreadable.push(file.path);
      else records.push(record);
      onProgress?.(done + 1, this.#files.length);
    }
    await this.#index?.save(records);
    this.#tracks = records.map(({ path, isrc, title, artist, durationMs }) => ({
      ...{ isrc, title, artist, durationMs },
      ref: `files:${path}`,
      provider: 'files',
    }));
    return { tracks: records.length, unreadable };
  }

  async search(text: string, limit: number): Promise<readonly ProviderTrack[]> {
    return this.#tracks.filter((track) => matchesSearch(track, text)).slice(0, limit);
  }

  async resolve(query: SourceQuery): Promise<ResolveResult> {
    return resolveAmong(this.#tracks, query);
  }

  async open(track: ProviderTrack): Promise<Blob> {
    const file = this.#files.find(({ path }) => track.ref === `files:${path}`);
    if (file === undefined) throw new ProviderError('unknown-track', 'The file is not in the chosen folder.');
    try {
      return await file.getBlob();
    } catch (cause) {
      throw readFailure(file.name, cause);
    }
  }

  /** Tags of one file; null when it cannot be read, which the report of `index` says by name. */
  async #read(file: LocalFile, known: TagRecord | undefined): Promise<TagRecord | null> {
    try {
      const blob = await file.getBlob();
      const modifiedMs =
        'lastModified' in blob && typeof blob.lastModified === 'number' ? blob.lastModified : 0;
      if (isFresh(known, blob, modifiedMs)) return known;
      const tags = nameTags(file, await readTags(blob));
      const durationMs = (await statedDurationMs(blob)) ?? tags.durationMs;
      return { ...tags, durationMs, path: file.path, size: blob.size, modifiedMs };
    } catch {
      return null;
    }
  }
}
