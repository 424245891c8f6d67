import { isActor, Note, Object as ActivityObject } from '@fedify/vocab';
import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import {
  DomainService,
  IncomingService,
  LocalProducerView,
  PostRepository,
  RemotePostService,
  sameOrigin,
  SocialAddresses,
} from '../../modules/social/index.ts';
import type { Principal } from '../../platform/auth/principal.ts';
import { CONFIG } from '../../platform/config/config.ts';
import type { Config } from '../../platform/config/config.ts';
import { SafeFetch } from '../../platform/net/safe-fetch.ts';
import { NotFoundError, UnprocessableError, UpstreamFailedError } from '../../platform/problem/errors.ts';
import { Documents, MissingDocument } from './documents.ts';
import { IncomingActivities } from './incoming-activities.ts';
import { parseBounded, RefusedDocument } from './json-limits.ts';
import { RemoteActors } from './remote-actors.ts';

/** What was found: somebody elsewhere, a flip of theirs, or a producer of this instance. */
export type Found =
  | { readonly kind: 'actor'; readonly actorId: string }
  | { readonly kind: 'flip'; readonly postId: string }
  | { readonly kind: 'producer'; readonly handle: string }
  | { readonly kind: 'link'; readonly path: string };

export interface HeardBoost {
  readonly actorId: string;
  readonly uri: string;
  readonly object: string;
}

