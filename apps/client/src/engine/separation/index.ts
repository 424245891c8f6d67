export { bssSdr } from './bss-sdr.ts';
export { builtInSeparator } from './built-in.separator.ts';
export {
  findSeparationModel,
  SEPARATION_MODELS,
  type SeparationContract,
  type SeparationModel,
} from './registry.ts';
export type { FrameRange, SeparatedBlock, SeparateOptions, Separator } from './separator.ts';
