/**
 * `gone`: the file was moved or deleted; `permission`: the person has not (or no longer) allowed reading; `unreadable`: it cannot be read
 * for another reason; `unknown-track`: the reference belongs to no track of this provider; `unavailable`: the provider has no audio;
 * `unreachable`: its server does not answer; `denied`: it does not accept the login; `blocked`: the browser may not read its answers.
 */
export type ProviderErrorCode =
  | 'gone'
  | 'permission'
  | 'unreadable'
  | 'unknown-track'
  | 'unavailable'
  | 'unreachable'
  | 'denied'
  | 'blocked';

/** A provider could not do what it was asked, with words fit for the person at the screen. */
export class ProviderError extends Error {
  readonly code: ProviderErrorCode;

  constructor(code: ProviderErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ProviderError';
    this.code = code;
  }
}

/** Turns a failed read into a `ProviderError` by the platform's error name (File API §6.4; Node's codes). */
export function readFailure(name: string, cause: unknown): ProviderError {
  // DOMException and Node's errors share these two fields and no class.
  const isObject = typeof cause === 'object' && cause !== null;
  const kind: unknown = isObject && 'name' in cause ? cause.name : null;
  const code: unknown = isObject && 'code' in cause ? cause.code : null;
  if (kind === 'NotFoundError' || code === 'ENOENT')
    return new ProviderError('gone', `“${name}” is no longer there.`, { cause });
  if (kind === 'NotAllowedError' || kind === 'SecurityError' || code === 'EACCES' || code === 'EPERM')
    return new ProviderError('permission', `Reading “${name}” is not allowed. Choose the folder again.`, {
      cause,
    });
  return new ProviderError('unreadable', `“${name}” cannot be read.`, { cause });
}
