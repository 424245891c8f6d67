import { preloadedContexts, signRequest } from '@fedify/fedify';
import type { DocumentLoader, RemoteDocument } from '@fedify/fedify';
import { Inject, Injectable } from '@nestjs/common';
import { SafeFetch } from '../../platform/net/safe-fetch.ts';
import type { SafeResponse } from '../../platform/net/safe-fetch.ts';
import { UnreachableError, UpstreamFailedError } from '../../platform/problem/errors.ts';
import { DomainService, hostOf, INSTANCE, SocialKvRepository } from '../../modules/social/index.ts';
import { parseBounded } from './json-limits.ts';
import { SigningKeys } from './signing-keys.ts';

const MOST_BYTES = 1_048_576;
const TIMEOUT_MS = 5_000;
const ACCEPT =
  'application/activity+json, application/ld+json; profile="https://www.w3.org/ns/activitystreams"';
const JSON_TYPES = /^application\/(?:activity\+json|ld\+json|json|jrd\+json)\b/i;
const CONTEXT_LIFE_MS = 7 * 24 * 3_600_000;
const SCHEME_LIFE_MS = 30 * 24 * 3_600_000;
const LINK = /<([^>]+)>[^,]*rel="?alternate"?[^,]*type="?application\/(?:activity|ld)\+json/i;
const HTML_LINK = /<link\b[^>]*>/gi;

/**
 * Documents of other servers, fetched with the limits of `SafeFetch`: size, time, redirects, and no private address.
 * Fedify is given these loaders and fetches nothing by itself.
 */
@Injectable()
export class Documents {
  constructor(
    @Inject(SafeFetch) private readonly net: SafeFetch,
    @Inject(DomainService) private readonly domains: DomainService,
    @Inject(SocialKvRepository) private readonly values: SocialKvRepository,
    @Inject(SigningKeys) private readonly keys: SigningKeys,
  ) {}

  /** @throws {UpstreamFailedError} when it cannot be had; {@link RefusedDocument} for what is not looked at. */
  readonly load: DocumentLoader = async (url) => await this.fetch(url, true, true);

  /** JSON-LD contexts: the well-known ones come with the library; others are kept for a week. */
  readonly context: DocumentLoader = async (url) => {
    const known = preloadedContexts[url];
    if (known !== undefined) return { contextUrl: null, document: known, documentUrl: url };
    const key = `context:${url}`;
    const kept = await this.values.get(key);
    if (kept !== undefined) return { contextUrl: null, document: kept, documentUrl: url };
    const loaded = await this.fetch(url, false);
    await this.values.set(key, loaded.document, new Date(Date.now() + CONTEXT_LIFE_MS));
    return loaded;
  };

  /**
   * Signed by this instance, for servers that show nothing to strangers. Which signatures one knows shows only by
   * asking, as with deliveries; what it took is remembered.
   */
  private async ask(url: string): Promise<SafeResponse> {
    const key = `signed-fetch:${hostOf(url)}`;
    const draft = (await this.values.get(key)) === 'draft';
    const first = await this.get(url, draft);
    if (!isRefusal(first)) return first;
    const second = await this.get(url, !draft);
    if (isRefusal(second)) return second;
    await this.values.set(key, draft ? 'new' : 'draft', new Date(Date.now() + SCHEME_LIFE_MS));
    return second;
  }

  private async get(url: string, draft: boolean | null = null): Promise<SafeResponse> {
    return await this.net.fetch(url, {
      maxBytes: MOST_BYTES,
      timeoutMs: TIMEOUT_MS,
      headers: { accept: ACCEPT },
      ...(draft !== null && { headersFor: (address) => this.signature(address, draft) }),
    });
  }

  private async signature(url: string, draft: boolean): Promise<Record<string, string>> {
    const { request: signer } = await this.keys.of(INSTANCE);
    const unsigned = new Request(url, { headers: { accept: ACCEPT } });
    const spec = draft ? 'draft-cavage-http-signatures-12' : 'rfc9421';
    const signed = await signRequest(unsigned, signer.privateKey, signer.keyId, { spec });
    return Object.fromEntries([...signed.headers].filter(([name]) => name !== 'accept' && name !== 'host'));
  }

  private async fetch(url: string, signed: boolean, mayBePage = false): Promise<RemoteDocument> {
    if (await this.domains.isBlocked(hostOf(url)))
      throw new UpstreamFailedError(`${hostOf(url)} is blocked here.`);
    const answer = signed ? await this.ask(url) : await this.get(url);
    if (answer.status === 410 || answer.status === 404) throw new MissingDocument(url, answer.status);
    if (answer.status >= 500 || answer.status === 429)
      throw new UnreachableError(`${hostOf(url)} answered ${answer.status}.`);
    if (answer.status !== 200) throw new UpstreamFailedError(`${hostOf(url)} answered ${answer.status}.`);
    const type = answer.headers['content-type'] ?? '';
    const body = answer.body.toString('utf8');
    if (JSON_TYPES.test(type))
      return { contextUrl: null, document: parseBounded(body), documentUrl: answer.url };
    const alternate = mayBePage ? alternateOf(answer.headers.link, type, body) : null;
    if (alternate === null) throw new UpstreamFailedError(`${hostOf(url)} has no activity at this address.`);
    return await this.fetch(new URL(alternate, answer.url).href, true, false);
  }
}

const isRefusal = ({ status }: SafeResponse): boolean => status === 400 || status === 401 || status === 403;

/** It was there, or never was. */
export class MissingDocument extends Error {
  readonly status: 404 | 410;

  constructor(url: string, status: 404 | 410) {
    super(`${url} answered ${status}.`);
    this.status = status;
  }
}

/** A page for people may say where its activity is. */
function alternateOf(link: string | string[] | undefined, type: string, body: string): string | null {
  const header = LINK.exec([link ?? []].flat().join(','))?.[1];
  if (header !== undefined) return header;
  if (!/^text\/html\b/i.test(type)) return null;
  for (const [tag] of body.slice(0, 200_000).matchAll(HTML_LINK)) {
    const isAlternate = /rel=["']?alternate/i.test(tag) && /type=["']?application\/activity\+json/i.test(tag);
    const href = isAlternate ? /href=["']([^"']+)["']/i.exec(tag)?.[1] : undefined;
    if (href !== undefined) return href;
  }
  return null;
}
