export { checkLeaf } from './check-leaf.ts';
export type { CheckedLeaf, FailedLeaf } from './check-leaf.ts';
export { checkLog } from './check-log.ts';
export type { CheckedLog, FailedLog, NamedLog } from './check-log.ts';
export { entryHash } from './check-leaf.ts';
export { statementEntry } from './statement-leaf.ts';
export type { StatedFacts } from './statement-leaf.ts';
export type { LogMemory, RememberedLog } from './remembered.ts';
