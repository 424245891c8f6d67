import { parseArgs } from 'node:util';
import { exportAudio } from '../../../apps/client/src/engine/export/index.ts';
import { fourTracks, noisyLibrary } from './four-tracks.ts';
import { peakBytes } from './peak.ts';

/**
 * A process of its own, whose highest memory is that of one export: so many minutes from a loop of eight seconds, and with
 * `slowed` each clip at 0.8 times its speed.
 *
 * Usage: node long-render-process.ts MINUTES [slowed]
 */
const LOOP_SECONDS = 8;
const SPEED = 0.8;
const { positionals } = parseArgs({ allowPositionals: true });
const recipe = fourTracks(Number(positionals[0]) * 60);
type Points = [number, number][];
const warp: Points = [
  [0, 0],
  [2 * LOOP_SECONDS, SPEED * LOOP_SECONDS],
];
const looped = recipe.tracks.map((track) => ({
  ...track,
  clips: track.clips?.map((clip) => ({
    ...clip,
    loop: [0, 2 * LOOP_SECONDS] as [number, number],
    ...(positionals[1] === 'slowed' ? { warp } : {}),
  })),
}));
const file = exportAudio({ ...recipe, tracks: looped }, noisyLibrary(LOOP_SECONDS), { format: 'flac24' });
let bytes = 0;
for await (const part of file) bytes += part.length;
if (bytes === 0) throw new Error('nothing was rendered');
console.log(peakBytes() / 1_048_576);
