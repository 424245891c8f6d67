export { AUDIO_FORMATS, type AudioEncoder, type AudioFormat, type AudioTags } from './audio-encoder.ts';
export { creditTags } from './credit-tags.ts';
export {
  createEncoder,
  exportAudio,
  type ExportOptions,
  type ExportReport,
  type LoudnessTarget,
} from './export-audio.ts';
export { PartRenderer, WHOLE_MIX, type RenderedBlock, type RenderPart } from './render-part.ts';
