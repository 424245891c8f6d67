import { importRate } from './import-rate.ts';
import type { Bench, Measure } from './measure.ts';

/** How fast a catalogue is taken in, in each format; with `--full` the whole 50,000 recordings, with `--small` some. */
const imports: Bench = {
  name: 'import',
  run: async ({ full, small }) => {
    const recordings = full ? 50_000 : small ? 500 : 5_000;
    const measures: Measure[] = [];
    for (const format of ['csv', 'ern', 'cwr'] as const)
      measures.push(...(await importRate({ recordings, format })));
    return measures;
  },
};

export default imports;
