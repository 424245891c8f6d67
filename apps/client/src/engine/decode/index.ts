export { decodeAudio } from './decode-audio.ts';
export { DecodeError, type DecodeErrorCode } from './decode-error.ts';
export type { DecodeProgress } from './decode-task.ts';
export { normaliseIsrc, readTags } from './read-tags.ts';
