export { checkLeaf } from './check-leaf.ts';
export type { CheckedLeaf, FailedLeaf } from './check-leaf.ts';
export { checkLog } from './check-log.ts';
export type { CheckedLog, FailedLog, NamedLog } from './check-log.ts';
export type { LogMemory, RememberedLog } from './remembered.ts';
