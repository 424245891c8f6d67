import { measure, type Measure } from '../measure.ts';
import { inProcess, realTimeOf } from './in-process.ts';

const FORMATS = ['flac', 'mp3', 'vorbis', 'opus', 'wav', 'wav96', 'aiff'];
const STREAMED = ['flac', 'mp3', 'vorbis', 'wav96'];
/** Two channels of float32 at 44.1 kHz, for the three minutes that are decoded. */
const SOUND_MB = (180 * 44_100 * 8) / 1_048_576;

/**
 * How many times faster than real time each format decodes, by processor time, and how much memory decoding takes block by block,
 * against the size of the sound itself.
 */
export async function decodeMeasures(): Promise<readonly Measure[]> {
  const measures: Measure[] = [];
  for (const format of FORMATS) {
    const taken = await inProcess('decode', format);
    measures.push(measure(`engine.decode_${format}`, '× real time', realTimeOf(taken), 1));
    if (format !== 'opus')
      measures.push(measure(`engine.decode_${format}_peak_mb`, 'MB', taken.peakMb, SOUND_MB));
  }
  for (const format of STREAMED) {
    const { peakMb } = await inProcess('stream', format);
    measures.push(measure(`engine.decode_${format}_streamed_peak_mb`, 'MB', peakMb, SOUND_MB));
  }
  return measures;
}
