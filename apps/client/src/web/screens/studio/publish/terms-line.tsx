import { useDeferredValue } from 'react';
import { useQueries } from '@tanstack/react-query';
import { api } from '../../../../api/client.ts';
import { Icon } from '../../../components/icon.tsx';
import { unwrap } from '../../../queries/api-problem.ts';
import { useDocument } from '../state/use-studio.ts';
import { PublishLine } from './sides-cleared.tsx';
import { breaches } from './terms-check.ts';

/** How many recordings are used inside their terms, and what is not. */
export function TermsLine() {
  // Counting waits while a clip is being dragged.
  const document = useDeferredValue(useDocument((value) => value));
  const used = new Set(
    document.tracks.flatMap(({ clips }) => clips.flatMap((clip) => ('source' in clip ? [clip.source] : []))),
  );
  const sources = document.sources.filter(({ id, isrc }) => used.has(id) && isrc.length > 0);
  const answers = useQueries({
    queries: sources.map(({ isrc }) => ({
      queryKey: ['clearance', isrc[0] ?? '', null],
      queryFn: async () =>
        unwrap(
          await api.GET('/api/recordings/{isrc}/clearance', {
            params: { path: { isrc: isrc[0] ?? '' }, query: {} },
          }),
        ),
    })),
  });
  const outside = sources.flatMap((source, index) => {
    const terms = answers[index]?.data?.terms;
    if (terms === undefined || terms === null) return [];
    return breaches(document, source.id, terms).map((words) => ({ title: source.title, words }));
  });
  const broken = new Set(outside.map(({ title }) => title)).size;
  return (
    <PublishLine
      glyph={outside.length === 0 ? <Icon name="check" /> : <Icon name="close" />}
      name="Terms"
      figure={`${sources.length - broken} of ${sources.length}`}
    >
      {outside.length === 0 ? (
        'Stems, length, tempo and pitch in limits.'
      ) : (
        <ul className="publish-reasons">
          {outside.map(({ title, words }) => (
            <li key={`${title}${words}`}>
              <strong>{title}.</strong> {words}
            </li>
          ))}
        </ul>
      )}
    </PublishLine>
  );
}
