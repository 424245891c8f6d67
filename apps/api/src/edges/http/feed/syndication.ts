import { Feed } from 'feed';
import type { RecipeCard } from '../../../modules/recipes/index.ts';
import { escapeHtml } from '../share-links/html.ts';
import { clean } from './clean.ts';

export interface FeedPlace {
  readonly format: 'atom' | 'json';
  readonly baseUrl: string;
  readonly tag?: string | undefined;
  readonly producer?: string | undefined;
}

function addressOf({ baseUrl, tag, producer }: FeedPlace, format: 'atom' | 'json'): string {
  const url = new URL(`/feed.${format}`, baseUrl);
  if (tag !== undefined) url.searchParams.set('tag', tag);
  if (producer !== undefined) url.searchParams.set('producer', producer);
  return url.href;
}

/** The credits of a flip, as text in paragraphs. */
const creditsHtml = ({ credits }: RecipeCard): string =>
  clean(credits.text)
    .split('\n\n')
    .map((paragraph) => `<p>${paragraph.split('\n').map(escapeHtml).join('<br>')}</p>`)
    .join('');

/** The newest flips for feed readers: Atom (RFC 4287) and JSON Feed 1, every entry with its credits. */
export function syndicate(place: FeedPlace, cards: readonly RecipeCard[], now: Date): Feed {
  const about = [
    ...(place.producer === undefined ? [] : [`by ${place.producer}`]),
    ...(place.tag === undefined ? [] : [`tagged ${place.tag}`]),
  ];
  const feed = new Feed({
    id: addressOf(place, 'atom'),
    title: clean(['Flipside: flips', ...about].join(' ')),
    description: 'Remixes as recipes, played from music you already have.',
    link: place.baseUrl,
    feedLinks: { atom: addressOf(place, 'atom'), json: addressOf(place, 'json') },
    updated: cards[0]?.publishedAt ?? now,
    generator: 'Flipside',
  });
  // Titles and summaries are markup in Atom as it is written here (RFC 4287 §3.1.1.2), and plain text in JSON Feed.
  const words = (text: string) => (place.format === 'atom' ? escapeHtml(clean(text)) : clean(text));
  for (const card of cards) {
    const link = `${place.baseUrl}/r/${card.code}`;
    const { displayName, handle } = card.producer;
    feed.addItem({
      id: link,
      link,
      title: words(card.title),
      date: card.publishedAt,
      published: card.publishedAt,
      description: words(card.credits.text),
      content: creditsHtml(card),
      author: [{ name: clean(displayName), link: `${place.baseUrl}/?producer=${handle}` }],
      category: card.tags.map((tag) => ({ name: clean(tag), term: clean(tag) })),
    });
  }
  return feed;
}
