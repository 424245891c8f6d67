import { benchDeliver } from './federation/deliver.ts';
import { benchTail } from './federation/tail.ts';
import type { Bench } from './measure.ts';

/** What instances do for each other, against the limits of the same run. */
const federation: Bench = {
  name: 'federation',
  run: async ({ small }) => [...(await benchDeliver(small)), ...(await benchTail(small))],
};

export default federation;
