import { useDocumentTitle } from '@mantine/hooks';
import { EmptyState } from '../../../components/empty-state.tsx';
import { LiveRegion } from '../../../components/live-region.tsx';
import { ShowMore } from '../../../components/paged.tsx';
import { ProblemMessage } from '../../../components/problem-message.tsx';
import { useProposedMandates } from '../../../queries/mandates.ts';
import '../../mandates/mandates.css';
import { OperatorOnly } from '../operator-only.tsx';
import { ProposedMandate } from './proposed-mandate.tsx';

function Queue() {
  const mandates = useProposedMandates();
  const items = mandates.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <LiveRegion>
        {mandates.isSuccess ? `${items.length} ${items.length === 1 ? 'proposal' : 'proposals'}` : ''}
      </LiveRegion>
      {mandates.isPending && <div className="hatched mandates-skeleton" aria-busy="true" />}
      {mandates.isError && <ProblemMessage error={mandates.error} onRetry={() => void mandates.refetch()} />}
      {mandates.isSuccess && items.length === 0 && (
        <EmptyState>No proposal waits. When a party says that another lets it opt in, it is here.</EmptyState>
      )}
      {items.map((mandate) => (
        <ProposedMandate key={mandate.id} mandate={mandate} />
      ))}
      <ShowMore pages={mandates} />
    </>
  );
}

/** Mandates that are only proposed, to be decided where the party in whose name it is cannot be reached. */
export function OperatorMandatesScreen() {
  useDocumentTitle('Mandates · Operator · Flipside');
  return (
    <OperatorOnly
      current="mandates"
      title="Mandates"
      about="Who says that they may opt in for others. The others confirm it; you do where they cannot be reached."
    >
      <Queue />
    </OperatorOnly>
  );
}
