import { ProviderError } from './provider-error.ts';

/** What requests to a provider need from around them; tests give their own. */
export interface RequestTools {
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
}

const ATTEMPTS = 4;
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 20_000;
/** Until the first byte of an answer; a server that transcodes or wakes a disk may take its time. */
const PATIENCE_MS = 60_000;

function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((done, fail) => {
    const onAbort = (): void => {
      clearTimeout(timer);
      fail(signal?.reason as Error);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', onAbort);
      done();
    }, ms);
    signal?.addEventListener('abort', onAbort, { once: true });
  });
}

export const PLATFORM_TOOLS: RequestTools = { fetch: (url, init) => fetch(url, init), sleep };

/** Lets no more than so many requests be under way; others wait their turn, until the head of an answer is there. */
export function atMost(count: number, ask: RequestTools['fetch']): RequestTools['fetch'] {
  const waiting: (() => void)[] = [];
  let free = count;
  return async (url, init) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((turn) => waiting.push(turn));
    try {
      return await ask(url, init);
    } finally {
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    }
  };
}

/** Worth another try: the server is busy or was restarted (RFC 9110 §15.6, RFC 6585 §4). */
const isPassing = (status: number): boolean => status === 429 || status >= 500;

function pauseOf(headers: Headers | null, attempt: number): number {
  const asked = Number(headers?.get('retry-after') ?? Number.NaN) * 1000;
  return Math.min(Number.isFinite(asked) ? asked : FIRST_PAUSE_MS * 2 ** (attempt - 1), LONGEST_PAUSE_MS);
}

/** Aborted with the caller's signal, or when no answer has begun in time; `begun` ends the second. */
function patience(signal: AbortSignal | undefined): { readonly signal: AbortSignal; begun: () => void } {
  const late = new AbortController();
  const timer = setTimeout(
    () => late.abort(new DOMException('No answer in time.', 'TimeoutError')),
    PATIENCE_MS,
  );
  const both = signal === undefined ? late.signal : AbortSignal.any([signal, late.signal]);
  return { signal: both, begun: () => clearTimeout(timer) };
}

/**
 * Asks, and asks again with growing pauses while the network or the server fails in passing: four times at most. An answer that
 * still says 429 or 5xx at the end is given back for the caller to read.
 *
 * @param host named in the error
 * @throws {ProviderError} `unreachable`; the signal's reason when it is aborted
 */
export async function fetchPatiently(
  url: string,
  init: RequestInit,
  host: string,
  tools: RequestTools,
): Promise<Response> {
  const caller = init.signal ?? undefined;
  for (let attempt = 1; ; attempt += 1) {
    caller?.throwIfAborted();
    const { signal, begun } = patience(caller);
    let headers: Headers | null = null;
    try {
      const response = await tools.fetch(url, { ...init, signal });
      if (!isPassing(response.status) || attempt === ATTEMPTS) return response;
      headers = response.headers;
      await response.body?.cancel();
    } catch (cause) {
      caller?.throwIfAborted();
      // The cause is left out: its message may carry the address, and the address the login.
      if (attempt === ATTEMPTS) throw new ProviderError('unreachable', unreachableWords(host, cause));
    } finally {
      begun();
    }
    await tools.sleep(pauseOf(headers, attempt), caller);
  }
}

function unreachableWords(host: string, cause: unknown): string {
  const isLate = cause instanceof Error && cause.name === 'TimeoutError';
  return isLate ? `${host} does not answer in time.` : `${host} cannot be reached.`;
}
