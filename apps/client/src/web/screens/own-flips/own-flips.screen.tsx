import { useDocumentTitle } from '@mantine/hooks';
import { Link } from '@tanstack/react-router';
import { EmptyState } from '../../components/empty-state.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { LiveRegion } from '../../components/live-region.tsx';
import { ShowMore } from '../../components/paged.tsx';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { useOwnFlips } from '../../queries/credits.ts';
import type { User } from '../../queries/session.ts';
import { SignedInOnly } from '../../shell/signed-in-only.tsx';
import { OwnFlipRow } from './own-flip-row.tsx';
import '../derivatives/derivatives.css';
import './own-flips.css';

function OwnFlips({ user }: { user: User }) {
  const flips = useOwnFlips();
  const items = flips.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className="page">
      <div className="page-head">
        <div>
          <h1 className="title">Your flips</h1>
          <p className="secondary">Where each stands, and how it came there.</p>
        </div>
        <span className="spacer" />
        <Link to="/" search={{ producer: user.handle }}>
          As others see them
        </Link>
      </div>
      <LiveRegion>{flips.isSuccess ? `${items.length} flips shown` : ''}</LiveRegion>
      {flips.isPending && <div className="hatched derivatives-skeleton" aria-busy="true" />}
      {flips.isError && <ProblemMessage error={flips.error} onRetry={() => void flips.refetch()} />}
      {flips.isSuccess && items.length === 0 && (
        <EmptyState
          action={
            <LinkButton to="/studio" search={{}} variant="filled">
              Open the studio
            </LinkButton>
          }
        >
          You have not published a flip yet.
        </EmptyState>
      )}
      {items.length > 0 && (
        <ul className="derivative-list">
          {items.map((flip) => (
            <OwnFlipRow key={flip.hash} flip={flip} />
          ))}
        </ul>
      )}
      <ShowMore pages={flips} />
    </div>
  );
}

/** The producer's flips, whatever became of them. */
export function OwnFlipsScreen() {
  useDocumentTitle('Your flips · Flipside');
  return (
    <SignedInOnly title="Your flips" reason="Sign in to see your flips and what became of them.">
      {(user) => <OwnFlips user={user} />}
    </SignedInOnly>
  );
}
