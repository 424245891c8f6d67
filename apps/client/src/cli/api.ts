import createClient from 'openapi-fetch';
import type { Client } from 'openapi-fetch';
import type { components, paths } from '../api/schema.ts';
import { CommandError, EXIT, usageError } from './exit-codes.ts';
import type { Http } from './http.ts';

/** Of one answer in JSON: a statement of some hundred thousand lines. */
const MOST_BYTES = 256 * 1024 * 1024;

export type Schemas = components['schemas'];

/** The instance's API, typed from `docs/openapi.json`. */
export const apiOf = (http: Http): Client<paths> =>
  createClient<paths>({
    baseUrl: http.baseUrl,
    fetch: (request) => http.request(request, MOST_BYTES),
  });

/** What an answer holds, or why there is none, as the command says it. */
export function expectData<T>(
  what: string,
  answer: { readonly data?: T; readonly error?: unknown; readonly response: Response },
): T {
  if (answer.response.ok && answer.data !== undefined) return answer.data;
  const { status } = answer.response;
  const problem = answer.error as Partial<Schemas['Problem']> | undefined;
  const detail = problem?.detail ?? `The instance answers ${status}.`;
  if (status === 401 || status === 403) throw usageError('NOT_ALLOWED', `${what}: ${detail}`);
  if (status === 404) throw usageError('NOT_FOUND', `${what}: ${detail}`);
  // Refused for what was asked: the instance is there, and asking again changes nothing.
  if (status === 400 || status === 409 || status === 410 || status === 422)
    throw usageError((problem?.code ?? 'refused').toUpperCase(), `${what}: ${detail}`);
  throw new CommandError(EXIT.unreachable, problem?.code ?? 'UNREACHABLE', `${what}: ${detail}`);
}
