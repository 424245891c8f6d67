import { lazy, Suspense, useState } from 'react';
import { useDocumentTitle } from '@mantine/hooks';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Icon } from '../../components/icon.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { hasStatus } from '../../queries/api-problem.ts';
import { useStatement, type LineFilter, type StatementView } from '../../queries/royalties.ts';
import { NotFoundScreen } from '../../shell/not-found.screen.tsx';
import { SignedInOnly } from '../../shell/signed-in-only.tsx';
import { periodWords } from '../../words/dates.ts';
import { ProofChip } from './proof-chip.tsx';
import { Receivables } from './receivables.tsx';
import { StatementBreakdown } from './statement-breakdown.tsx';
import { StatementDownloads } from './statement-downloads.tsx';
import { StatementLines } from './statement-lines.tsx';
import { StatementMovements } from './statement-movements.tsx';
import { StatementStems } from './statement-stems.tsx';
import { StatementSummary } from './statement-summary.tsx';
import './statements.css';

const route = getRouteApi('/shell/statements/$id');
const StatementChart = lazy(() => import('./statement-chart.tsx'));

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
      <StatementDownloads statement={statement} />
    </div>
  );
}

function Statement({ id }: { id: string }) {
  const { data: statement, error, isPending, refetch } = useStatement(id);
  const [filter, setFilter] = useState<LineFilter>({});
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
          <StatementSummary statement={statement} />
          <div className="statement-mid">
            <Suspense fallback={<div className="hatched statement-chart-skeleton" aria-busy="true" />}>
              <StatementChart statement={statement} />
            </Suspense>
            <ProofChip statement={statement} />
          </div>
          <StatementBreakdown statement={statement} filter={filter} onFilter={setFilter} />
          <StatementLines statement={statement} filter={filter} onFilter={setFilter} />
          <div className="statement-end">
            <StatementStems statement={statement} />
            <StatementMovements statement={statement} />
          </div>
          <Receivables party={statement.party.id} period={statement.period} />
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
