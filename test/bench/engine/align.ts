import { measure, type Measure } from '../measure.ts';
import { inProcess, realTimeOf } from './in-process.ts';

const HOUR_MB = (3600 * 44_100 * 4) / 1_048_576;

/** How many times faster than real time a copy is recognised and placed, by processor time, and the memory that an hour takes. */
export async function alignMeasures(): Promise<readonly Measure[]> {
  const measures: Measure[] = [];
  for (const what of ['fingerprint', 'anchors'])
    measures.push(
      measure(`engine.align_${what}`, '× real time', realTimeOf(await inProcess('measure', what)), 1),
    );
  const song = await inProcess('align', 'song');
  measures.push(
    measure('engine.align_song', '× real time', realTimeOf(song), 1),
    measure('engine.align_song_peak_mb', 'MB', song.peakMb, HOUR_MB),
  );
  const hour = await inProcess('align', 'hour');
  measures.push(
    measure('engine.align_hour', '× real time', realTimeOf(hour), 1),
    measure('engine.align_hour_peak_mb', 'MB', hour.peakMb, HOUR_MB),
  );
  return measures;
}
