import { MPEGDecoder } from 'mpg123-decoder';
import type { StereoPcm } from '../types.ts';
import { DecodeError } from './decode-error.ts';
import { type DecodeTask, forEachStep, guardCodec } from './decode-task.ts';
import { scanFrames } from './mp3-frames.ts';
import { assertDuration, PcmSink } from './pcm-sink.ts';

/** Share of the promised frames that must be there; encoders miscount by a frame or two. */
const ENOUGH = 0.995;
const MISCOUNT = 2;

/**
 * Decodes MPEG audio layer III. Delay and padding named in a LAME header are cut off (gapless); without the header the encoder's
 * delay stays, and alignment takes it out. Only whole frames reach the decoder.
 *
 * @param offset of the first frame
 */
export function decodeMp3(task: DecodeTask, offset: number): Promise<StereoPcm> {
  return guardCodec('MP3', task, async () => {
    const scan = scanFrames(task.bytes, offset);
    if (scan === null || scan.frames < 1)
      throw new DecodeError('truncated', 'The MP3 file holds no whole frame.');
    assertDuration(scan.frames * scan.first.samples, scan.first.rate);
    if (scan.promised !== null && scan.frames < scan.promised * ENOUGH - MISCOUNT)
      throw new DecodeError('truncated', 'The MP3 file ends before the sound that its header promises.');
    const sink = new PcmSink('wave');
    const decoder = new MPEGDecoder({ enableGapless: true });
    await decoder.ready;
    try {
      const decodeChunk = (chunk: Uint8Array): void => {
        const block = decoder.decode(chunk);
        const [problem] = block.errors;
        if (problem !== undefined)
          throw new DecodeError('truncated', 'The MP3 data is damaged.', {
            cause: new Error(problem.message),
          });
        if (block.samplesDecoded > 0) sink.add(block.channelData, block.sampleRate);
      };
      await forEachStep(task, decodeChunk, scan.ranges);
    } finally {
      decoder.free();
    }
    return sink.finish();
  });
}
