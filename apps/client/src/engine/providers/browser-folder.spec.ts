import { describe, expect, test } from '@jest/globals';
import { canPickFolder, filesFromInput, listFolder, pickFolder } from './browser-folder.ts';

interface Entry {
  readonly kind: 'file' | 'directory';
  readonly name: string;
}

function folder(name: string, entries: readonly Entry[]): FileSystemDirectoryHandle & Entry {
  const handle = {
    kind: 'directory' as const,
    name,
    async *values() {
      yield* entries;
    },
  };
  return handle as unknown as FileSystemDirectoryHandle & Entry;
}

function file(name: string): Entry & { getFile(): Promise<File> } {
  return { kind: 'file', name, getFile: async () => new File([name], name) };
}

describe('listFolder', () => {
  test('finds audio below, leaves out hidden and other files, sorts by path', async () => {
    const root = folder('Music', [
      file('z.flac'),
      file('cover.jpg'),
      file('.hidden.mp3'),
      folder('b', [file('2.MP3'), folder('deep', [file('x.opus')])]),
      folder('.trash', [file('y.mp3')]),
    ]);
    const picked = await listFolder(root);
    expect(picked).toMatchObject({ name: 'Music', isCut: false });
    expect(picked.files.map(({ path }) => path)).toEqual(['b/2.MP3', 'b/deep/x.opus', 'z.flac']);
    expect(await (await picked.files[0]?.getBlob())?.text()).toBe('2.MP3');
  });

  test('a folder that nests without end is cut', async () => {
    const endless = {
      kind: 'directory',
      name: 'a',
      values: () => folder('', [endless, file('1.mp3')] as never).values(),
    };
    const picked = await listFolder(endless as unknown as FileSystemDirectoryHandle);
    expect(picked.isCut).toBe(true);
    expect(picked.files).toHaveLength(13);
  });
});

describe('filesFromInput', () => {
  test('keeps audio files with their paths', async () => {
    const inFolder = new File(['x'], 'one.mp3');
    Object.defineProperty(inFolder, 'webkitRelativePath', { value: 'Music/a/one.mp3' });
    const single = new File(['y'], 'two.flac');
    Object.defineProperty(single, 'webkitRelativePath', { value: '' });
    const picked = filesFromInput([single, inFolder, new File([''], 'notes.txt')]);
    expect(picked.files.map(({ path, name }) => [path, name])).toEqual([
      ['Music/a/one.mp3', 'one.mp3'],
      ['two.flac', 'two.flac'],
    ]);
    expect(await picked.files[0]?.getBlob()).toBe(inFolder);
  });
});

describe('pickFolder', () => {
  test('says so where the browser has no picker', async () => {
    expect(canPickFolder()).toBe(false);
    await expect(pickFolder()).rejects.toMatchObject({ code: 'unavailable' });
  });
});
