import { createFederation } from '@fedify/fedify';
import type { Federation } from '@fedify/fedify';
import { Inject, Injectable } from '@nestjs/common';
import {
  FollowRepository,
  INSTANCE,
  LocalProducerView,
  SocialKvRepository,
} from '../../modules/social/index.ts';
import { CONFIG } from '../../platform/config/config.ts';
import type { Config } from '../../platform/config/config.ts';
import { Documents } from './documents.ts';
import { PostgresKvStore } from './kv-store.ts';
import { People } from './people.ts';
import { SigningKeys } from './signing-keys.ts';
import { Things } from './things.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const PAGE = 100;
const OUTBOX_PAGE = 20;

/** What others may read of this instance: WebFinger, NodeInfo, actors and their collections. */
@Injectable()
export class FederationFront {
  readonly federation: Federation<void>;
  private readonly things: Things;

  constructor(
    @Inject(CONFIG) private readonly config: Pick<Config, 'baseUrl' | 'localAccounts'>,
    @Inject(Documents) documents: Documents,
    @Inject(SocialKvRepository) values: SocialKvRepository,
    @Inject(LocalProducerView) private readonly producers: LocalProducerView,
    @Inject(FollowRepository) private readonly follows: FollowRepository,
    @Inject(People) private readonly people: People,
    @Inject(SigningKeys) private readonly keys: SigningKeys,
  ) {
    this.things = new Things(config.baseUrl);
    this.federation = createFederation<void>({
      kv: new PostgresKvStore(values),
      origin: config.baseUrl,
      documentLoaderFactory: () => documents.load,
      contextLoaderFactory: () => documents.context,
    });
    this.setActors();
    this.setOutbox();
    this.setTies();
    this.setNodeInfo();
  }

  private setActors(): void {
    this.federation
      .setActorDispatcher('/ap/users/{identifier}', async (_context, identifier) => {
        const name = new URL(this.config.baseUrl).host;
        if (identifier === INSTANCE) return await this.things.application(INSTANCE, name, this.keys);
        return await this.people.person(identifier);
      })
      .mapHandle(async (_context, handle) => {
        if (handle === INSTANCE) return INSTANCE;
        return (await this.producers.byHandle(handle))?.id ?? null;
      });
  }

  private setOutbox(): void {
    this.federation
      .setOutboxDispatcher('/ap/users/{identifier}/outbox', async (_context, identifier, cursor) => {
        if (cursor === null || !(await this.isKnown(identifier))) return null;
        if (identifier === INSTANCE) return { items: [] };
        const flips = await this.producers.flips(identifier, parseCursor(cursor), OUTBOX_PAGE + 1);
        const shown = flips.slice(0, OUTBOX_PAGE);
        const last = flips.length > OUTBOX_PAGE ? shown.at(-1) : undefined;
        const nextCursor = last === undefined ? null : `${last.publishedAt.toISOString()}.${last.hash}`;
        return { items: shown.map((flip) => this.things.create(flip)), nextCursor };
      })
      .setFirstCursor(async (_context, identifier) => ((await this.isKnown(identifier)) ? 'first' : null))
      .setCounter(async (_context, identifier) =>
        UUID.test(identifier) ? await this.producers.countFlips(identifier) : 0,
      );
  }

  private setTies(): void {
    this.federation
      .setFollowersDispatcher('/ap/users/{identifier}/followers', async (_context, identifier, cursor) => {
        if (cursor === null || (await this.find(identifier)) === null) return null;
        const rows = await this.follows.followerUris(identifier, afterOf(cursor), PAGE + 1);
        const items = rows.slice(0, PAGE).map(({ uri }) => ({ id: new URL(uri), inboxId: null }));
        return { items, nextCursor: nextOf(rows) };
      })
      .setFirstCursor(async (_context, identifier) =>
        (await this.find(identifier)) === null ? null : 'first',
      )
      .setCounter(async (_context, identifier) => await this.count(identifier, 'followers'));
    this.federation
      .setFollowingDispatcher('/ap/users/{identifier}/following', async (_context, identifier, cursor) => {
        if (cursor === null || (await this.find(identifier)) === null) return null;
        const rows = await this.follows.followingUris(identifier, afterOf(cursor), PAGE + 1);
        return { items: rows.slice(0, PAGE).map(({ uri }) => new URL(uri)), nextCursor: nextOf(rows) };
      })
      .setFirstCursor(async (_context, identifier) =>
        (await this.find(identifier)) === null ? null : 'first',
      )
      .setCounter(async (_context, identifier) => await this.count(identifier, 'following'));
  }

  private setNodeInfo(): void {
    this.federation.setNodeInfoDispatcher('/nodeinfo/2.1', async () => {
      const { users, flips, comments, activeMonth, activeHalfyear } = await this.producers.usage();
      return {
        software: { name: 'flipside', version: '0.1.0' },
        protocols: ['activitypub'],
        openRegistrations: this.config.localAccounts,
        usage: {
          users: { total: users, activeMonth, activeHalfyear },
          localPosts: flips,
          localComments: comments,
        },
      };
    });
  }

  private async find(identifier: string) {
    return await this.people.find(identifier);
  }

  private async isKnown(identifier: string): Promise<boolean> {
    return identifier === INSTANCE || (await this.find(identifier)) !== null;
  }

  private async count(identifier: string, what: 'followers' | 'following'): Promise<number> {
    return UUID.test(identifier) ? Number((await this.follows.counts(identifier))[what]) : 0;
  }
}

function parseCursor(cursor: string): { at: Date; hash: string } | null {
  const [, instant, hash] = /^(\d{4}-\d\d-\d\dT[\d:.]{8,12}Z)\.(sha256-[0-9a-f]{64})$/.exec(cursor) ?? [];
  const at = new Date(instant ?? Number.NaN);
  return hash === undefined || Number.isNaN(at.getTime()) ? null : { at, hash };
}

const afterOf = (cursor: string): string | null => (UUID.test(cursor) ? cursor : null);
const nextOf = (rows: readonly { id: string }[]): string | null =>
  rows.length > PAGE ? (rows[PAGE - 1]?.id ?? null) : null;
