import { flip } from '../../apps/api/src/edges/http/common/flip-world.fixture.ts';
import { newId } from '../../apps/api/src/platform/ids/ids.ts';
import type { Stage } from './stage.ts';

export const EVIDENCE = 'Contract of 1 March 2026, clause 4';

export const draft = ({ isrc }: Stage) => flip([isrc], `Flip ${newId()}`);
