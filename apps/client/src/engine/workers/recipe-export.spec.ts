import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseRecipe } from '@flipside/recipe';
import { unzipSync } from 'fflate';
import { creditTags, exportAudio } from '../export/index.ts';
import { RECIPE_FILE } from '../interchange/index.ts';
import { encodeWav, RecipeRenderer, renderToPcm } from '../render/index.ts';
import { clipTrack, libraryOf, recipeOf, sinePcm } from '../render/test-signals.fixture.ts';
import { ExportDesk } from './export-desk.ts';
import {
  exportOutlook,
  exportPieces,
  type ExportHead,
  type ExportKind,
  type RecipeExportOptions,
} from './recipe-export.ts';

const SOUND = sinePcm(330, 200_000, 0.3);
const LIBRARY = libraryOf(SOUND);
const RECIPE = recipeOf([
  clipTrack({ length: 8 }),
  {
    ...{ id: 't2', name: 'Bell', instrument: { type: 'fm' } },
    notes: [{ at: 2, length: 1, key: 72, velocity: 0.6 }],
  },
]);

async function pulled(
  kind: ExportKind,
  options?: RecipeExportOptions,
): Promise<{ pieces: readonly Uint8Array[]; done: readonly number[]; head: ExportHead }> {
  const stream = exportPieces(RECIPE, LIBRARY, kind, options);
  const pieces: Uint8Array[] = [];
  const done: number[] = [];
  for (let next = await stream.next(); ; next = await stream.next()) {
    if (next.done === true) return { pieces, done, head: next.value };
    pieces.push(next.value.bytes);
    done.push(next.value.done);
  }
}

describe('exportPieces', () => {
  test.each(['wav24', 'flac24'] as const)('%s is what the command writes, byte by byte', async (format) => {
    const stream = exportAudio(RECIPE, LIBRARY, { format, tags: creditTags(RECIPE) });
    const expected: Uint8Array[] = [];
    let next = await stream.next();
    for (; next.done !== true; next = await stream.next()) expected.push(next.value);
    const { pieces, done, head } = await pulled(format);
    expect(Buffer.concat(pieces).equals(Buffer.concat(expected))).toBe(true);
    expect(head).toEqual(new Uint8Array(next.value.finalHead));
    // Each may change hands without taking another with it.
    expect(new Set(pieces.map(({ buffer }) => buffer)).size).toBe(pieces.length);
    expect(pieces.map(({ buffer, length }) => buffer.byteLength - length)).toEqual(pieces.map(() => 0));
    expect(done).toEqual(done.toSorted((a, b) => a - b));
    expect(done.at(-1)).toBe(1);
  });

  test('a project holds the stems and the recipe, an archive every track; sizes are known before', async () => {
    const { bytes, frames, missing } = await exportOutlook(RECIPE, LIBRARY);
    const project = await pulled('project');
    const files = unzipSync(Buffer.concat(project.pieces));
    const [stem] = Object.keys(files).filter((name) => name.endsWith('.wav'));
    expect(Buffer.from(files[stem!]!).equals(encodeWav(SOUND, 'int24'))).toBe(true);
    expect(parseRecipe(JSON.parse(Buffer.from(files[RECIPE_FILE]!).toString()))).toMatchObject({
      recipe: RECIPE,
    });
    expect(project.head).toBeNull();
    const tracks = unzipSync(Buffer.concat((await pulled('tracks')).pieces));
    const sounds = Object.entries(tracks).filter(([name]) => name.endsWith('.wav'));
    expect(sounds.map(([name]) => name)).toEqual(['00 mix.wav', '01 Track.wav', '02 Bell.wav']);
    expect(bytes.tracks).toBe(sounds.reduce((sum, [, file]) => sum + file.length - 44, 0));
    expect(bytes).toMatchObject({ wav24: 6 * frames, project: 6 * SOUND.left.length });
    expect(missing).toEqual({ sources: [], layers: [] });
  });

  test('what is heard goes on beside it, and neither disturbs the other', async () => {
    const heard = await renderToPcm(RECIPE, LIBRARY);
    const beside = await RecipeRenderer.create(RECIPE, LIBRARY);
    const out = { left: new Float32Array(4096), right: new Float32Array(4096) };
    let compared = 0;
    const giveWay = (): void => {
      const at = beside.position;
      const frames = beside.render(out);
      expect(out.left.subarray(0, frames)).toEqual(heard.left.subarray(at, at + frames));
      compared += frames;
    };
    const { pieces } = await pulled('wav24', { giveWay });
    expect(compared).toBe(heard.left.length);
    expect(Buffer.concat(pieces).equals(encodeWav(heard, 'int24'))).toBe(true);
  });

  test('says what is not there', async () => {
    const layered = clipTrack({}, { id: 't3', clips: [{ layer: 'l1', at: 0, length: 1, in: 0 }] });
    const recipe = {
      ...RECIPE,
      tracks: [...RECIPE.tracks, layered, clipTrack({ stem: 'vocals' }, { id: 't4' })],
    };
    const { missing } = await exportOutlook(recipe, libraryOf(undefined));
    expect(missing).toEqual({ sources: ['s1'], layers: ['l1'] });
  });

  test('property: stopped at any place, nothing more comes, and it says why', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom<ExportKind>('wav24', 'flac24', 'project', 'tracks'),
        fc.integer({ min: 0, max: 12 }),
        async (kind, after) => {
          const stop = new AbortController();
          if (after === 0) stop.abort(new Error('enough'));
          let blocks = 0;
          const giveWay = (): void => {
            blocks += 1;
            if (blocks === after) stop.abort(new Error('enough'));
          };
          await expect(pulled(kind, { signal: stop.signal, giveWay })).rejects.toThrow('enough');
          expect(blocks).toBe(after);
        },
      ),
      { numRuns: 12 },
    );
  });
});

describe('ExportDesk', () => {
  test('ends one that is being made and leaves the other alone', async () => {
    const desk = new ExportDesk(() => undefined);
    const [one, other] = [desk.begin(RECIPE, LIBRARY, 'flac24'), desk.begin(RECIPE, LIBRARY, 'wav24')];
    const making = desk.next(one);
    desk.end(one);
    await expect(making).rejects.toMatchObject({ name: 'AbortError' });
    await expect(desk.next(one)).rejects.toThrow('This export is over.');
    const sizes: number[] = [];
    for (let step = await desk.next(other); step.done !== true; step = await desk.next(other))
      sizes.push(step.value.bytes.length);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(
      44 + (await exportOutlook(RECIPE, LIBRARY)).bytes.wav24,
    );
    await expect(desk.next(other)).rejects.toThrow('This export is over.');
  });
});
