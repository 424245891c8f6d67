import { Button } from '@mantine/core';
import { ClearanceBadge } from '../../../components/clearance-badge.tsx';
import { Money } from '../../../components/money.tsx';
import { PayoutBar } from '../../../components/payout-bar.tsx';
import { ProblemMessage } from '../../../components/problem-message.tsx';
import { SideGlyph, SideMark } from '../../../components/side-glyph.tsx';
import { useMe, type User } from '../../../queries/session.ts';
import { signInHref } from '../../../shell/sign-in-href.ts';
import { payoutShares, spanningParties } from '../../flip/flip-payout.tsx';
import { useDocument, useStudio, useStudioState } from '../state/use-studio.ts';
import { AskForClearance } from './ask-for-clearance.tsx';
import { issueLines } from './issue-words.ts';
import { PublishProblem } from './publish-problem.tsx';
import { PublishedNote } from './published-note.tsx';
import { PublishLine, SidesCleared } from './sides-cleared.tsx';
import { TermsLine } from './terms-line.tsx';
import { usePreview, type Preview } from './use-preview.ts';
import { usePublish } from './use-publish.ts';
import './publish-panel.css';

function Payout({ preview: { economics, credits } }: { preview: Preview }) {
  const numbers = new Map(credits.sources.map(({ sourceId }, index) => [sourceId, index + 1]));
  const spanning = spanningParties(economics);
  return (
    <div className="publish-payout">
      <div className="row">
        <strong>A play pays</strong>
        <span className="spacer" />
        <strong>
          <Money micros={economics.perPlayMicros} currency={economics.currency} precision="play" />
        </strong>
      </div>
      <PayoutBar
        compact
        recording={payoutShares(economics, 'MASTER', numbers)}
        composition={payoutShares(economics, 'COMPOSITION', numbers)}
        spanning={spanning.slice(0, 1)}
      />
      <p className="row small secondary publish-payout-sides">
        <SideMark side="A" size={14} />
        <Money micros={economics.masterMicros} precision="play" />
        <SideMark side="B" size={14} />
        <Money micros={economics.compositionMicros} precision="play" />
        <span className="spacer" />
        you
        <Money micros={economics.remixerMicros} precision="play" />
      </p>
    </div>
  );
}

const namesOf = ({ sources }: Preview['credits']): number =>
  new Set(
    sources.flatMap(({ recording, composition }) => [...recording, ...composition].map(({ name }) => name)),
  ).size;

function PreviewLines({ preview }: { preview: Preview }) {
  const names = namesOf(preview.credits);
  return (
    <>
      <ul className="publish-lines">
        <SidesCleared clearance={preview.clearance} />
        <PublishLine
          glyph={<SideGlyph recording="yes" composition="yes" />}
          name="Credits"
          figure={names === 1 ? '1 name' : `${names} names`}
        >
          <details>
            <summary>Who is credited</summary>
            <pre className="publish-credits">{preview.credits.text}</pre>
          </details>
        </PublishLine>
        <TermsLine />
      </ul>
      <Payout preview={preview} />
    </>
  );
}

interface PublishActProps {
  /** Null for a visitor, undefined while that is not known. */
  readonly user: User | null | undefined;
  readonly canPublish: boolean;
  readonly publish: ReturnType<typeof usePublish>;
}

/** The one button: publish, or sign in first with the draft kept. */
function PublishAct({ user, canPublish, publish }: PublishActProps) {
  const studio = useStudio();
  return (
    <div className="publish-act">
      {user === null ? (
        <>
          <p className="small secondary">Publishing needs an account. Your draft stays on this device.</p>
          <Button
            variant="filled"
            fullWidth
            onClick={() => {
              // The draft is written, and the way back leads to it.
              const { draftId } = studio.store.get();
              const back = signInHref(`/studio?draft=${encodeURIComponent(draftId)}`);
              void studio.save().then(() => window.location.assign(back));
            }}
          >
            Sign in to publish
          </Button>
        </>
      ) : (
        <>
          <Button
            variant="filled"
            fullWidth
            className="publish-button"
            disabled={!canPublish}
            loading={publish.isPending}
            onClick={() => user && publish.mutate(user)}
          >
            Publish when cleared
          </Button>
          <p className="small secondary publish-hint">
            {canPublish
              ? 'It is cleared: it goes live at once.'
              : 'Opens when both sides of every recording are cleared.'}
          </p>
        </>
      )}
    </div>
  );
}

/** Is it cleared, who is credited, what does a play pay; and the button that publishes. */
export function PublishPanel() {
  const studio = useStudio();
  const me = useMe();
  const document = useDocument((value) => value);
  const { recipe, issues, preview, error, isFetching, retry } = usePreview();
  const publish = usePublish(studio);
  const published = useStudioState((state) => state.published);
  const isEmpty = document.tracks.every(
    ({ clips, notes }) => clips.length === 0 && (notes ?? []).length === 0,
  );
  const state = preview?.clearance.state;
  const canPublish =
    me.user !== null && me.user !== undefined && recipe !== null && state === 'CLEARED' && !isFetching;
  return (
    <section className="publish" aria-labelledby="publish-title">
      <div className="row">
        <h2 id="publish-title" className="publish-title">
          Publish
        </h2>
        <span className="spacer" />
        {state !== undefined && <ClearanceBadge status={state} />}
      </div>
      {published !== null && <PublishedNote published={published} />}
      {isEmpty && (
        <p className="secondary">Here stands who has to agree, who is credited and what a play pays.</p>
      )}
      {!isEmpty && recipe === null && (
        <ul className="publish-issues">
          {issueLines(document, issues).map(({ where, what }) => (
            <li key={`${where}${what}`}>
              <strong>{where}</strong> {what}.
            </li>
          ))}
        </ul>
      )}
      {!isEmpty && preview !== null && <PreviewLines preview={preview} />}
      {!isEmpty && preview === null && recipe !== null && me.user && error === null && (
        <div className="hatched publish-waiting" role="status" aria-label="Asking the instance" />
      )}
      {!isEmpty && me.user === null && (
        <ul className="publish-lines">
          <TermsLine />
        </ul>
      )}
      {error !== null && preview === null && recipe !== null && (
        <ProblemMessage error={error} kept="Your draft is kept." onRetry={retry} />
      )}
      {!isEmpty && recipe !== null && me.user && published === null && state !== undefined && (
        <AskForClearance
          recipe={recipe}
          canAsk={!isFetching && (state === 'NOT_CLEARED' || state === 'NEEDS_APPROVAL')}
        />
      )}
      {publish.isError && <PublishProblem error={publish.error} />}
      <PublishAct user={me.user} canPublish={canPublish} publish={publish} />
      <span className="visually-hidden" role="status">
        {isFetching ? '' : (state?.toLowerCase().replace('_', ' ') ?? '')}
      </span>
    </section>
  );
}
