import { isActor, Object as ActivityObject } from '@fedify/vocab';
import type { Actor } from '@fedify/vocab';
import { Inject, Injectable } from '@nestjs/common';
import { hostOf, RemoteActorRepository, sameOrigin, SocialKvRepository } from '../../modules/social/index.ts';
import type { RemoteActor } from '../../modules/social/index.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { UpstreamFailedError } from '../../platform/problem/errors.ts';
import { Documents } from './documents.ts';
import { RefusedDocument } from './json-limits.ts';
import { plainText } from './plain-text.ts';

const FRESH_MS = 24 * 3_600_000;
const HANDLE = /^[\p{L}\p{N}_.~-]{1,128}$/u;

export interface KnownActor {
  readonly actor: RemoteActor;
  readonly document: Actor;
}

/** People of other servers, as their homes tell them. */
@Injectable()
export class RemoteActors {
  constructor(
    @Inject(RemoteActorRepository) private readonly actors: RemoteActorRepository,
    @Inject(SocialKvRepository) private readonly values: SocialKvRepository,
    @Inject(Documents) private readonly documents: Documents,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** The actor's own document, at most a day old. With `anew` it is fetched. */
  async document(uri: string, anew = false): Promise<unknown> {
    const key = `actor:${uri}`;
    const kept = anew ? undefined : await this.values.get(key);
    if (kept !== undefined) return kept;
    const { document, documentUrl } = await this.documents.load(uri);
    // An address may lead on, but only within its own server.
    if (!sameOrigin(documentUrl, uri)) throw new RefusedDocument('The account is at another server.');
    await this.values.set(key, document, new Date(this.clock.now().getTime() + FRESH_MS));
    return document;
  }

  /** Fetches, checks and keeps. @throws {RefusedDocument} {@link UpstreamFailedError} */
  async resolve(uri: string, anew = false): Promise<KnownActor> {
    const json = await this.document(uri, anew);
    const document = await ActivityObject.fromJsonLd(json, {
      documentLoader: refuseLoading,
      contextLoader: this.documents.context,
    });
    if (!isActor(document)) throw new RefusedDocument('This is no account.');
    if (document.id?.href !== uri) throw new RefusedDocument('The account calls itself otherwise.');
    return { actor: await this.actors.put(await this.describe(document, uri), this.clock.now()), document };
  }

  private async describe(document: Actor, uri: string) {
    const inbox = document.inboxId?.href;
    const shared = document.endpoints?.sharedInbox?.href ?? null;
    const handle = String(document.preferredUsername ?? '');
    if (inbox === undefined || !sameOrigin(inbox, uri))
      throw new RefusedDocument('The account has no inbox.');
    if (!HANDLE.test(handle)) throw new RefusedDocument('The account has no usable name.');
    const url = document.url;
    const page = url instanceof URL ? url : (url?.href ?? null);
    return {
      uri,
      host: hostOf(uri),
      handle,
      displayName: plainText(String(document.name ?? '')).slice(0, 200),
      summary: plainText(String(document.summary ?? '')).slice(0, 2_000),
      url: page !== null && /^https?:$/.test(page.protocol) ? page.href : uri,
      inbox,
      sharedInbox: shared !== null && sameOrigin(shared, uri) ? shared : null,
    };
  }
}

/** For documents of which every part is there: whatever would be loaded is not. */
export const refuseLoading = (url: string): Promise<never> =>
  Promise.reject(new UpstreamFailedError(`${url} is not looked up here.`));
