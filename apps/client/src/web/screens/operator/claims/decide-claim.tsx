import { useState } from 'react';
import { Button, Radio } from '@mantine/core';
import { OwnCause } from '../../../components/own-cause.tsx';
import { ProblemMessage } from '../../../components/problem-message.tsx';
import { useClaim, useDecideClaim, type ClaimDetail } from '../../../queries/claims.ts';
import { useConfirmDomain, useDomains } from '../../../queries/parties.ts';
import { DOMAIN_STATES } from '../../../words/claim-words.ts';
import { ClaimEvents } from '../../party/claim-events.tsx';
import { EvidenceForm } from '../../party/evidence-form.tsx';
import { Mark } from '../../party/mark.tsx';

/** The party's websites: one that an operator has confirmed proves its claims from then on. */
function Websites({ party }: { party: string }) {
  const domains = useDomains(party);
  const confirm = useConfirmDomain(party);
  if (domains.data === undefined || domains.data.length === 0) return null;
  return (
    <ul className="party-list">
      {domains.data.map(({ id, domain, state, confirmed }) => (
        <li key={id} className="party-row">
          <p className="row">
            {domain}
            <Mark tone={state === 'PROVED' ? 'yes' : 'waiting'}>{DOMAIN_STATES[state]}</Mark>
            {confirmed && <Mark tone="yes">Confirmed</Mark>}
          </p>
          <Button
            size="sm"
            loading={confirm.isPending}
            aria-label={`${confirmed ? 'Take back' : 'It is theirs'}: ${domain}`}
            onClick={() =>
              confirm.mutate({
                domain: id,
                confirmed: !confirmed,
                reason: confirmed ? 'Taken back in the claims queue' : 'Confirmed in the claims queue',
              })
            }
          >
            {confirmed ? 'Take back' : 'It is theirs'}
          </Button>
        </li>
      ))}
      {confirm.isError && <ProblemMessage error={confirm.error} />}
    </ul>
  );
}

function Decision({ claim }: { claim: ClaimDetail }) {
  const [proved, setProved] = useState('yes');
  const decide = useDecideClaim(claim);
  return (
    <>
      <Radio.Group label="Decision" value={proved} onChange={setProved}>
        <div className="party-choices">
          <Radio value="yes" label="It is proved" />
          <Radio value="no" label="Reject it" />
        </div>
      </Radio.Group>
      <EvidenceForm
        label="The reason, which the party reads"
        action={proved === 'yes' ? 'Prove the claim' : 'Reject the claim'}
        filled
        busy={decide.isPending}
        onSend={({ text, links }) => decide.mutate({ proved: proved === 'yes', reason: text, links })}
      />
      {decide.isError && <ProblemMessage error={decide.error} />}
    </>
  );
}

/** A claim with all that was shown for it, and the operator's say. */
export function DecideClaim({ id }: { id: string }) {
  const claim = useClaim(id);
  if (claim.isPending) return <div className="hatched party-skeleton" aria-busy="true" />;
  if (claim.isError) return <ProblemMessage error={claim.error} onRetry={() => void claim.refetch()} />;
  return (
    <div className="claim-body">
      <ClaimEvents claim={claim.data} />
      {claim.data.state === 'PENDING' && (
        <OwnCause parties={[claim.data.party.id, ...claim.data.heldBy]}>
          <Websites party={claim.data.party.id} />
          <Decision claim={claim.data} />
        </OwnCause>
      )}
    </div>
  );
}
