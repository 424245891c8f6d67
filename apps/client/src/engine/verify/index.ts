export { checkLeaf } from './check-leaf.ts';
export type { CheckedLeaf, FailedLeaf } from './check-leaf.ts';
export { checkLog } from './check-log.ts';
export type { CheckedLog, FailedLog, NamedLog } from './check-log.ts';
export { entryHash } from './check-leaf.ts';
export { checkPromise, isPromised, PROMISE_STATES, readPromise } from './check-promise.ts';
export type { PlayPromise, PromiseState } from './check-promise.ts';
export {
  checkShownPlay,
  drawRank,
  isSignedSampleRequest,
  newSampleId,
  newSeed,
  playEntry,
  signSampleRequest,
} from './play-sample.ts';
export type { PlayFault, SampleRequest, ShownPlay, ShownPlayCheck } from './play-sample.ts';
export { statementEntry } from './statement-leaf.ts';
export type { StatedFacts } from './statement-leaf.ts';
export type { LogMemory, RememberedLog } from './remembered.ts';
export { findStatedLine } from './stated-line.ts';
export type { FoundLine, StatedLine } from './stated-line.ts';
