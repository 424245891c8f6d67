/** More threads than this only wait for each other. */
const MOST_THREADS = 8;

/** Threads that a model gets here: all cores of an isolated page, one of any other. */
export function browserThreads(): number {
  return globalThis.crossOriginIsolated
    ? Math.max(1, Math.min(MOST_THREADS, navigator.hardwareConcurrency))
    : 1;
}
