import { ProviderError } from './provider-error.ts';

/** The browser's question whether a site may reach this computer: two names of it (Local Network Access, WICG draft; Chromium from 142). */
const QUESTIONS = ['loopback-network', 'local-network-access'];

function isOwnComputer(url: string): boolean {
  const host = URL.parse(url)?.hostname ?? '';
  return host === 'localhost' || host === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(host);
}

async function stateOf(name: string): Promise<PermissionState | null> {
  try {
    // TypeScript's DOM library does not list the name yet.
    return (await navigator.permissions.query({ name: name as PermissionName })).state;
  } catch (error) {
    // A browser that does not know the name asks no such question.
    if (error instanceof TypeError) return null;
    throw error;
  }
}

/**
 * Whether a request to this computer failed because the browser keeps this site from it: asking again does not help then, an answer of the
 * person does.
 *
 * @returns null for other addresses, in Node, and in browsers that do not keep sites from this computer
 */
export async function keptFromOwnComputer(url: string): Promise<ProviderError | null> {
  if (!isOwnComputer(url) || !('navigator' in globalThis) || !('permissions' in navigator)) return null;
  for (const name of QUESTIONS) {
    const state = await stateOf(name);
    if (state === 'granted') return null;
    if (state === 'denied')
      return new ProviderError(
        'blocked',
        'This browser keeps this site from other programs on this computer. Allow it in the settings beside the address, then try again.',
      );
    if (state === 'prompt')
      return new ProviderError(
        'blocked',
        'The browser asks whether this site may reach other programs on this computer. Allow it, then try again; where it does not answer, see that the command still runs.',
      );
  }
  return null;
}
