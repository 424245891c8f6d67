import { benchTail } from './federation/tail.ts';
import type { Bench } from './measure.ts';

/** What instances do for each other, against the limits of the same run. */
const federation: Bench = {
  name: 'federation',
  run: async ({ small }) => [...(await benchTail(small))],
};

export default federation;
