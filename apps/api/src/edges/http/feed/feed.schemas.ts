import { z } from 'zod';
import { count, instant, pageOf, pageQuery, tag } from '../common/common.schemas.ts';
import { FeedItem } from '../recipes/recipes.schemas.ts';

const handle = z.string().regex(/^[a-z0-9](?:[a-z0-9-]{0,28}[a-z0-9])?$/);

export const FeedQuery = z.strictObject({ ...pageQuery, tag: tag.optional(), producer: handle.optional() });
export const FeedPage = pageOf(FeedItem, 'FeedPage');

export const ProducerView = z
  .strictObject({ handle, displayName: z.string(), flips: count, plays: count, since: instant })
  .meta({ id: 'ProducerView' });
export const ProducerParams = z.strictObject({ handle });
export const TagList = z
  .strictObject({ items: z.array(z.strictObject({ tag: z.string(), flips: count })) })
  .meta({ id: 'TagList' });
