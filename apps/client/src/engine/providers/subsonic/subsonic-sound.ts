import { ProviderError } from '../provider-error.ts';
import { readXmlError } from './subsonic-answers.ts';
import { SubsonicError } from './subsonic-error.ts';

/** Sound on its way: what the server says it is, and its bytes. */
export interface Sound {
  /** Without parameters, in lower case; empty when the server does not say. */
  readonly contentType: string;
  /** Where the bytes begin: above 0 only when the server took the `Range`. */
  readonly from: number;
  /** Of the whole file, when the server says it. */
  readonly totalBytes: number | null;
  readonly body: ReadableStream<Uint8Array>;
}

const MOST_ERROR_BYTES = 64 * 1024;
const EMPTY = (): ReadableStream<Uint8Array> => new ReadableStream({ start: (sink) => sink.close() });

function wholeNumber(text: string | null | undefined): number | null {
  return text !== null && text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : null;
}

/** Content types under which servers tell errors where sound was asked for. */
const isDocument = (type: string): boolean =>
  /^(?:text|application)\/(?:[a-z+.-]*(?:xml|json)|html|plain)$/.test(type);

/**
 * Reads the head of an answer to `stream` or `download`. Where something is wrong the API answers with an XML document (JSON when
 * it was asked for) and status 200.
 *
 * @throws {SubsonicError} the server's error; ProviderError `unreadable` when the answer is no sound
 */
export async function readSound(response: Response, host: string): Promise<Sound> {
  const contentType = (response.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  if (!response.ok || isDocument(contentType)) throw await refusal(response, host);
  const range = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(response.headers.get('content-range') ?? '');
  const length = wholeNumber(response.headers.get('content-length'));
  const partial = response.status === 206 && range !== null;
  return {
    contentType,
    from: partial ? Number(range[1]) : 0,
    totalBytes: partial ? wholeNumber(range[2]) : length,
    body: response.body ?? EMPTY(),
  };
}

async function refusal(response: Response, host: string): Promise<ProviderError> {
  const head = await headOf(response);
  const error = readXmlError(head) ?? readJsonError(head);
  if (error !== null) return new SubsonicError(host, error.code, error.message);
  if (response.status === 401) return new SubsonicError(host, 42, '');
  return new ProviderError('unreadable', `${host} answers ${response.status} and no sound.`);
}

function readJsonError(text: string): { readonly code: number; readonly message: string } | null {
  const code = /"code"\s*:\s*(\d{1,4})/.exec(text)?.[1];
  return code === undefined || !text.includes('subsonic-response')
    ? null
    : { code: Number(code), message: '' };
}

async function headOf(response: Response): Promise<string> {
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let text = '';
  for (let part = await reader?.read(); part !== undefined && !part.done; part = await reader?.read()) {
    text += decoder.decode(part.value, { stream: true });
    if (text.length > MOST_ERROR_BYTES) break;
  }
  await reader?.cancel();
  return text;
}
