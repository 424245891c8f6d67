import { importRate } from './import-rate.ts';
import type { Bench } from './measure.ts';

/** How fast a catalogue in CSV is taken in; with `--full` the whole 50,000 recordings. */
const imports: Bench = {
  name: 'import',
  run: async ({ full }) => [await importRate({ recordings: full ? 50_000 : 5_000 })],
};

export default imports;