const HANDLE = /^@?([^@\s/?#]{1,128})@([^@\s/?#]{1,253})$/;
const webFinger = z.object({
  links: z
    .array(z.object({ rel: z.string(), type: z.string().optional(), href: z.string().optional() }))
    .max(100),
});
const ACTIVITY_TYPE = /^application\/(?:activity\+json|ld\+json)/;

/** Finds people and flips of other servers by `@name@server` or by address. */
@Injectable()
export class LookupService {
  private readonly addresses: SocialAddresses;

  constructor(
    @Inject(SafeFetch) private readonly net: SafeFetch,
    @Inject(Documents) private readonly documents: Documents,
    @Inject(RemoteActors) private readonly actors: RemoteActors,
    @Inject(IncomingActivities) private readonly activities: IncomingActivities,
    @Inject(IncomingService) private readonly incoming: IncomingService,
    @Inject(PostRepository) private readonly posts: PostRepository,
    @Inject(RemotePostService) private readonly remotePosts: RemotePostService,
    @Inject(LocalProducerView) private readonly producers: LocalProducerView,
    @Inject(DomainService) private readonly domains: DomainService,
    @Inject(CONFIG) private readonly config: Pick<Config, 'baseUrl' | 'allowPrivateNetworks'>,
  ) {
    this.addresses = new SocialAddresses(config.baseUrl);
  }

  /** @throws {NotFoundError} {@link UpstreamFailedError} {@link UnprocessableError} */
  async find(principal: Principal, words: string): Promise<Found> {
    principal.requireScope('profile:read');
    return await this.lookUp(words, '/query/q');
  }

  /** For services that asked for access; `pointer` is where the words came from. */
  async lookUp(words: string, pointer: string): Promise<Found> {
    const query = words.trim();
    const [, name, host] = HANDLE.exec(query) ?? [];
    try {
      if (name !== undefined && host !== undefined) return await this.byHandle(name, host.toLowerCase());
      if (/^https?:\/\//i.test(query) && URL.parse(query) !== null) return await this.byAddress(query);
    } catch (error) {
      if (error instanceof MissingDocument) throw new NotFoundError(query);
      if (error instanceof RefusedDocument || error instanceof TypeError)
        throw new UpstreamFailedError(`${query} cannot be shown: ${error.message}`);
      throw error;
    }
    throw new UnprocessableError('Search for @name@server or for an address.', [
      { pointer, detail: 'is neither @name@server nor an http address' },
    ]);
  }

  /**
   * The flip that somebody who is followed here boosts. What is none, or cannot be shown, is left alone.
   * @throws {UpstreamFailedError} when its home does not answer: to be tried again.
   */
  async takeBoosted({ actorId, uri, object }: HeardBoost): Promise<void> {
    try {
      await this.byAddress(object);
      const post = await this.posts.findByUri(object);
      if (post?.state === 'READY') await this.incoming.takeFoundBoost(actorId, uri, post.hash);
    } catch (error) {
      const left = error instanceof RefusedDocument || error instanceof MissingDocument;
      if (!left && !(error instanceof NotFoundError)) throw error;
    }
  }

  private async byHandle(name: string, host: string): Promise<Found> {
    if (host === new URL(this.config.baseUrl).host) return await this.ownProducer(name.toLowerCase());
    if (URL.parse(`https://${host}/`)?.host !== host) throw new NotFoundError(`@${name}@${host}`);
    await this.requireAllowed(host);
    const scheme =
      this.config.allowPrivateNetworks && /^(?:(?:[a-z0-9-]+\.)*localhost|127\.\d)/.test(host)
        ? 'http'
        : 'https';
    const resource = encodeURIComponent(`acct:${name}@${host}`);
    const answer = await this.net.fetch(`${scheme}://${host}/.well-known/webfinger?resource=${resource}`, {
      maxBytes: 65_536,
      timeoutMs: 5_000,
      headers: { accept: 'application/jrd+json, application/json' },
    });
    if (answer.status !== 200) throw new NotFoundError(`@${name}@${host}`);
    const { links } = webFinger.parse(parseBounded(answer.body.toString('utf8')));
    const self = links.find((link) => link.rel === 'self' && ACTIVITY_TYPE.test(link.type ?? ''))?.href;
    if (self === undefined) throw new NotFoundError(`@${name}@${host}`);
    return await this.byAddress(self);
  }

  private async byAddress(address: string): Promise<Found> {
    const url = new URL(address);
    if (url.origin === this.config.baseUrl) return await this.own(url);
    await this.requireAllowed(url.host);
    const { document, documentUrl } = await this.documents.load(url.href);
    const object = await ActivityObject.fromJsonLd(document, {
      contextLoader: this.documents.context,
      documentLoader: (part) => this.documents.load(part),
    });
    const uri = object.id?.href;
    if (uri === undefined || !sameOrigin(uri, documentUrl))
      throw new RefusedDocument('It is of another server.');
    if (isActor(object)) return { kind: 'actor', actorId: (await this.actors.resolve(uri)).actor.id };
    if (object instanceof Note) return await this.note(object, uri);
    throw new RefusedDocument('It is neither an account nor a flip.');
  }

  /** A flip of whom nobody here follows yet: it is taken in because somebody asked for it. */
  private async note(note: Note, uri: string): Promise<Found> {
    const author = note.attributionId?.href;
    if (author === undefined || !sameOrigin(author, uri)) throw new RefusedDocument('It has no author.');
    const { actor } = await this.actors.resolve(author);
    const read = await this.activities.readNote(note, actor);
    if (read?.kind !== 'flip') return { kind: 'actor', actorId: actor.id };
    await this.incoming.takeFound(actor, read.flip);
    const post = await this.posts.findByUri(read.flip.uri);
    if (post === null || post.state === 'GONE') throw new NotFoundError('Flip', uri);
    if (post.state === 'PENDING') await this.remotePosts.fetch(post.id);
    if ((await this.posts.find(post.id))?.state !== 'READY')
      throw new UpstreamFailedError('The recipe of this flip could not be checked.');
    return { kind: 'flip', postId: post.id };
  }

  private async own(url: URL): Promise<Found> {
    const thing = this.addresses.parse(`${this.config.baseUrl}${url.pathname}`);
    if (thing?.kind === 'user') {
      const producer = await this.producers.byId(thing.id);
      if (producer?.deletedAt === null) return { kind: 'producer', handle: producer.handle };
    }
    if (thing?.kind === 'flip') {
      const flip = await this.producers.flip(thing.hash);
      if (flip !== null) return { kind: 'link', path: `/r/${flip.code}` };
    }
    if (/^\/r\/[0-9A-Z]{8}$/i.test(url.pathname)) return { kind: 'link', path: url.pathname };
    throw new NotFoundError(url.href);
  }

  private async ownProducer(handle: string): Promise<Found> {
    if ((await this.producers.byHandle(handle)) === null) throw new NotFoundError('Producer', handle);
    return { kind: 'producer', handle };
  }

  private async requireAllowed(host: string): Promise<void> {
    if (await this.domains.isBlocked(host))
      throw new UpstreamFailedError(`This instance has blocked ${host}.`);
  }
}
