import { Inject, Injectable } from '@nestjs/common';
import {
  DomainService,
  hostOf,
  IncomingService,
  PostRepository,
  RemoteActorRepository,
  sameOrigin,
} from '../../modules/social/index.ts';
import { CONFIG } from '../../platform/config/config.ts';
import type { Config } from '../../platform/config/config.ts';
import { Log } from '../../platform/logging/log.ts';
import { RateLimitedError, UnreachableError, UpstreamFailedError } from '../../platform/problem/errors.ts';
import { RateLimiter } from '../../platform/rate-limit/rate-limiter.ts';
import { MissingDocument } from './documents.ts';
import { IncomingActivities } from './incoming-activities.ts';
import { parseBounded, RefusedDocument } from './json-limits.ts';
import { SenderProof, UnprovedSender } from './sender-proof.ts';

/** By address before anything is checked, and by server once it is proved who sends. */
const PER_ADDRESS = { name: 'ap.address', points: 3_000, perSeconds: 60 };
const PER_SERVER = { name: 'ap.server', points: 1_500, perSeconds: 60 };
/** A server that sends followers by the thousand is asked to come back later. */
const FOLLOWS = { name: 'ap.follows', points: 300, perSeconds: 3_600 };

export interface InboxAnswer {
  readonly status: 202 | 400 | 401 | 403 | 429 | 503;
  readonly words: string;
  readonly retryAfter?: number;
}

interface Envelope {
  readonly body: Record<string, unknown>;
  readonly id: string;
  readonly actor: string;
  readonly type: string;
}

const TAKEN: InboxAnswer = { status: 202, words: 'taken in' };
const refused = (status: 400 | 401 | 403, words: string): InboxAnswer => ({ status, words });

/** Takes activities in: bounded, proved, once. Whatever comes, it answers; nothing of it ends a process. */
@Injectable()
export class Inbox {
  private readonly log: Log;

  constructor(
    @Inject(SenderProof) private readonly senders: SenderProof,
    @Inject(IncomingActivities) private readonly activities: IncomingActivities,
    @Inject(IncomingService) private readonly incoming: IncomingService,
    @Inject(DomainService) private readonly domains: DomainService,
    @Inject(PostRepository) private readonly posts: PostRepository,
    @Inject(RemoteActorRepository) private readonly actors: RemoteActorRepository,
    @Inject(RateLimiter) private readonly limiter: RateLimiter,
    @Inject(CONFIG) private readonly config: Pick<Config, 'baseUrl'>,
    @Inject(Log) log: Log,
  ) {
    this.log = log.child('inbox');
  }

  async receive(request: Request, text: string, address: string): Promise<InboxAnswer> {
    try {
      await this.limiter.consume(PER_ADDRESS, address);
      return await this.take(request, this.open(text));
    } catch (error) {
      return this.explain(error);
    }
  }

  /** What can be told without asking anybody. */
  private open(text: string): Envelope {
    const body = parseBounded(text);
    const { id, type } = body;
    const named = body['actor'];
    const actor = typeof named === 'object' && named !== null && 'id' in named ? named.id : named;
    if (typeof id !== 'string' || typeof actor !== 'string' || typeof type !== 'string')
      throw new RefusedDocument('An activity has an id, a type and an actor.');
    if (id.length > 2_000 || actor.length > 2_000) throw new RefusedDocument('An address is too long.');
    if (URL.parse(actor) === null) throw new RefusedDocument('The actor is no address.');
    if (!sameOrigin(id, actor)) throw new RefusedDocument('Activity and actor are of different servers.');
    if (sameOrigin(actor, this.config.baseUrl)) throw new RefusedDocument('That actor is at home here.');
    return { body, id, actor, type };
  }

  private async take(request: Request, { body, id, actor, type }: Envelope): Promise<InboxAnswer> {
    const host = hostOf(actor);
    if (await this.domains.isBlocked(host)) return refused(403, 'This server is blocked here.');
    if (await this.posts.wasSeen(id)) return TAKEN;
    // An account that is no more cannot be asked for its key; of whom nothing is known nothing is to be deleted.
    if (type === 'Delete' && (await this.actors.findByUri(actor)) === null) return TAKEN;
    const known = await this.senders.prove(request, body, actor);
    await this.limiter.consume(PER_SERVER, host);
    if (type === 'Follow') await this.limiter.consume(FOLLOWS, host);
    const incoming = await this.activities.read(body, known.actor);
    if (incoming !== null) await this.incoming.take(known.actor, id, incoming);
    return TAKEN;
  }

  private explain(error: unknown): InboxAnswer {
    if (error instanceof RateLimitedError)
      return { status: 429, words: error.message, retryAfter: error.retryAfterSeconds };
    if (error instanceof RefusedDocument) return refused(400, error.message);
    if (error instanceof UnprovedSender) return refused(401, error.message);
    // Its home starts anew, or the way there is cut: refused for good, what is true would be lost.
    if (error instanceof UnreachableError)
      return { status: 503, words: `The sender cannot be checked now: ${error.message}`, retryAfter: 60 };
    if (error instanceof MissingDocument || error instanceof UpstreamFailedError)
      return refused(401, `The sender cannot be checked: ${error.message}`);
    // The protocol library throws these for JSON-LD that makes no sense.
    if (error instanceof TypeError || error instanceof SyntaxError || isJsonLdError(error))
      return refused(400, 'The activity cannot be read.');
    this.log.error({ err: error }, 'an activity could not be taken in');
    return { status: 503, words: 'Try again later.', retryAfter: 60 };
  }
}

const isJsonLdError = (error: unknown): boolean => error instanceof Error && error.name.startsWith('jsonld.');
