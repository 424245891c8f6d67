export type { StemLibrary } from './clip-plan.ts';
export type { LiveMix } from './live-mix.ts';
export { PcmHasher, pcmHash } from './pcm-hash.ts';
export { RecipeRenderer } from './recipe-renderer.ts';
export { renderToPcm } from './render-to-pcm.ts';
export { encodeWav, wavCapacity, wavFrames, wavHeader, type WavFormat } from './wav.ts';
