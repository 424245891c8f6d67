import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import { composeMusic } from '../../engine/alignment/music.fixture.ts';
import { encodeWav } from '../../engine/decode/encode.fixture.ts';
import { StemCache } from '../../engine/storage/stem-cache.ts';
import { chunkBytes } from '../../engine/storage/stem-chunk.ts';
import { runCommandLine } from '../program.ts';
import { FileCopyIndex } from './copy-files.ts';
import { FileChunkStore, FileStemIndex, openStemCache } from './stem-files.ts';

const root = mkdtempSync(join(tmpdir(), 'flipside-stems-spec-'));
let home = '';
let count = 0;
const FRAMES = 1000;
const name = (recording: string) => ({ recording, model: 'm', frames: FRAMES });
const pcm = (value: number) => ({
  left: new Float32Array(FRAMES).fill(value),
  right: new Float32Array(FRAMES).fill(-value),
});
const stems = (): string => join(home, '.cache/flipside/stems');

beforeEach(() => {
  home = join(root, String(count++));
});
afterAll(() => rmSync(root, { recursive: true }));

describe('stems as files', () => {
  test('another command finds them bit for bit, and they are their owner’s alone', async () => {
    expect(await openStemCache({ HOME: home }).write(name('r'), 'drums', 0, pcm(0.1))).toBe(true);
    const later = openStemCache({ HOME: home });
    expect(await later.read(name('r'), 'drums', 0)).toEqual(pcm(0.1));
    expect(await later.read(name('r'), 'bass', 0)).toBeNull();
    expect((await later.sets()).map(({ key, bytes }) => [key, bytes])).toEqual([['r/m', chunkBytes(FRAMES)]]);
    expect(statSync(join(stems(), 'r/m')).mode & 0o077).toBe(0);
    expect(statSync(join(stems(), 'r/m/drums.0')).mode & 0o077).toBe(0);
  });

  test('a chunk that was cut off is made again', async () => {
    await openStemCache({ HOME: home }).write(name('r'), 'drums', 0, pcm(0.1));
    const path = join(stems(), 'r/m/drums.0');
    writeFileSync(path, readFileSync(path).subarray(0, 400));
    expect(await openStemCache({ HOME: home }).read(name('r'), 'drums', 0)).toBeNull();
  });

  test('the longest unused go first when there is no more room', async () => {
    const directory = stems();
    const quota = Math.ceil((2 * chunkBytes(FRAMES)) / 0.6);
    let now = 1_000_000;
    const open = (): StemCache =>
      new StemCache(
        new FileChunkStore(directory),
        new FileStemIndex(directory),
        { estimate: () => Promise.resolve({ quota, usage: 0 }) },
        () => (now += 1000),
      );
    await open().write(name('first'), 'drums', 0, pcm(0.1));
    await open().write(name('second'), 'drums', 0, pcm(0.2));
    await open().use(name('first'));
    expect(await open().write(name('third'), 'drums', 0, pcm(0.3))).toBe(true);
    expect(readdirSync(directory).toSorted()).toEqual(['first', 'third']);
    expect(await open().read(name('second'), 'drums', 0)).toBeNull();
  });

  test('the longest forgotten copies go first, and a broken note is no note', async () => {
    const copies = new FileCopyIndex({ HOME: home }, 3);
    const copy = (key: string) => ({ key, recording: 'a'.repeat(64), frames: 5, offsetMs: 1.5 });
    for (const key of ['a', 'b', 'c']) await copies.put(copy(key));
    expect(await copies.get('b')).toEqual(copy('b'));
    const folder = join(home, '.cache/flipside/copies');
    await copies.put(copy('d'));
    expect(readdirSync(folder).length).toBeLessThanOrEqual(3);
    expect(await copies.get('d')).toEqual(copy('d'));
    for (const file of readdirSync(folder)) writeFileSync(join(folder, file), '{"key":');
    expect(await copies.get('d')).toBeNull();
  });
});

describe('flipside separate', () => {
  async function run(...words: string[]): Promise<Record<string, unknown>> {
    const out: string[] = [];
    const env = { HOME: home };
    const world = {
      env,
      now: () => new Date(),
      out: (line: string) => out.push(line),
      err: () => 0,
      terminal: null,
    };
    expect(await runCommandLine([...words, '--json'], world)).toBe(0);
    return JSON.parse(out.join('')) as Record<string, unknown>;
  }

  test('makes stems once, gives the same files from what it kept, and forgets when it is told to', async () => {
    const { left, right } = composeMusic(2, 3);
    const input = join(root, 'in.wav');
    writeFileSync(input, encodeWav([left, right], { rate: 44_100, bits: 24 }));
    const separate = (to: string) => run('separate', input, '-o', join(home, to), '--format', 'wav32f');
    const first = await separate('a');
    const second = await separate('b');
    expect([first['cached'], second['cached']]).toEqual([false, true]);
    const hashes = ({ files }: Record<string, unknown>) =>
      (files as { sha256: string }[]).map((file) => file.sha256);
    expect(hashes(second)).toEqual(hashes(first));
    expect(await run('stems', 'list')).toMatchObject({ sets: [{ model: 'builtin-1' }] });
    await run('stems', 'clear');
    expect(await run('stems', 'list')).toMatchObject({ bytes: 0, sets: [] });
    expect((await separate('c'))['cached']).toBe(false);
  });
});
