import { useDocumentTitle } from '@mantine/hooks';
import { getRouteApi } from '@tanstack/react-router';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { hasStatus } from '../../queries/api-problem.ts';
import { goneFlip, useFlip } from '../../queries/flips.ts';
import { NotFoundScreen } from '../../shell/not-found.screen.tsx';
import { FlipSkeleton } from './flip-skeleton.tsx';
import { FlipView } from './flip-view.tsx';
import { WithdrawnFlip } from './withdrawn-flip.tsx';
import './flip.css';

const route = getRouteApi('/shell/r/$code');

/** A flip, and the page its share link opens: for anyone, with or without an account. */
export function FlipScreen() {
  const { code } = route.useParams();
  const flip = useFlip(code);
  useDocumentTitle(
    flip.data ? `${flip.data.title}, flipped by ${flip.data.producer.displayName}` : 'Flipside',
  );
  if (flip.isPending) return <FlipSkeleton />;
  if (hasStatus(flip.error, 404, 422, 400)) return <NotFoundScreen />;
  if (hasStatus(flip.error, 410)) {
    return <WithdrawnFlip flip={goneFlip(flip.error)} reason={flip.error?.message ?? null} />;
  }
  if (flip.isError) {
    return (
      <div className="page">
        <h1 className="title flip-problem-title">This flip did not load</h1>
        <ProblemMessage error={flip.error} onRetry={() => void flip.refetch()} />
      </div>
    );
  }
  if (flip.data.state !== 'PUBLISHED') {
    return <WithdrawnFlip flip={{ ...flip.data, since: null }} reason={flip.data.stateReason} />;
  }
  return <FlipView flip={flip.data} />;
}
