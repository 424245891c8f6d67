import { verifyObject, verifyRequestDetailed } from '@fedify/fedify';
import { Activity } from '@fedify/vocab';
import type { DocumentLoader } from '@fedify/fedify';
import { Inject, Injectable } from '@nestjs/common';
import { hostOf, sameOrigin } from '../../modules/social/index.ts';
import { UnreachableError } from '../../platform/problem/errors.ts';
import { RateLimiter } from '../../platform/rate-limit/rate-limiter.ts';
import { Documents } from './documents.ts';
import { RefusedDocument } from './json-limits.ts';
import { RemoteActors } from './remote-actors.ts';
import type { KnownActor } from './remote-actors.ts';

/** Keys that are fetched anew because a signature does not hold: rotated ones, and floods of forged ones. */
const ANEW = { name: 'ap.key-anew', points: 6, perSeconds: 600 };
/** Accounts of one server that are looked up for the first time. */
const FIRST = { name: 'ap.key-first', points: 600, perSeconds: 600 };
const CLOCK_SKEW = { minutes: 60 } as unknown as Temporal.DurationLike;

export class UnprovedSender extends Error {}

/** Both signature schemes name the key like this: `keyId="…"` (draft), `keyid="…"` (RFC 9421). */
export function keyIdOf(headers: Headers): string | null {
  const text = `${headers.get('signature-input') ?? ''} ${headers.get('signature') ?? ''} ${headers.get('authorization') ?? ''}`;
  return /\bkeyid="([^"]{1,2000})"/i.exec(text)?.[1] ?? null;
}

/** Proves that an activity is its actor's: by the request's signature, or by a proof in the object itself. */
@Injectable()
export class SenderProof {
  constructor(
    @Inject(RemoteActors) private readonly actors: RemoteActors,
    @Inject(Documents) private readonly documents: Documents,
    @Inject(RateLimiter) private readonly limiter: RateLimiter,
  ) {}

  /** @throws {UnprovedSender} {@link RateLimitedError} */
  async prove(request: Request, body: Record<string, unknown>, actorUri: string): Promise<KnownActor> {
    const keyId = keyIdOf(request.headers);
    if (keyId === null && !('proof' in body)) throw new UnprovedSender('The request is not signed.');
    if (keyId !== null && !sameOrigin(keyId, actorUri))
      throw new UnprovedSender('The key is of another server than the actor.');
    await this.limiter.consume(FIRST, hostOf(actorUri));
    const known = await this.attempt(request, body, actorUri, keyId, false);
    if (known !== null) return known;
    await this.limiter.consume(ANEW, actorUri);
    const fresh = await this.attempt(request, body, actorUri, keyId, true);
    if (fresh === null) throw new UnprovedSender('The signature does not hold.');
    return fresh;
  }

  private async attempt(
    request: Request,
    body: Record<string, unknown>,
    actorUri: string,
    keyId: string | null,
    anew: boolean,
  ): Promise<KnownActor | null> {
    const known = await this.actors.resolve(actorUri, anew);
    const holds =
      keyId === null ? await this.byProof(body, known) : await this.bySignature(request, known, keyId);
    return holds ? known : null;
  }

  /** The actor itself has to name the key: a document that merely claims to be a key of the actor is none. */
  private async bySignature(request: Request, known: KnownActor, keyId: string): Promise<boolean> {
    const own = [...known.document.publicKeyIds, ...known.document.assertionMethodIds].map(
      ({ href }) => href,
    );
    const embedded: string[] = [];
    for await (const key of known.document.getPublicKeys({ suppressError: true }))
      if (key.id !== null) embedded.push(key.id.href);
    if (![...own, ...embedded].includes(keyId)) return false;
    const loader = this.loaderFor(known.actor.uri);
    const result = await verifyRequestDetailed(request, {
      documentLoader: loader.load,
      contextLoader: this.documents.context,
      timeWindow: CLOCK_SKEW,
    });
    if (!result.verified) loader.throwWhatFailed();
    return result.verified && result.key.ownerId?.href === known.actor.uri;
  }

  /** FEP-8b32: the object carries its own proof, so that it may come by way of another server. */
  private async byProof(body: Record<string, unknown>, known: KnownActor): Promise<boolean> {
    const loader = this.loaderFor(known.actor.uri);
    const verified = await verifyObject(Activity, body, {
      documentLoader: loader.load,
      contextLoader: this.documents.context,
    });
    if (verified === null) loader.throwWhatFailed();
    return verified !== null && verified.actorId?.href === known.actor.uri;
  }

  /**
   * Keys are taken from the actor's own server, and the actor's document from what is kept of it. The library takes a key
   * that cannot be had for a signature that does not hold; who was not reached is asked again later.
   */
  private loaderFor(actorUri: string): {
    readonly load: DocumentLoader;
    readonly throwWhatFailed: () => void;
  } {
    let failure: UnreachableError | null = null;
    const load: DocumentLoader = async (url) => {
      const bare = url.replace(/#.*$/, '');
      if (!sameOrigin(bare, actorUri))
        throw new RefusedDocument('The key is of another server than the actor.');
      if (bare === actorUri)
        return { contextUrl: null, document: await this.actors.document(actorUri), documentUrl: actorUri };
      try {
        return await this.documents.load(bare);
      } catch (error) {
        if (error instanceof UnreachableError) failure = error;
        throw error;
      }
    };
    const throwWhatFailed = (): void => {
      if (failure !== null) throw failure;
    };
    return { load, throwWhatFailed };
  }
}
