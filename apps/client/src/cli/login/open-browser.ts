import { spawn } from 'node:child_process';

/** What opens an address in the person's own browser. */
function opener(platform: NodeJS.Platform, address: string): readonly [string, ...string[]] {
  if (platform === 'darwin') return ['open', address];
  if (platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler', address];
  return ['xdg-open', address];
}

/** Opens an address; where there is no browser nothing happens: the address is printed beside it. */
export function openBrowser(address: string): void {
  const [program, ...args] = opener(process.platform, address);
  const child = spawn(program, args, { stdio: 'ignore', detached: true });
  child.on('error', () => undefined);
  child.unref();
}
