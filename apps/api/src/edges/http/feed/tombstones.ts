import { escapeHtml } from '../share-links/html.ts';
import type { GoneEntry } from '../../../modules/feed/index.ts';
import { clean } from './clean.ts';

const NAMESPACE = 'http://purl.org/atompub/tombstones/1.0';

const wordsOf = ({ producer, reason, credits }: GoneEntry): string =>
  [`By ${producer}.`, reason ?? 'It was taken back.', credits].join('\n');

/** Tells Atom readers which entries to let go of, and why (RFC 6721 §3). */
export function withTombstones(feed: string, gone: readonly GoneEntry[], baseUrl: string): string {
  const entries = gone.map((entry) => {
    const ref = escapeHtml(`${baseUrl}/r/${entry.code}`);
    const when = entry.at.toISOString();
    const words = escapeHtml(clean(wordsOf(entry)));
    return `<at:deleted-entry xmlns:at="${NAMESPACE}" ref="${ref}" when="${when}"><at:comment>${words}</at:comment></at:deleted-entry>`;
  });
  return feed.replace(/<\/feed>\s*$/, () => `${entries.join('')}</feed>`);
}

/** JSON Feed has no word for it; custom objects begin with an underscore (JSON Feed 1.1, Extensions). */
export function withGone(feed: string, gone: readonly GoneEntry[], baseUrl: string): string {
  if (gone.length === 0) return feed;
  const entries = gone.map(({ code, producer, reason, at, credits }) => ({
    id: `${baseUrl}/r/${code}`,
    producer,
    reason,
    when: at.toISOString(),
    credits,
  }));
  return JSON.stringify({ ...(JSON.parse(feed) as object), _flipside: { gone: entries } }, null, 4);
}
