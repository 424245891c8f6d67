import { canonicalise, durationMs } from '@flipside/recipe';
import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Principal } from '../../platform/auth/principal.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { SafeFetch } from '../../platform/net/safe-fetch.ts';
import type { SafeResponse } from '../../platform/net/safe-fetch.ts';
import { GoneError, NotFoundError, UpstreamFailedError } from '../../platform/problem/errors.ts';
import { toPage } from '../catalogue/index.ts';
import type { Page, PageRequest } from '../catalogue/index.ts';
import { readRemoteDocument, recipePrint, RefusedRecipe } from '../recipes/index.ts';
import type { CreditSheet } from '../recipes/index.ts';
import { PostRepository } from './post.repository.ts';
import type { PostRow } from './post.repository.ts';
import { RemoteActorRepository } from './remote-actor.repository.ts';
import { SocialFeedView } from './social-feed.view.ts';
import type { FollowedFlip } from './social-feed.view.ts';
import type { FetchedRecipe, RemoteActor, RemoteFlip } from './social.types.ts';

/** As large as a recipe may be here. */
const MOST_BYTES = 262_144;
const MOST_CREDIT_BYTES = 1_048_576;

const text = z.string().max(2_000);
const name = z.object({ name: text, role: text });
/** What is taken of another server's credits: the fields that are shown, and nothing else of it. */
const creditsShape = z.object({
  remixer: text,
  sources: z
    .array(
      z.object({
        sourceId: text,
        isrc: z.string().regex(/^[A-Z]{2}[A-Z0-9]{3}\d{7}$/),
        title: text,
        artist: text,
        recording: z.array(name).max(200),
        composition: z.array(name).max(200),
        usageMs: z.int().min(0),
      }),
    )
    .max(64),
  parents: z
    .array(
      z.object({
        hash: z.string().regex(/^sha256-[0-9a-f]{64}$/),
        title: text.nullable(),
        remixer: text.nullable(),
      }),
    )
    .max(64),
  corrections: z
    .array(
      z.object({
        id: z.uuid(),
        correctedAt: z.iso.datetime(),
        side: z.enum(['REMIX', 'RECORDING', 'COMPOSITION']),
        subject: text,
        isrc: text.nullable(),
        iswc: text.nullable(),
        credited: name.nullable(),
        proposed: name.nullable(),
      }),
    )
    .max(100),
  text: z.string().max(100_000),
});

/** A recipe's document, checked against the hash that it was announced by. @throws {RefusedRecipe} */
export function checkRecipe(bytes: string, hash: string): Omit<FetchedRecipe, 'credits'> {
  const recipe = readRemoteDocument(bytes, hash);
  return {
    document: canonicalise(recipe),
    print: recipePrint(recipe),
    durationMs: durationMs(recipe),
    bpm: recipe.tempo[0]?.bpm ?? 0,
  };
}

/** Flips of other servers. */
@Injectable()
export class RemotePostService {
  constructor(
    @Inject(PostRepository) private readonly posts: PostRepository,
    @Inject(RemoteActorRepository) private readonly actors: RemoteActorRepository,
    @Inject(SocialFeedView) private readonly view: SocialFeedView,
    @Inject(SafeFetch) private readonly net: SafeFetch,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Public. */
  async get(id: string): Promise<RemoteFlip & { recipe: Record<string, unknown> }> {
    const flip = await this.view.one(id);
    if (flip === null) throw new NotFoundError('Flip', id);
    if (flip.state === 'GONE') throw new GoneError('Its home took this flip away.');
    const { document, state: _state, ...shown } = flip;
    if (document === null || flip.state !== 'READY') throw new NotFoundError('Flip', id);
    return { ...shown, recipe: JSON.parse(document) as Record<string, unknown> };
  }

  /** Public. */
  async actor(id: string): Promise<RemoteActor> {
    const actor = await this.actors.find(id);
    if (actor === null) throw new NotFoundError('Producer', id);
    if (actor.goneAt !== null) throw new GoneError('This account is no more.');
    return actor;
  }

  /** Public. */
  async ofActor(actorId: string, page: PageRequest): Promise<Page<RemoteFlip>> {
    const rows = await this.view.ofActor(actorId, { ...page, limit: page.limit + 1 });
    return toPage(rows, page.limit, ({ publishedAt, hash }) => ({
      key: publishedAt.toISOString(),
      id: hash,
    }));
  }

  async followed(principal: Principal, page: PageRequest): Promise<Page<FollowedFlip>> {
    principal.requireScope('profile:read');
    const rows = await this.view.followed(principal.userId, { ...page, limit: page.limit + 1 });
    return toPage(rows, page.limit, ({ at, hash }) => ({ key: at.toISOString(), id: hash }));
  }

  /**
   * Fetches the recipe of a flip that was announced, and its credits, from its home.
   * @throws {UpstreamFailedError} when that cannot be reached: to be tried again.
   */
  async fetch(postId: string): Promise<void> {
    const post = await this.posts.find(postId);
    if (post === null || post.state === 'GONE') return;
    try {
      await this.posts.settle(post.id, await this.load(post), this.clock.now());
    } catch (error) {
      if (!(error instanceof RefusedRecipe)) throw error;
      await this.posts.refuse(post.id, error.message, this.clock.now());
    }
  }

  private async load(post: PostRow): Promise<FetchedRecipe> {
    const answer = await this.net.fetch(post.recipeUrl, {
      maxBytes: MOST_BYTES,
      headers: { accept: 'application/vnd.flipside.recipe+json' },
    });
    requireOk(answer);
    const facts = checkRecipe(answer.body.toString('utf8'), post.hash);
    return { ...facts, credits: await this.credits(answer) };
  }

  /** Signed bytes cannot carry the credits; a link beside them says where they are (RFC 8288). */
  private async credits({ headers, url }: SafeResponse): Promise<CreditSheet> {
    const link = [headers.link].flat().join(',');
    const target = /<([^>]*)>\s*;[^,]*rel="?describedby"?/.exec(link)?.[1];
    if (target === undefined) throw new RefusedRecipe('The recipe comes without credits.');
    const address = new URL(target, url);
    if (address.origin !== new URL(url).origin) throw new RefusedRecipe('The credits are at another server.');
    const answer = await this.net.fetch(address.href, {
      maxBytes: MOST_CREDIT_BYTES,
      headers: { accept: 'application/json' },
    });
    requireOk(answer);
    const parsed = creditsShape.safeParse(safeJson(answer.body.toString('utf8')));
    if (!parsed.success) throw new RefusedRecipe('The credits cannot be read.');
    return parsed.data;
  }
}

function safeJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function requireOk({ status, url }: SafeResponse): void {
  if (status === 200) return;
  const words = `${new URL(url).host} answered ${status}.`;
  if (status >= 400 && status < 500 && status !== 408 && status !== 429) throw new RefusedRecipe(words);
  throw new UpstreamFailedError(words);
}
