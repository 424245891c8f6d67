/**
 * Environment that a process which runs a model is to be started in. What a segment needs for a moment, two gigabytes in
 * blocks of some megabytes, the C library of Linux (glibc) soon keeps for the next one, in pieces that do not fit: its
 * threshold for blocks that are given back grows with each (`man 3 mallopt`, M_MMAP_THRESHOLD). Named, it stays where it
 * is. Other C libraries take no notice.
 */
const MODEL_ENVIRONMENT = { MALLOC_MMAP_THRESHOLD_: '131072' } as const;

/**
 * Begins the program again in the environment that models need, where it is not in it: as the same process, with the same
 * words and streams. Where the system cannot do that it goes on as it is, and a model takes more memory. To be called
 * before anything else is loaded or opened.
 */
export function enterModelEnvironment(env: NodeJS.ProcessEnv): void {
  const isIn = Object.keys(MODEL_ENVIRONMENT).every((name) => env[name] !== undefined);
  if (isIn || process.platform !== 'linux') return;
  const words = [process.execPath, ...process.execArgv, ...process.argv.slice(1)];
  process.execve?.(process.execPath, words, { ...env, ...MODEL_ENVIRONMENT });
}
