import { Inject, Injectable } from '@nestjs/common';
import { NotFoundError } from '../../platform/problem/errors.ts';
import { toPage } from '../catalogue/index.ts';
import type { Page, PageRequest } from '../catalogue/index.ts';
import type { RecipeCard } from '../recipes/index.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { FeedView } from './feed.view.ts';
import type { GoneEntry, Producer } from './feed.view.ts';

export interface FeedRequest extends PageRequest {
  readonly tag?: string | undefined;
  readonly producer?: string | undefined;
}

const GONE_MS = 30 * 24 * 3_600_000;
const MOST_GONE = 100;

/** What was published, newest first. All of it is public. */
@Injectable()
export class FeedService {
  constructor(
    @Inject(FeedView) private readonly view: FeedView,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async newest({ tag, producer, after, limit }: FeedRequest): Promise<Page<RecipeCard>> {
    const filter = { tag: tag?.normalize('NFC').toLowerCase() ?? null, producer: producer ?? null };
    const rows = await this.view.newest(filter, { after, limit: limit + 1 });
    return toPage(rows, limit, ({ publishedAt, hash }) => ({ key: publishedAt.toISOString(), id: hash }));
  }

  /** What left the feed in the last thirty days, for readers that keep what they have seen. */
  async gone({ tag, producer }: Pick<FeedRequest, 'tag' | 'producer'>): Promise<GoneEntry[]> {
    const filter = { tag: tag?.normalize('NFC').toLowerCase() ?? null, producer: producer ?? null };
    return await this.view.gone(filter, new Date(this.clock.now().getTime() - GONE_MS), MOST_GONE);
  }

  async producer(handle: string): Promise<Producer> {
    const producer = await this.view.producer(handle);
    if (producer === null) throw new NotFoundError('Producer', handle);
    return producer;
  }

  async tags(): Promise<{ tag: string; flips: string }[]> {
    return await this.view.tags();
  }
}
