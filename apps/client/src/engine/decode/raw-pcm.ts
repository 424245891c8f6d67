import { readWindows } from './byte-source.ts';
import { DecodeError } from './decode-error.ts';
import { type DecodeTask, guardCodec, Pace, STEP_BYTES } from './decode-task.ts';
import { deinterleave, type PcmLayout, sampleReader } from './pcm-samples.ts';

/** Decodes uncompressed sound of any layout, a window at a time. */
export function decodeRawPcm(task: DecodeTask, readLayout: () => Promise<PcmLayout>): Promise<void> {
  return guardCodec('PCM', task, async () => {
    const layout = await readLayout();
    const read = sampleReader(layout);
    if (read === null) throw new DecodeError('unsupported', 'This sample format cannot be decoded.');
    const { rate, channels, frames, start } = layout;
    task.sink.begin({ rate, channels, frames, kind: 'lossless', order: 'wave' });
    const stride = (channels * layout.bits) / 8;
    const step = Math.max(1, Math.floor(STEP_BYTES / stride)) * stride;
    const pace = new Pace(task);
    for await (const { at, bytes } of readWindows(task.source, start, start + frames * stride, step)) {
      task.sink.add(deinterleave(bytes, layout, read), rate);
      await pace.reached(at + bytes.length);
    }
    if (task.sink.frames < frames) throw new DecodeError('truncated', 'The file ended while it was read.');
    pace.finish();
  });
}
