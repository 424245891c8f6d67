export { bssSdr } from './bss-sdr.ts';
export { builtInSeparator } from './built-in.separator.ts';
export { createNeuralSeparator } from './neural/neural.separator.ts';
export {
  BUILT_IN_MODEL,
  findSeparationModel,
  HTDEMUCS,
  SEPARATION_MODELS,
  type NeuralModel,
  type SeparationContract,
  type SeparationModel,
} from './registry.ts';
export { stemSetModel, type RecipeSeparation } from './separation-name.ts';
export type { FrameRange, SeparatedBlock, SeparateOptions, Separator } from './separator.ts';
