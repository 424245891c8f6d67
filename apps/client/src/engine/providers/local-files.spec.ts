import { beforeEach, describe, expect, test } from '@jest/globals';
import { ID3Writer } from 'browser-id3-writer';
import { composeMusic } from '../alignment/music.fixture.ts';
import { encodeMp3, encodeWav } from '../decode/encode.fixture.ts';
import type { SourceQuery } from '../types.ts';
import { LocalFilesProvider, type LocalFile } from './local-files.ts';
import { ProviderError } from './provider-error.ts';
import type { TagIndex, TagRecord } from './tag-index.ts';

/** A file that counts how often it is read. */
class CountedFile implements LocalFile {
  readonly name: string;
  readonly path: string;
  reads = 0;
  readonly #blob: () => Blob;

  constructor(path: string, blob: () => Blob) {
    this.path = path;
    this.name = path.split('/').at(-1) ?? path;
    this.#blob = blob;
  }

  async getBlob(): Promise<Blob> {
    this.reads++;
    return this.#blob();
  }
}

class MemoryIndex implements TagIndex {
  records: readonly TagRecord[] = [];
  async load(): Promise<readonly TagRecord[]> {
    return this.records;
  }
  async save(records: readonly TagRecord[]): Promise<void> {
    this.records = records;
  }
  async forget(): Promise<void> {
    this.records = [];
  }
}

const music = composeMusic(2, 3);
const wav = encodeWav([music.left, music.right], { rate: 44_100, bits: 16 });

async function taggedMp3(title: string, isrc: string): Promise<Uint8Array<ArrayBuffer>> {
  const writer = new ID3Writer((await encodeMp3(music, 128)).buffer);
  writer.setFrame('TIT2', title).setFrame('TPE1', ['Ada Example']).setFrame('TSRC', isrc);
  return new Uint8Array(writer.addTag());
}

const query = (change: Partial<SourceQuery>): SourceQuery => ({
  isrc: ['GBZZZ9900009'],
  title: 'Midnight',
  artist: 'Ada Example',
  durationMs: 2000,
  ...change,
});

const file = (path: string, bytes: Uint8Array<ArrayBuffer>): CountedFile =>
  new CountedFile(path, () => new File([bytes], 'x', { lastModified: 1000 }));

let files: CountedFile[];

beforeEach(async () => {
  files = [
    file('a/one.mp3', await taggedMp3('Midnight', 'GB-AAA-24-00001')),
    file('a/02 - Ben Sample - Late Train.wav', wav),
    file('notes.wav', new Uint8Array(3)),
    new CountedFile('gone.flac', () => {
      throw new DOMException('gone', 'NotFoundError');
    }),
  ];
});

describe('LocalFilesProvider', () => {
  test('indexes with progress and names what it could not read', async () => {
    const provider = new LocalFilesProvider(files);
    const progress: number[] = [];
    expect(await provider.index((done) => progress.push(done))).toEqual({
      tracks: 3,
      unreadable: ['gone.flac'],
    });
    expect(progress).toEqual([1, 2, 3, 4]);
    expect(provider.tracks[0]).toMatchObject({
      ref: 'files:a/one.mp3',
      provider: 'files',
      isrc: ['GBAAA2400001'],
      title: 'Midnight',
    });
    expect(provider.tracks[1]).toMatchObject({ artist: 'Ben Sample', title: 'Late Train', durationMs: 2000 });
  });

  test('an abort stops indexing', async () => {
    const controller = new AbortController();
    const work = new LocalFilesProvider(files).index(
      () => controller.abort(new Error('stop')),
      controller.signal,
    );
    await expect(work).rejects.toThrow('stop');
  });

  test('a second opening parses only what changed', async () => {
    const index = new MemoryIndex();
    await new LocalFilesProvider(files, index).index();
    index.records = index.records.map((record) => ({
      ...record,
      title: `${record.title ?? ''} (remembered)`,
    }));
    const again = new LocalFilesProvider([files[0] as CountedFile, file('a/new.wav', wav)], index);
    await again.index();
    expect(again.tracks.map(({ title }) => title)).toEqual(['Midnight (remembered)', 'new']);
    const changed = new CountedFile('a/one.mp3', () => new File([wav], 'x', { lastModified: 2000 }));
    const third = new LocalFilesProvider([changed], index);
    await third.index();
    expect(third.tracks.map(({ title }) => title)).toEqual(['one']);
    expect(index.records.map(({ path }) => path)).toEqual(['a/one.mp3']);
  });

  test('resolves by ISRC, then by title, artist and duration', async () => {
    const provider = new LocalFilesProvider(files);
    await provider.index();
    const byIsrc = await provider.resolve(
      query({ isrc: ['USXXX0000000', 'GBAAA2400001'], title: 'Other', durationMs: 9 }),
    );
    expect(byIsrc).toMatchObject({ kind: 'match', by: 'isrc', track: { ref: 'files:a/one.mp3' } });
    const byTitle = await provider.resolve(
      query({ title: 'LATE TRAIN! (Remastered 2011)', artist: 'Bén Sample feat. Ada', durationMs: 3900 }),
    );
    expect(byTitle).toMatchObject({ kind: 'match', by: 'title', track: { title: 'Late Train' } });
  });

  test('says why there is no match', async () => {
    const provider = new LocalFilesProvider(files);
    await provider.index();
    const length = await provider.resolve(query({ durationMs: 213_000 }));
    expect(length).toEqual({
      kind: 'mismatch',
      reason: 'duration',
      detail: '“Midnight” is there, but 0:02 long; the flip uses the version of 3:33.',
    });
    expect(await provider.resolve(query({ title: 'Noon' }))).toMatchObject({
      kind: 'mismatch',
      reason: 'not-found',
    });
    expect(await provider.resolve(query({ title: 'Midnight (Ben Remix)' }))).toMatchObject({
      reason: 'not-found',
    });
    expect(await provider.resolve(query({ artist: 'Someone Else' }))).toMatchObject({ reason: 'not-found' });
  });

  test('searches words in artist, title and ISRC', async () => {
    const provider = new LocalFilesProvider(files);
    await provider.index();
    expect((await provider.search('ada mid', 10)).map(({ ref }) => ref)).toEqual(['files:a/one.mp3']);
    expect(await provider.search('gbaaa24', 10)).toHaveLength(1);
    expect(await provider.search('', 2)).toHaveLength(2);
    expect(await provider.search('nothing', 10)).toEqual([]);
  });

  test('opens the file and explains when it cannot', async () => {
    const provider = new LocalFilesProvider(files);
    await provider.index();
    const [track] = provider.tracks;
    if (track === undefined) throw new Error('no track');
    expect((await provider.open(track)).size).toBe((await (files[0] as CountedFile).getBlob()).size);
    await expect(provider.open({ ...track, ref: 'files:gone.flac' })).rejects.toMatchObject({ code: 'gone' });
    await expect(provider.open({ ...track, ref: 'files:none' })).rejects.toBeInstanceOf(ProviderError);
    await expect(provider.open({ ...track, ref: 'files:none' })).rejects.toMatchObject({
      code: 'unknown-track',
    });
  });
});
