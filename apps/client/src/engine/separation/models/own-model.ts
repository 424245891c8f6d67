import { DEFAULT_OVERLAP, SEGMENT_FRAMES } from '../neural/contract.ts';
import type { NeuralModel, SeparationModel } from '../registry.ts';

/**
 * What a file that somebody brought is: the model of the list whose hash it has, or else one of its own, of four
 * stems in the usual order. Whether it fits the contract is seen when it is loaded.
 */
export function ownModel(sha256: string, bytes: number, known: readonly SeparationModel[]): NeuralModel {
  const listed = known.find((model) => model.contract === 'stft-out' && model.sha256 === sha256);
  if (listed?.contract === 'stft-out') return listed;
  return {
    id: `own-${sha256.slice(0, 12)}`,
    name: `Own model ${sha256.slice(0, 8)}`,
    contract: 'stft-out',
    download: null,
    bytes,
    sha256,
    weightsLicence: 'What its author says. Flipside does not know this file.',
    stems: ['drums', 'bass', 'other', 'vocals'],
    segment: SEGMENT_FRAMES,
    overlap: DEFAULT_OVERLAP,
  };
}
