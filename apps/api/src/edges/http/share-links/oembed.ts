import type { RecipeDetail } from '../../../modules/recipes/index.ts';
import { NotFoundError, NotImplementedError } from '../../../platform/problem/errors.ts';
import { shareCode } from '../common/common.schemas.ts';
import { html } from './html.ts';

const WIDTH = 480;
const HEIGHT = 200;
const CACHE_S = 300;

export interface OembedAsked {
  readonly url: string;
  readonly format?: 'json' | 'xml' | undefined;
}

/** oEmbed 1.0 §2.3.5: 501 for a format that is not offered. @throws {NotImplementedError} {@link NotFoundError} */
export function codeAsked({ url, format }: OembedAsked, baseUrl: string): string {
  if (format === 'xml') throw new NotImplementedError('oEmbed is offered as JSON only.');
  return codeInAddress(url, baseUrl);
}

/** The code in the address of a share page of this instance. @throws {NotFoundError} for any other address. */
function codeInAddress(address: string, baseUrl: string): string {
  const url = new URL(address);
  const code = /^\/(?:r|embed)\/([^/]+)\/?$/.exec(url.pathname)?.[1]?.toUpperCase() ?? '';
  if (url.origin !== baseUrl || !shareCode.safeParse(code).success) throw new NotFoundError('Share link');
  return code;
}

export interface OembedSize {
  readonly maxwidth?: number | undefined;
  readonly maxheight?: number | undefined;
}

/** oEmbed 1.0 §2.3.4.4, type `rich`. */
export function presentOembed(
  { title, producer, code, credits }: RecipeDetail,
  size: OembedSize,
  baseUrl: string,
) {
  const width = Math.min(size.maxwidth ?? WIDTH, WIDTH);
  const height = Math.min(size.maxheight ?? HEIGHT, HEIGHT);
  const frame = html`<iframe
    src="${baseUrl}/embed/${code}"
    width="${width}"
    height="${height}"
    title="${title}"
    style="border:0"
    loading="lazy"
    allow="autoplay"
  ></iframe>`;
  return {
    version: '1.0' as const,
    type: 'rich' as const,
    title,
    author_name: producer.displayName,
    author_url: `${baseUrl}/?producer=${producer.handle}`,
    provider_name: 'Flipside',
    provider_url: baseUrl,
    html: frame.text,
    width,
    height,
    cache_age: CACHE_S,
    credits,
  };
}
