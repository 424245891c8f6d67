import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Chain } from '../../apps/client/src/engine/alignment/copy-table.fixture.ts';
import { decodeAudio } from '../../apps/client/src/engine/decode/index.ts';
import { ffmpegDecoder } from '../../apps/client/src/cli/ffmpeg-decoder.ts';
import { encodeWav } from '../../apps/client/src/engine/decode/encode.fixture.ts';

const run = promisify(execFile);

/** Encoders of ffmpeg, by extension and arguments. Delay: what the file's own rules leave, which is none. */
const ENCODERS: readonly (readonly [name: string, extension: string, ...args: string[]])[] = [
  ['AAC 96 (ffmpeg)', 'm4a', '-c:a', 'aac', '-b:a', '96k'],
  ['AAC 256 (ffmpeg)', 'm4a', '-c:a', 'aac', '-b:a', '256k'],
  ['Apple Lossless (ffmpeg)', 'm4a', '-c:a', 'alac'],
  ['Opus 64 (ffmpeg)', 'opus', '-c:a', 'libopus', '-b:a', '64k'],
  ['Opus 128 (ffmpeg)', 'opus', '-c:a', 'libopus', '-b:a', '128k'],
  ['MP3 V2 (ffmpeg)', 'mp3', '-c:a', 'libmp3lame', '-q:a', '2'],
  ['Vorbis q1 (ffmpeg)', 'ogg', '-c:a', 'libvorbis', '-q:a', '1'],
];

async function isPresent(): Promise<boolean> {
  return run('ffmpeg', ['-version']).then(
    () => true,
    () => false,
  );
}

/** Ways through ffmpeg's encoders and our decoders; none where there is no ffmpeg. */
export async function ffmpegChains(): Promise<readonly Chain[]> {
  if (!(await isPresent())) return [];
  return ENCODERS.map(([name, extension, ...args]) => ({
    name,
    delay: 0,
    run: async ({ left, right }) => {
      const folder = await mkdtemp(join(tmpdir(), 'flipside-bench-'));
      try {
        const input = join(folder, 'in.wav');
        const output = join(folder, `out.${extension}`);
        await writeFile(input, encodeWav([left, right], { rate: 44_100, bits: 24 }));
        await run('ffmpeg', ['-v', 'error', '-i', input, ...args, output]);
        return await decodeAudio(await readFile(output), undefined, undefined, ffmpegDecoder());
      } finally {
        await rm(folder, { recursive: true });
      }
    },
  }));
}
