import { preloadedContexts } from '@fedify/fedify';
import type { DocumentLoader, RemoteDocument } from '@fedify/fedify';
import { Inject, Injectable } from '@nestjs/common';
import { SafeFetch } from '../../platform/net/safe-fetch.ts';
import { UpstreamFailedError } from '../../platform/problem/errors.ts';
import { DomainService, SocialKvRepository, hostOf } from '../../modules/social/index.ts';
import { parseBounded } from './json-limits.ts';

const MOST_BYTES = 1_048_576;
const TIMEOUT_MS = 5_000;
const ACCEPT =
  'application/activity+json, application/ld+json; profile="https://www.w3.org/ns/activitystreams"';
const JSON_TYPES = /^application\/(?:activity\+json|ld\+json|json|jrd\+json)\b/i;
const CONTEXT_LIFE_MS = 7 * 24 * 3_600_000;
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
  ) {}

  /** @throws {UpstreamFailedError} when it cannot be had; {@link RefusedDocument} for what is not looked at. */
  readonly load: DocumentLoader = async (url) => await this.fetch(url, true);

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

  private async fetch(url: string, mayBePage: boolean): Promise<RemoteDocument> {
    if (await this.domains.isBlocked(hostOf(url)))
      throw new UpstreamFailedError(`${hostOf(url)} is blocked here.`);
    const answer = await this.net.fetch(url, {
      maxBytes: MOST_BYTES,
      timeoutMs: TIMEOUT_MS,
      headers: { accept: ACCEPT },
    });
    if (answer.status === 410 || answer.status === 404) throw new MissingDocument(url, answer.status);
    if (answer.status !== 200) throw new UpstreamFailedError(`${hostOf(url)} answered ${answer.status}.`);
    const type = answer.headers['content-type'] ?? '';
    const body = answer.body.toString('utf8');
    if (JSON_TYPES.test(type))
      return { contextUrl: null, document: parseBounded(body), documentUrl: answer.url };
    const alternate = mayBePage ? alternateOf(answer.headers.link, type, body) : null;
    if (alternate === null) throw new UpstreamFailedError(`${hostOf(url)} has no activity at this address.`);
    return await this.fetch(new URL(alternate, answer.url).href, false);
  }
}

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
