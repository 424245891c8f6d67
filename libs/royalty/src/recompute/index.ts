export { differences, parseStatementDocument } from './compare.ts';
export type { Difference } from './compare.ts';
export { parseConsentLeaf, parsePlayLeaf } from './leaf.ts';
export type { ConsentLeaf, LeafFault, LeafOf, PlayLeaf, VoidLeaf } from './leaf.ts';
export { PlayTally } from './play-tally.ts';
export { StatementReplay } from './replay.ts';
export type { ReplayFault, ReplayFaultCode, Restated } from './replay.ts';
export type { TakenOver } from './taken-over.ts';
