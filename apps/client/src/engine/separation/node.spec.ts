import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { toyModelPath } from '../../../../../test/support/toy-model.ts';
import { openNodeSeparation } from './node.ts';
import type { Runtime } from './neural/segment-model.ts';

const { abs, PI, sin } = Math;

interface Separated {
  readonly step: number;
  readonly stems: Readonly<Record<'drums' | 'bass' | 'other' | 'vocals', readonly number[]>>;
  readonly mix: readonly number[];
  readonly runtime: Runtime;
  readonly segments: number;
  readonly recipe: unknown;
  readonly cacheName: string;
}

async function separate(backend: 'native' | 'wasm'): Promise<Separated> {
  const script = ['--conditions=source', 'test/support/separate-with-toy.ts', backend, 'tones'];
  const { stdout } = await promisify(execFile)(process.execPath, script);
  return JSON.parse(stdout) as Separated;
}

describe('a model of the contract in Node', () => {
  let native: Separated;
  let wasm: Separated;

  beforeAll(async () => {
    [native, wasm] = await Promise.all([separate('native'), separate('wasm')]);
  });

  test.each(['native', 'wasm'] as const)('takes two tones apart by %s, in their places', (backend) => {
    const { step, stems, mix, runtime, segments } = backend === 'native' ? native : wasm;
    expect(runtime).toMatchObject({ backend, threads: 2, refused: [] });
    expect(segments).toBe(3);
    const lowGain = 1 / (1 + 0.5 ** 8);
    const highGain = 1 - 1 / (1 + 2 ** 8);
    for (let i = 0; i < mix.length; i++) {
      const low = 0.4 * sin((2 * PI * 100 * i * step) / 44_100);
      const high = 0.2 * sin((2 * PI * 10_000 * i * step) / 44_100);
      // At the ends a window sees the mirrored sound beyond them.
      if (i * step < 4096 || i * step > 520_000 - 4096) continue;
      expect(abs(stems.bass[i]! - lowGain * low)).toBeLessThan(2e-3);
      expect(abs(stems.drums[i]! - highGain * high)).toBeLessThan(2e-3);
      expect(stems.bass[i]! + stems.drums[i]! + stems.other[i]! + stems.vocals[i]!).toBeCloseTo(mix[i]!, 7);
    }
  });

  test('gives the same by either runtime, to rounding', () => {
    for (const stem of ['drums', 'bass', 'other', 'vocals'] as const) {
      const worst = Math.max(...native.stems[stem].map((value, i) => abs(value - wasm.stems[stem][i]!)));
      expect(worst).toBeLessThan(1e-6);
    }
  });

  test('says what goes into a recipe, and keeps stems apart by weights and overlap', () => {
    const sha256 = '79f327d11addcde0a81bc879cc6e2423881a0b3866b623371185f9524f800820';
    expect(native.recipe).toEqual({ model: 'own-79f327d11add', sha256, overlap: 0.25 });
    expect(native.cacheName).toBe('own-79f327d11add.79f327d11addcde0.250');
  });
});

describe('openNodeSeparation', () => {
  let directory: string;
  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'flipside-models-'));
  });
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  test('is the built-in separator unless asked otherwise', async () => {
    const opened = await openNodeSeparation();
    expect(opened.recipe).toEqual({ model: 'builtin-1' });
    expect(opened.runtime()).toBeNull();
  });

  test('says what there is when a model is not known, and how to get one that is not here', async () => {
    await expect(openNodeSeparation({ model: 'spleeter' })).rejects.toMatchObject({
      code: 'not-here',
      message: 'There is no separation model spleeter. There are: builtin-1, htdemucs.',
    });
    await expect(openNodeSeparation({ model: 'htdemucs', directory, env: {} })).rejects.toMatchObject({
      code: 'not-here',
      message: 'HTDemucs is not on this machine. Download it once, or name its file.',
    });
    await expect(openNodeSeparation({ file: join(directory, 'none.onnx') })).rejects.toThrow(
      'There is no file',
    );
  });

  test('does not take another file for HTDemucs', async () => {
    const env = { FLIPSIDE_HTDEMUCS: toyModelPath() };
    await expect(openNodeSeparation({ model: 'htdemucs', directory, env })).rejects.toMatchObject({
      code: 'not-the-file',
    });
  });

  test('refuses a file that is no model of the contract', async () => {
    const path = join(directory, 'broken.onnx');
    writeFileSync(path, readFileSync(toyModelPath()).subarray(0, 9000));
    const opened = await openNodeSeparation({ file: path });
    const left = new Float32Array(4000);
    await expect(opened.separator.separate({ left, right: left })).rejects.toMatchObject({
      name: 'ModelError',
      code: 'failed',
    });
  });

  test('takes further models from a list, and says what is wrong with it', async () => {
    const models = join(directory, 'models.json');
    writeFileSync(models, JSON.stringify({ models: [{ id: 'x' }] }));
    await expect(openNodeSeparation({ models })).rejects.toThrow('wrong at /models/0/');
    writeFileSync(models, '{');
    await expect(openNodeSeparation({ models })).rejects.toThrow('no readable JSON');
  });
});
