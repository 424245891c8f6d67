import { z } from 'zod';
import { Credits } from '../recipes/recipes.schemas.ts';
import { shareCode } from '../common/common.schemas.ts';

export const ShareLinkParams = z.strictObject({ code: shareCode });
export const OembedQuery = z.strictObject({
  url: z.url().max(2048),
  format: z.enum(['json', 'xml']).optional(),
  maxwidth: z.coerce.number().int().min(100).max(4096).optional(),
  maxheight: z.coerce.number().int().min(100).max(4096).optional(),
});
/** oEmbed 1.0, type `rich`. */
export const Oembed = z
  .strictObject({
    version: z.literal('1.0'),
    type: z.literal('rich'),
    title: z.string(),
    author_name: z.string(),
    author_url: z.url(),
    provider_name: z.string(),
    provider_url: z.url(),
    html: z.string(),
    width: z.int(),
    height: z.int(),
    cache_age: z.int(),
    /** Beyond oEmbed, which lets providers add members (§2.3.4). */
    credits: Credits,
  })
  .meta({ id: 'Oembed' });
