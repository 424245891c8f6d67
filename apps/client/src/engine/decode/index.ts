export { decodeAudio, decodeBlocks, type DecodeOptions } from './decode-audio.ts';
export { DecodeError, type DecodeErrorCode } from './decode-error.ts';
export type { DecodeProgress } from './decode-task.ts';
export type { TakeBlock } from './pcm-sink.ts';
export type { PlatformDecoder, PlatformSound } from './platform-audio.ts';
export { normaliseIsrc, readTags } from './read-tags.ts';
export { isSoundName } from './sound-names.ts';
