import {
  alignToAnchors,
  type AlignmentAnchor,
  describeRefusal,
  makeAnchors,
} from '../../apps/client/src/engine/alignment/align.ts';
import {
  CHAINS,
  DELAYS,
  instrumentalOf,
  row,
  type Row,
  TREATMENTS,
  wrongRecordings,
} from '../../apps/client/src/engine/alignment/copy-table.fixture.ts';
import { composeMusic } from '../../apps/client/src/engine/alignment/music.fixture.ts';
import { demoCatalogue } from '../../apps/client/src/engine/demo/index.ts';
import { renderDemoStems } from '../../apps/client/src/engine/demo/render-demo.ts';
import type { StereoPcm } from '../../apps/client/src/engine/types.ts';
import { ffmpegChains } from './ffmpeg-chains.ts';
import { measure, type Bench } from './measure.ts';

const SECONDS = 30;
const SEED = 1;
/** A millisecond, in frames. */
const MILLISECOND = 44.1;

interface Found {
  readonly error: number;
  readonly text: string;
}

/** Every way with every treatment; delays take turns, or all of them with `isFull`. */
function rowsOf(chains: typeof CHAINS, isFull: boolean): Row[] {
  let turn = 0;
  return chains.flatMap((chain) =>
    TREATMENTS.flatMap((treatment) => {
      const delays = isFull ? DELAYS : [DELAYS[turn++ % DELAYS.length] ?? 0];
      return delays.map((delay) => row(chain, treatment, delay));
    }),
  );
}

async function tryRow(anchor: AlignmentAnchor, master: StereoPcm, tried: Row): Promise<Found> {
  const result = await alignToAnchors(anchor, await tried.make(master));
  if (result.kind === 'refused') return { error: Infinity, text: `REFUSED ${describeRefusal(result)}` };
  const error = Math.abs(result.exactOffset - tried.offset);
  return { error, text: `${error.toFixed(2).padStart(7)} frames, agrees ${result.confidence.toFixed(3)}` };
}

async function tryWrong(anchor: AlignmentAnchor, name: string, copy: StereoPcm): Promise<boolean> {
  const result = await alignToAnchors(anchor, copy);
  const isRefused = result.kind === 'refused';
  const text = isRefused ? describeRefusal(result) : `ACCEPTED, agrees ${result.confidence.toFixed(3)}`;
  console.log(`${name.padEnd(64)} ${text}`);
  return isRefused;
}

async function wrongTable(anchor: AlignmentAnchor): Promise<number> {
  let accepted = 0;
  for (const [name, make] of wrongRecordings(SECONDS, SEED))
    if (!(await tryWrong(anchor, name, make()))) accepted++;
  for (const { isrc, title } of demoCatalogue) {
    const { mix, vocals } = await renderDemoStems(isrc);
    const own = await makeAnchors(mix);
    if (!(await tryWrong(own, `instrumental of “${title}”`, instrumentalOf(mix, vocals)))) accepted++;
    if (!(await tryWrong(own, `voice of “${title}” alone`, vocals))) accepted++;
  }
  return accepted;
}

/** The table of copies, row by row, and of wrong recordings; `--full` takes every delay, `--small` a fifth of the rows. */
const alignment: Bench = {
  name: 'alignment',
  run: async ({ full, small }) => {
    const master = composeMusic(SECONDS, SEED);
    const anchor = await makeAnchors(master);
    const extra = await ffmpegChains();
    console.log(extra.length === 0 ? 'Without ffmpeg: its encoders are left out.' : 'With ffmpeg.');
    const all = rowsOf([...CHAINS, ...extra], full);
    const rows = small ? all.filter((_, index) => index % 5 === 0) : all;
    const errors: number[] = [];
    for (const each of rows) {
      const { error, text } = await tryRow(anchor, master, each);
      errors.push(error);
      console.log(`${each.name.padEnd(64)} ${text}`);
    }
    const accepted = await wrongTable(anchor);
    return [
      measure('alignment.rows', 'rows', rows.length, rows.length),
      measure('alignment.worst_error', 'frames', Math.max(...errors), MILLISECOND),
      measure(
        'alignment.beyond_1ms',
        'rows',
        errors.filter((error) => error > MILLISECOND).length,
        rows.length,
      ),
      measure('alignment.beyond_1_frame', 'rows', errors.filter((error) => error > 1).length, rows.length),
      measure('alignment.wrong_accepted', 'recordings', accepted, 1),
    ];
  },
};

export default alignment;
