import { MPEGDecoder } from 'mpg123-decoder';
import { DecodeError } from './decode-error.ts';
import { type DecodeTask, guardCodec, Pace } from './decode-task.ts';
import { readStatedGap } from './itun-smpb.ts';
import { readFrame } from './mp3-frames.ts';
import { readMp3Header } from './mp3-header.ts';
import { readMp3Runs } from './mp3-runs.ts';

/** Share of the promised frames that must be there; encoders miscount by a frame or two. */
const ENOUGH = 0.995;
const MISCOUNT = 2;
/** Frames by which every decoder of layer III starts late: 528 of its filters and one more. */
const DECODER_DELAY = 529;
const MOST_FRAME_BYTES = 2048;
/** Tags longer than this are pictures; the comment that matters stands before them or is found by nobody. */
const TAG_BYTES = 65_536;

interface Mp3Facts {
  readonly rate: number;
  readonly isMono: boolean;
  readonly frames: number | null;
  readonly skip: number;
}

/** Walks the whole stream without decoding it: what there is, what was promised, and what of it counts. */
async function survey({ source, start }: DecodeTask): Promise<Mp3Facts> {
  const head = await source.read(start, start + MOST_FRAME_BYTES);
  const first = readFrame(head, 0);
  if (first === null) throw new DecodeError('truncated', 'The MP3 file holds no whole frame.');
  const header = readMp3Header(head, first);
  let found = 0;
  let isMono = true;
  for await (const run of readMp3Runs(source, start, first.rate)) {
    found += run.frames;
    isMono &&= run.isMono;
  }
  const frames = header === null ? found : found - 1;
  const promised = header?.promised ?? null;
  if (frames < 1) throw new DecodeError('truncated', 'The MP3 file holds no whole frame.');
  if (promised !== null && frames < promised * ENOUGH - MISCOUNT)
    throw new DecodeError('truncated', 'The MP3 file ends before the sound that its header promises.');
  const facts = { rate: first.rate, isMono };
  // With a LAME tag the decoder itself cuts delay and padding off; iTunes states them in a comment instead.
  if (header?.gap) return { ...facts, frames: null, skip: 0 };
  const stated = start > 0 ? readStatedGap(await source.read(0, Math.min(start, TAG_BYTES))) : null;
  if (stated === null || stated.frames > frames * first.samples) return { ...facts, frames: null, skip: 0 };
  return { ...facts, frames: stated.frames, skip: stated.delay + DECODER_DELAY };
}

/**
 * Decodes MPEG audio layer III. Delay and padding named in a LAME header or by iTunes are cut off (gapless); without either the encoder's
 * delay stays, and alignment takes it out. Only whole frames reach the decoder.
 */
export function decodeMp3(task: DecodeTask): Promise<void> {
  return guardCodec('MP3', task, async () => {
    const { rate, isMono, frames, skip } = await survey(task);
    const { sink } = task;
    sink.begin({ rate, channels: isMono ? 1 : 2, frames, skip, kind: 'lossy', order: 'wave' });
    const pace = new Pace(task);
    const decoder = new MPEGDecoder({ enableGapless: true });
    await decoder.ready;
    try {
      for await (const { bytes, end } of readMp3Runs(task.source, task.start, rate)) {
        const { errors, channelData, samplesDecoded, sampleRate } = decoder.decode(bytes);
        const [problem] = errors;
        if (problem !== undefined)
          throw new DecodeError('truncated', 'The MP3 data is damaged.', {
            cause: new Error(problem.message),
          });
        if (samplesDecoded > 0) sink.add(isMono ? channelData.slice(0, 1) : channelData, sampleRate);
        await pace.reached(end);
      }
    } finally {
      decoder.free();
    }
    pace.finish();
  });
}
