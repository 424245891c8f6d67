import { separationMeasures } from './engine/separation.ts';
import type { Bench } from './measure.ts';

const PIECES = 8;

/** How near separated stems come to the true ones, and what that takes; `--small` looks at one piece. */
const separation: Bench = {
  name: 'separation',
  run: ({ small }) => separationMeasures(small ? 1 : PIECES),
};

export default separation;
