import { useDocumentTitle } from '@mantine/hooks';
import { getRouteApi, Link } from '@tanstack/react-router';
import { CreditList } from '../../components/credit-list.tsx';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { hasStatus } from '../../queries/api-problem.ts';
import { useReadAbout } from '../../queries/notifications.ts';
import { useRequest, type ClearanceRequest } from '../../queries/requests.ts';
import type { User } from '../../queries/session.ts';
import { NotFoundScreen } from '../../shell/not-found.screen.tsx';
import { SignedInOnly } from '../../shell/signed-in-only.tsx';
import { dayWords } from '../../words/dates.ts';
import { territoryName } from '../../words/territories.ts';
import { Conversation } from './conversation.tsx';
import { DraftPlayer } from './draft-player.tsx';
import { ProducerActions } from './producer-actions.tsx';
import { RequestBadge } from './request-badge.tsx';
import { RequestLines } from './request-lines.tsx';
import { RequestPayout, RequestUses } from './request-terms.tsx';
import './requests.css';

const route = getRouteApi('/shell/requests/$id');

function Credits({ request }: { request: ClearanceRequest }) {
  const { sources } = request.credits;
  const names = ({ recording, composition }: (typeof sources)[number]) => [...recording, ...composition];
  return (
    <section aria-labelledby="credits-title">
      <div className="ruled-head">
        <h2 className="heading" id="credits-title">
          Credits
        </h2>
      </div>
      <CreditList lines={sources.map((source, index) => ({ number: index + 1, names: names(source) }))} />
    </section>
  );
}

function RequestHead({ request, user }: { request: ClearanceRequest; user: User }) {
  const { producer, territory, version, state, expiresAt } = request;
  return (
    <div className="page-head">
      <div>
        <p className="secondary">
          {request.isMine ? (
            <Link to="/requests">Your requests</Link>
          ) : (
            <>
              <Link to="/" search={{ producer: producer.handle }}>
                {producer.displayName}
              </Link>{' '}
              asks for your music
            </>
          )}
        </p>
        <h1 className="title">{request.title}</h1>
        <p className="row request-facts">
          <RequestBadge state={state} />
          <span className="small secondary">
            {territoryName(territory)}
            {version > 1 && `, draft ${version}`}
            {state === 'OPEN' && `, answer until ${dayWords(expiresAt)}`}
          </span>
        </p>
      </div>
      <span className="spacer" />
      {request.isMine && <ProducerActions request={request} user={user} />}
    </div>
  );
}

function Request({ user }: { user: User }) {
  const { id } = route.useParams();
  const request = useRequest(id);
  useReadAbout(`/requests/${id}`);
  useDocumentTitle(request.data ? `${request.data.title} · Flipside` : 'Flipside');
  if (request.isPending) return <div className="page hatched requests-skeleton" aria-busy="true" />;
  if (request.isError) {
    if (hasStatus(request.error, 400, 403, 404)) return <NotFoundScreen />;
    return (
      <div className="page">
        <ProblemMessage error={request.error} onRetry={() => void request.refetch()} />
      </div>
    );
  }
  return (
    <div className="page request">
      <RequestHead request={request.data} user={user} />
      <DraftPlayer request={request.data} />
      <div className="request-two">
        <div className="request-column">
          <RequestUses request={request.data} />
          <RequestLines request={request.data} />
        </div>
        <div className="request-column">
          <RequestPayout request={request.data} />
          <Conversation request={request.data} />
          <Credits request={request.data} />
        </div>
      </div>
    </div>
  );
}

/** One clearance request, for its producer and for those who are asked. */
export function RequestScreen() {
  return (
    <SignedInOnly title="Clearance request" reason="Sign in to see what is asked.">
      {(user) => <Request user={user} />}
    </SignedInOnly>
  );
}
