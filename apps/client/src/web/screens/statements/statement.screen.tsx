import { lazy, Suspense } from 'react';
import { Button } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Icon } from '../../components/icon.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { Money } from '../../components/money.tsx';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { SideMark } from '../../components/side-glyph.tsx';
import { hasStatus } from '../../queries/api-problem.ts';
import { useStatement, type StatementView } from '../../queries/royalties.ts';
import { NotFoundScreen } from '../../shell/not-found.screen.tsx';
import { SignedInOnly } from '../../shell/signed-in-only.tsx';
import { periodWords } from '../../words/dates.ts';
import { formatCount } from '../../words/flip-words.ts';
import { ProofChip } from './proof-chip.tsx';
import { StatementLines } from './statement-lines.tsx';
import { StatementMovements } from './statement-movements.tsx';
import { StatementStems } from './statement-stems.tsx';
import './statements.css';

const route = getRouteApi('/shell/statements/$id');
const StatementChart = lazy(() => import('./statement-chart.tsx'));

function Summary({ statement }: { statement: StatementView }) {
  const { currency } = statement;
  return (
    <dl className="statement-sum">
      <div className="statement-sum-first">
        <dt className="label">Balance at the end of {periodWords(statement.period)}</dt>
        <dd className="sum">
          <Money micros={statement.closingMicros} currency={currency} precision="total" />
        </dd>
      </div>
      <div>
        <dt className="label row">
          <SideMark side="A" size={14} />
          Recording
        </dt>
        <dd>
          <Money micros={statement.masterMicros} currency={currency} precision="total" />
        </dd>
      </div>
      <div>
        <dt className="label row">
          <SideMark side="B" size={14} />
          Composition
        </dt>
        <dd>
          <Money micros={statement.compositionMicros} currency={currency} precision="total" />
        </dd>
      </div>
      {statement.remixerMicros !== '0' && (
        <div>
          <dt className="label">As producer</dt>
          <dd>
            <Money micros={statement.remixerMicros} currency={currency} precision="total" />
          </dd>
        </div>
      )}
      <div>
        <dt className="label">Counted plays</dt>
        <dd className="mono">{formatCount(statement.plays)}</dd>
      </div>
      <div>
        <dt className="label">Flips using the music</dt>
        <dd className="mono">{formatCount(statement.flips)}</dd>
      </div>
    </dl>
  );
}

function Head({ statement }: { statement: StatementView }) {
  return (
    <div className="page-head">
      <div>
        <p className="secondary">{statement.party.name}</p>
        <h1 className="title">{periodWords(statement.period)} statement</h1>
      </div>
      {statement.previous !== null && (
        <LinkButton
          to="/statements/$id"
          params={{ id: statement.previous }}
          variant="subtle"
          leftSection={<Icon name="chevron-left" />}
        >
          Earlier
        </LinkButton>
      )}
      {statement.next !== null && (
        <LinkButton
          to="/statements/$id"
          params={{ id: statement.next }}
          variant="subtle"
          rightSection={<Icon name="chevron-right" />}
        >
          Later
        </LinkButton>
      )}
      <span className="spacer" />
      <Button
        component="a"
        href={`/api/royalties/statements/${statement.id}`}
        download={`statement-${statement.period}.json`}
        leftSection={<Icon name="download" />}
      >
        JSON
      </Button>
    </div>
  );
}

function Statement({ id }: { id: string }) {
  const { data: statement, error, isPending, refetch } = useStatement(id);
  useDocumentTitle(
    statement
      ? `${periodWords(statement.period)}, ${statement.party.name} · Flipside`
      : 'Statement · Flipside',
  );
  if (hasStatus(error, 404, 400, 422)) return <NotFoundScreen />;
  return (
    <div className="page">
      <p className="small statement-back">
        <Link to="/statements">All statements</Link>
      </p>
      {isPending && <div className="hatched statements-skeleton" aria-busy="true" />}
      {error !== null && <ProblemMessage error={error} onRetry={() => void refetch()} />}
      {statement && (
        <>
          <Head statement={statement} />
          <Summary statement={statement} />
          <div className="statement-mid">
            <Suspense fallback={<div className="hatched statement-chart-skeleton" aria-busy="true" />}>
              <StatementChart statement={statement} />
            </Suspense>
            <ProofChip statement={statement} />
          </div>
          <StatementLines statement={statement} />
          <div className="statement-end">
            <StatementStems statement={statement} />
            <StatementMovements statement={statement} />
          </div>
        </>
      )}
    </div>
  );
}

/** One party's statement for one period. */
export function StatementScreen() {
  const { id } = route.useParams();
  return (
    <SignedInOnly title="Statement" reason="Sign in to read this statement.">
      {() => <Statement key={id} id={id} />}
    </SignedInOnly>
  );
}
