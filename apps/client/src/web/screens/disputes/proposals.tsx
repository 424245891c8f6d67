import { Button } from '@mantine/core';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { useDisputeAct, type DisputeEvent, type DisputeView } from '../../queries/disputes.ts';
import { listWords } from '../../words/flip-words.ts';
import { SplitWords } from './dispute-timeline.tsx';

/** Who has accepted a proposal: whoever made it has. */
function acceptedBy(proposal: DisputeEvent, events: readonly DisputeEvent[]): string[] {
  const accepted = events.filter(({ kind, proposalId }) => kind === 'ACCEPTED' && proposalId === proposal.id);
  return [proposal, ...accepted].flatMap(({ party }) => (party === null ? [] : [party.id]));
}

interface ProposalsProps {
  readonly dispute: DisputeView;
  /** In whose name one looks; none for an operator. */
  readonly partyId: string | null;
}

/** Splits that are on the table for the shares as they are now. */
export function Proposals({ dispute, partyId }: ProposalsProps) {
  const accept = useDisputeAct(dispute.id);
  const named = dispute.parties.filter(({ isNamed }) => isNamed);
  const open = dispute.events.filter(
    ({ kind, revision }) => kind === 'PROPOSED' && revision === dispute.revision,
  );
  if (open.length === 0) return null;
  return (
    <section className="dispute-proposals" aria-labelledby="proposals-title">
      <h2 className="heading" id="proposals-title">
        On the table
      </h2>
      {open.map((proposal) => {
        const agreed = acceptedBy(proposal, dispute.events);
        const missing = named.filter(({ id }) => !agreed.includes(id));
        const mine = partyId !== null && missing.some(({ id }) => id === partyId);
        return (
          <article key={proposal.id} className="panel dispute-proposal">
            <p>
              <strong>{proposal.party?.name ?? 'The operator'}</strong> proposes
            </p>
            {proposal.split !== null && <SplitWords split={proposal.split} parts={dispute.parts} />}
            <p className="secondary">
              {missing.length === 0
                ? 'Everybody agrees.'
                : `Still to accept: ${listWords(missing.map(({ name }) => name))}.`}
            </p>
            {mine && (
              <Button
                variant="filled"
                loading={accept.isPending}
                onClick={() => accept.mutate({ act: 'accept', proposal: proposal.id, body: { partyId } })}
              >
                Accept this split
              </Button>
            )}
          </article>
        );
      })}
      {accept.isError && <ProblemMessage error={accept.error} />}
    </section>
  );
}
