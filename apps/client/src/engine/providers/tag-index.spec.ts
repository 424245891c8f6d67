import 'fake-indexeddb/auto';
import { describe, expect, test } from '@jest/globals';
import { forgetFolder, rememberedFolder, reopenFolder } from './browser-folder.ts';
import { IndexedDbTagIndex, type TagRecord } from './tag-index.ts';

const record = (path: string, title: string): TagRecord => ({
  path,
  title,
  size: 10,
  modifiedMs: 5,
  isrc: ['GBAAA2400001'],
  artist: null,
  durationMs: 1000,
});

describe('IndexedDbTagIndex', () => {
  test('remembers records per folder and replaces them as a whole', async () => {
    const index = new IndexedDbTagIndex('Music');
    expect(await index.load()).toEqual([]);
    await index.save([record('a', 'A'), record('b', 'B')]);
    await new IndexedDbTagIndex('Other').save([record('c', 'C')]);
    expect(await new IndexedDbTagIndex('Music').load()).toEqual([record('a', 'A'), record('b', 'B')]);
    await index.save([record('b', 'B2')]);
    expect(await index.load()).toEqual([record('b', 'B2')]);
  });

  test('forgets', async () => {
    const index = new IndexedDbTagIndex('Music');
    await index.save([record('a', 'A')]);
    await index.forget();
    expect(await index.load()).toEqual([]);
  });
});

describe('the remembered folder', () => {
  test('there is none before one was picked', async () => {
    expect(await rememberedFolder()).toBeNull();
    expect(await reopenFolder()).toBeNull();
    await forgetFolder();
    expect(await rememberedFolder()).toBeNull();
  });
});
