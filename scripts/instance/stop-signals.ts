import { setInterval } from 'node:timers';

const PARENT_CHECK_MS = 200;

/**
 * Calls `stop` once, with the reason, when this process is told to end.
 *
 * npm runs a script through a shell, and some shells (dash) end on SIGTERM without passing it on. What npm started would then
 * stay behind with its database, so a lost parent counts as being told. Started otherwise, a process may outlive its terminal.
 */
export function whenToldToStop(stop: (reason: string) => void): void {
  let told = false;
  const tell = (reason: string): void => {
    if (told) return;
    told = true;
    stop(reason);
  };
  process.on('SIGINT', tell);
  process.on('SIGTERM', tell);
  if (process.env['npm_lifecycle_event'] === undefined) return;
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) tell('npm has ended');
  }, PARENT_CHECK_MS).unref();
}
