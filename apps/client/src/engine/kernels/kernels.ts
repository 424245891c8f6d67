import { KERNELS_WASM } from './generated/kernels-wasm.ts';

const PAGE = 65_536;

/** The functions of `apps/client/kernels`. Addresses are byte offsets into the instance's memory. */
export interface Kernels {
  filterOnce(left: number, right: number, frames: number, band: number): void;
  filterThrice(left: number, right: number, frames: number, bands: number): void;
  filterSwept(left: number, right: number, frames: number, filter: number): void;
  largestOf(left: number, right: number, frames: number): number;
  rampBoth(left: number, right: number, frames: number, start: number, step: number): void;
  reverberate(
    at: number,
    preDelay: number,
    diffusion: number,
    damping: number,
    mix: number,
    same: number,
    other: number,
  ): void;
  slideColumns(
    windows: number,
    width: number,
    groups: number,
    entering: number,
    leaving: number,
    medians: number,
  ): void;
  medianOfRow(padded: number, quarter: number, width: number, window: number, output: number): void;
  explainedBy(
    rows: number,
    count: number,
    own: number,
    groups: number,
    scratch: number,
    output: number,
  ): void;
}

/** Inner loops and the memory they work in, which never grows, so that views of it stay valid. */
export interface KernelInstance {
  readonly run: Kernels;
  readonly memory: ArrayBuffer;
}

let compiled: WebAssembly.Module | null = null;

function compile(): WebAssembly.Module {
  const binary = atob(KERNELS_WASM);
  return new WebAssembly.Module(Uint8Array.from(binary, (character) => character.charCodeAt(0)));
}

/**
 * A new instance with memory of its own, which is freed with it. The module is compiled once per thread.
 *
 * @param bytes of memory needed
 */
export function openKernels(bytes: number): KernelInstance {
  const memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / PAGE) });
  const instance = new WebAssembly.Instance((compiled ??= compile()), { env: { memory } });
  return { run: instance.exports as unknown as Kernels, memory: memory.buffer };
}
