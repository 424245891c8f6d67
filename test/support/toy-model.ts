import { resolve } from 'node:path';

/**
 * A model of the contract `stft-out` that is small enough for a repository: four gains over frequency in place of
 * weights, ours like the rest. What it makes is no good separation, but comes the very way that HTDemucs goes.
 */
export const toyModelPath = (): string => resolve('test/support/toy-stft-out.onnx');
