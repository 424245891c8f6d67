import {
  alignToAnchors,
  type AlignmentAnchor,
  describeRefusal,
  makeAnchors,
} from '../../apps/client/src/engine/alignment/align.ts';
import { playFaster } from '../../apps/client/src/engine/alignment/copies.fixture.ts';
import { CHAINS, row, TREATMENTS } from '../../apps/client/src/engine/alignment/copy-table.fixture.ts';
import { heldOutPiece } from '../../apps/client/src/engine/alignment/held-out.fixture.ts';
import { shift, splice } from '../../apps/client/src/engine/alignment/music.fixture.ts';
import type { StereoPcm } from '../../apps/client/src/engine/types.ts';
import { ffmpegChains } from './ffmpeg-chains.ts';
import { measure, type Bench } from './measure.ts';

const SECONDS = 30;
/** Seeds on which no limit was set; the first two with `--small`, all of them with `--full`. */
const SEEDS = [101, 102, 103, 104, 105, 106];
const DELAYS = [0, 2731, -1024, 12_345];
const MILLISECOND = 44.1;
/** How far the voice lies below the band. */
const VOICES = [0, -3, -6, -9, -12, -15];

const others = (seed: number): readonly (readonly [name: string, make: () => StereoPcm])[] => {
  const { mix, voice } = heldOutPiece(SECONDS, seed);
  return [
    ['voice alone', () => voice],
    ['other take', () => heldOutPiece(SECONDS, seed, { take: 1 }).mix],
    ['other song of the tempo', () => heldOutPiece(SECONDS, seed + 9).mix],
    ['other song', () => heldOutPiece(SECONDS, seed + 1).mix],
    ['0.3 % faster', () => playFaster(mix, 1.003)],
    [
      'radio edit',
      () =>
        splice(mix, [
          [0, 10],
          [15, SECONDS],
        ]),
    ],
    ['ends early', () => splice(mix, [[0, 20]])],
  ];
};

/** Prints a verdict and says whether the copy was accepted. */
async function verdict(name: string, anchor: AlignmentAnchor, copy: StereoPcm): Promise<number | null> {
  const result = await alignToAnchors(anchor, copy);
  const text =
    result.kind === 'refused' ? describeRefusal(result) : `accepted, agrees ${result.confidence.toFixed(3)}`;
  console.log(`${name.padEnd(56)} ${text}`);
  return result.kind === 'refused' ? null : result.exactOffset;
}

/** Copies and other recordings of music that no limit was set on: what was refused, and what was accepted, wrongly. */
const heldOut: Bench = {
  name: 'held-out',
  run: async ({ full, small }) => {
    const chains = [...CHAINS, ...(await ffmpegChains())];
    const counts = { copies: 0, refused: 0, far: 0, others: 0, accepted: 0, voices: 0, quiet: 0 };
    for (const [turn, seed] of SEEDS.slice(0, full ? 6 : small ? 1 : 2).entries()) {
      const { mix } = heldOutPiece(SECONDS, seed);
      const anchor = await makeAnchors(mix);
      for (const [index, chain] of chains.entries()) {
        // One treatment for each way, another for each piece: all pairs would take hours.
        const treatment = TREATMENTS[(index + 5 * turn) % TREATMENTS.length];
        if (treatment === undefined) continue;
        const tried = row(chain, treatment, DELAYS[index % DELAYS.length] ?? 0);
        const offset = await verdict(`${seed} ${tried.name}`, anchor, await tried.make(mix));
        counts.copies++;
        if (offset === null) counts.refused++;
        else if (Math.abs(offset - tried.offset) > MILLISECOND) counts.far++;
      }
      for (const [name, make] of others(seed)) {
        counts.others++;
        if ((await verdict(`${seed} ${name}`, anchor, make())) !== null) counts.accepted++;
      }
      for (const voiceDb of VOICES) {
        const piece = heldOutPiece(SECONDS, seed, { voiceDb });
        const name = `${seed} instrumental, voice at ${voiceDb} dB`;
        const isAccepted =
          (await verdict(name, await makeAnchors(piece.mix), shift(piece.band, 2731))) !== null;
        if (voiceDb >= -6) counts.voices += isAccepted ? 1 : 0;
        else counts.quiet += isAccepted ? 1 : 0;
      }
    }
    return [
      measure('held_out.copies_refused', 'copies', counts.refused, counts.copies),
      measure('held_out.beyond_1ms', 'copies', counts.far, counts.copies),
      measure('held_out.others_accepted', 'recordings', counts.accepted, counts.others),
      measure('held_out.instrumentals_accepted', 'voice at −6 dB or louder', counts.voices, 1),
      measure('held_out.quiet_voice_accepted', 'voice at −9 dB or less', counts.quiet, 1),
    ];
  },
};

export default heldOut;
