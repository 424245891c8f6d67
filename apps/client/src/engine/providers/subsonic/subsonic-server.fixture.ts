import { md5 } from '@noble/hashes/legacy.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { RequestTools } from '../retries.ts';
import type { SubsonicSong } from './subsonic-answers.ts';

export const USER = 'listener';
export const PASSWORD = 'påss word';
export const API_KEY = 'key-0123456789';

/** How a server behaves, as servers met in the wild differ. */
export interface Behaviour {
  /** Ways to sign in that it knows. */
  readonly ways: readonly ('apiKey' | 'token' | 'password' | 'basic')[];
  /** What it answers to a token when it does not know tokens: 41 as specified, 10 as supysonic. */
  readonly tokenRefusal?: number;
  /** A proxy in front that asks everybody for Basic. */
  readonly basicDoor?: boolean;
  readonly songs?: readonly SubsonicSong[];
  readonly files?: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
  /** What `stream` sends although `format=raw` was asked for. */
  readonly transcodes?: { readonly contentType: string; readonly bytes: Uint8Array<ArrayBuffer> };
  readonly mayDownload?: boolean;
  /** Where each transfer of sound breaks off. */
  readonly breaksAfter?: number;
  readonly ignoresRange?: boolean;
  /** Answers given before the server behaves: a status, or `network`. */
  readonly stumbles?: (number | 'network')[];
}

const json = (content: object, status = 200): Response =>
  Response.json({ 'subsonic-response': { version: '1.16.1', ...content } }, { status });
const failed = (code: number): Response => json({ status: 'failed', error: { code, message: 'no' } });
const xml = (code: number): Response =>
  new Response(
    `<?xml version="1.0"?><subsonic-response xmlns="http://subsonic.org/restapi" status="failed"><error code="${code}" message="no"/></subsonic-response>`,
    { headers: { 'content-type': 'text/xml; charset=utf-8' } },
  );

/** The Subsonic API as a function, for tests without a network. Everything asked is remembered. */
export class SubsonicServer {
  readonly asked: { method: string; query: URLSearchParams; headers: Headers }[] = [];
  readonly pauses: number[] = [];
  readonly #behaviour: Behaviour;

  constructor(behaviour: Behaviour) {
    this.#behaviour = behaviour;
  }

  readonly tools: RequestTools = {
    fetch: async (url, init) => this.#answer(new URL(url), new Headers(init.headers)),
    sleep: async (ms) => void this.pauses.push(ms),
  };

  methods(): string[] {
    return this.asked.map(({ method }) => method);
  }

  #answer(url: URL, headers: Headers): Response {
    const method = /^\/rest\/(\w+)\.view$/.exec(url.pathname)?.[1] ?? '';
    const query = url.searchParams;
    this.asked.push({ method, query, headers });
    const stumble = this.#behaviour.stumbles?.shift();
    if (stumble === 'network') throw new TypeError(`fetch failed for ${url.href}`);
    if (stumble !== undefined)
      return new Response('busy', { status: stumble, headers: { 'retry-after': '1' } });
    const isSound = method === 'stream' || method === 'download';
    const refusal = this.#refusal(query, headers);
    if (refusal === 401) return new Response('', { status: 401, headers: { 'www-authenticate': 'Basic' } });
    if (refusal !== null) return isSound ? xml(refusal) : failed(refusal);
    if (isSound) return this.#sound(method, query.get('id') ?? '', headers);
    return this.#document(method, query);
  }

  #refusal(query: URLSearchParams, headers: Headers): number | null {
    const { ways, basicDoor = false, tokenRefusal = 41 } = this.#behaviour;
    const basic =
      headers.get('authorization') === `Basic ${Buffer.from(`${USER}:${PASSWORD}`).toString('base64')}`;
    if (basicDoor && !basic) return 401;
    if (query.has('apiKey')) {
      if (query.has('u')) return 43;
      if (!ways.includes('apiKey')) return 42;
      return query.get('apiKey') === API_KEY ? null : 44;
    }
    if (!query.has('u')) return ways.includes('basic') && basic ? null : 10;
    if (query.has('t')) {
      if (!ways.includes('token')) return tokenRefusal;
      const wanted = bytesToHex(md5(utf8ToBytes(PASSWORD + (query.get('s') ?? ''))));
      return query.get('t') === wanted && query.get('u') === USER ? null : 40;
    }
    if (!query.has('p') || !ways.includes('password')) return query.has('p') ? 42 : 10;
    const hex = /^enc:((?:[0-9a-f]{2})+)$/.exec(query.get('p') ?? '')?.[1] ?? '';
    return Buffer.from(hex, 'hex').toString() === PASSWORD ? null : 40;
  }

  #document(method: string, query: URLSearchParams): Response {
    const songs = this.#behaviour.songs ?? [];
    const text = (query.get('query') ?? '').toLowerCase();
    if (method === 'search3') {
      const found = songs.filter(({ title = '' }) => title.toLowerCase().includes(text));
      const offset = Number(query.get('songOffset'));
      const song = found.slice(offset, offset + Number(query.get('songCount')));
      return json({ status: 'ok', searchResult3: { song } });
    }
    if (method === 'getSong')
      return json({ status: 'ok', song: songs.find(({ id }) => id === query.get('id')) });
    return json({ status: 'ok', type: 'made-up', serverVersion: '1', openSubsonic: false });
  }

  #sound(method: string, id: string, headers: Headers): Response {
    const { files, transcodes, mayDownload = true, breaksAfter, ignoresRange } = this.#behaviour;
    if (method === 'download' && !mayDownload) return xml(50);
    const original = files?.get(id);
    if (original === undefined) return xml(70);
    const sent = method === 'stream' && transcodes !== undefined ? transcodes.bytes : original;
    const song = this.#behaviour.songs?.find((one) => one.id === id);
    const contentType =
      (method === 'stream' ? transcodes?.contentType : undefined) ?? song?.contentType ?? 'audio/flac';
    const range = ignoresRange === true ? null : /^bytes=(\d+)-(\d*)$/.exec(headers.get('range') ?? '');
    const from = Number(range?.[1] ?? 0);
    const to = range?.[2] ? Math.min(Number(range[2]) + 1, sent.length) : sent.length;
    const end = Math.min(to, from + (breaksAfter ?? Infinity));
    const parts = end > from ? [sent.slice(from, end)] : [];
    const body = new ReadableStream<Uint8Array>({
      pull(sink) {
        const part = parts.pop();
        if (part !== undefined) sink.enqueue(part);
        else if (end < to) sink.error(new TypeError('terminated'));
        else sink.close();
      },
    });
    return new Response(body, {
      status: range === null ? 200 : 206,
      headers: {
        'content-type': contentType,
        'content-length': String(to - from),
        ...(range !== null && { 'content-range': `bytes ${from}-${to - 1}/${sent.length}` }),
      },
    });
  }
}
