import { describe, expect, test } from '@jest/globals';
import { FLACDecoder } from '@wasm-audio-decoders/flac';
import { LoudnessMeter } from '../dsp/loudness-meter.ts';
import { encodeWav, renderToPcm } from '../render/index.ts';
import { clipTrack, libraryOf, recipeOf, sine } from '../render/test-signals.fixture.ts';
import type { StereoPcm } from '../types.ts';
import type { AudioFormat } from './audio-encoder.ts';
import { exportAudio, type ExportOptions, type ExportReport } from './export-audio.ts';
import { PartRenderer, type RenderPart } from './render-part.ts';

const tone = (hz: number, level: number): StereoPcm => {
  const left = Float32Array.from({ length: 100_000 }, (_, i) => sine(hz, level)(i));
  return { left, right: left.slice() };
};
const library = libraryOf(tone(440, 0.2));
const recipe = recipeOf(
  [
    clipTrack({ fadeOut: 1 }),
    clipTrack(
      { stem: 'vocals', at: 1 },
      { id: 't2', pan: -0.5, effects: [{ type: 'delay', beats: 0.5, feedback: 0.3, mix: 0.3 }] },
    ),
    {
      id: 't3',
      name: 'Bell',
      instrument: { type: 'fm' },
      notes: [{ at: 2, length: 1, key: 72, velocity: 0.6 }],
    },
  ],
  { master: { effects: [{ type: 'compressor', thresholdDb: -20, ratio: 3 }], limiter: { ceilingDb: -1 } } },
);

async function collect(
  options: ExportOptions,
): Promise<{ file: Uint8Array<ArrayBuffer>; report: ExportReport }> {
  const parts: Uint8Array[] = [];
  const stream = exportAudio(recipe, library, options);
  for (;;) {
    const { value, done } = await stream.next();
    if (done) return { file: new Uint8Array(Buffer.concat(parts)), report: value };
    parts.push(value);
  }
}

async function pcmOf(part: RenderPart): Promise<StereoPcm> {
  const renderer = await PartRenderer.create(recipe, library, part);
  const whole = { left: new Float32Array(renderer.frames), right: new Float32Array(renderer.frames) };
  let at = 0;
  for (const { pcm, frames } of renderer.blocks()) {
    whole.left.set(pcm.left.subarray(0, frames), at);
    whole.right.set(pcm.right.subarray(0, frames), at);
    at += frames;
  }
  expect(at).toBe(renderer.frames);
  return whole;
}

describe('exportAudio', () => {
  test.each([
    ['wav24', 'int24'],
    ['wav32f', 'float32'],
  ] as const)('%s is the rendering, byte by byte', async (format, wav) => {
    const { file, report } = await collect({ format });
    const pcm = await renderToPcm(recipe, library);
    expect(Buffer.compare(file, encodeWav(pcm, wav))).toBe(0);
    expect(report).toMatchObject({ frames: pcm.left.length, gainDb: 0 });
  });

  test('FLAC and WAV of 16 bits hold the same dithered samples', async () => {
    const [flac, wav] = [await collect({ format: 'flac16' }), await collect({ format: 'wav16' })];
    flac.file.set(flac.report.finalHead);
    const decoder = new FLACDecoder();
    await decoder.ready;
    const { channelData } = await decoder.decodeFile(flac.file);
    decoder.free();
    const samples = new DataView(wav.file.buffer, 44);
    const differing = [0, 1].flatMap((side) =>
      Array.from(channelData[side]!).filter(
        (value, i) => Math.round(value * 32_767) !== samples.getInt16((2 * i + side) * 2, true),
      ),
    );
    expect(differing).toEqual([]);
    expect(channelData[0]).toHaveLength(wav.report.frames);
    const plain = await collect({ format: 'wav16', dither: false });
    expect(Buffer.compare(plain.file, wav.file)).not.toBe(0);
  });

  test.each([
    ['louder', -12],
    ['softer', -30],
  ])('a target that is %s is met, under the ceiling', async (_, integratedLufs) => {
    const { file, report } = await collect({
      format: 'wav32f',
      loudness: { integratedLufs, ceilingDbtp: -2 },
    });
    const floats = new Float32Array(file.buffer.slice(58));
    const pcm = { left: floats.filter((__, i) => i % 2 === 0), right: floats.filter((__, i) => i % 2 === 1) };
    const meter = new LoudnessMeter();
    meter.update(pcm, pcm.left.length);
    const measured = meter.finish();
    expect(report.loudness).toEqual(measured);
    expect(Math.abs(measured.integratedLufs - integratedLufs)).toBeLessThan(0.5);
    expect(measured.truePeakDbtp).toBeLessThanOrEqual(-2);
    expect(pcm.left).toHaveLength(report.frames);
  });

  test('parts are as long as the whole; tracks sum to what enters the master, and so do stems and the rest', async () => {
    const before = await renderToPcm({ ...recipe, master: {} }, library);
    const whole = await renderToPcm(recipe, library);
    const tracks = await Promise.all(['t1', 't2', 't3'].map((trackId) => pcmOf({ kind: 'track', trackId })));
    for (const part of tracks) expect(part.left).toHaveLength(whole.left.length);
    const worst = before.left.reduce(
      (most, value, i) =>
        Math.max(most, Math.abs(value - tracks.reduce((sum, { left }) => sum + left[i]!, 0))),
      0,
    );
    expect(worst).toBeLessThan(1e-6);
    const drums = await pcmOf({ kind: 'stem', stem: 'drums' });
    expect(drums).toEqual(tracks[0]);
    await expect(pcmOf({ kind: 'track', trackId: 'nowhere' })).rejects.toThrow('no track nowhere');
  });

  test('an abort is heard between blocks, and progress counts to the end', async () => {
    const seen: [number, number][] = [];
    const { report } = await collect({
      format: 'wav16',
      loudness: { integratedLufs: -14 },
      onProgress: (done, total) => seen.push([done, total]),
    });
    expect(seen.at(-1)).toEqual([2 * report.frames, 2 * report.frames]);
    const stop = new AbortController();
    const format: AudioFormat = 'flac24';
    const aborted = collect({
      format,
      signal: stop.signal,
      onProgress: () => stop.abort(new Error('enough')),
    });
    await expect(aborted).rejects.toThrow('enough');
  });
});
