import { useState } from 'react';
import { Button, Select } from '@mantine/core';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { SideMark } from '../../components/side-glyph.tsx';
import {
  useAddEvidence,
  useClaim,
  useProveClaim,
  useWithdrawClaim,
  type ClaimDetail,
  type ClaimState,
  type ClaimView,
} from '../../queries/claims.ts';
import { useDomains } from '../../queries/parties.ts';
import { CLAIM_STATES, proofWords, subjectCode, termsWords } from '../../words/claim-words.ts';
import { ClaimEvents } from './claim-events.tsx';
import { EvidenceForm } from './evidence-form.tsx';
import { Mark, type Tone } from './mark.tsx';
import './party.css';

const TONES: Record<ClaimState, Tone> = {
  PENDING: 'waiting',
  PROVED: 'yes',
  REJECTED: 'no',
  WITHDRAWN: 'past',
};

/** The head of a claim: what is claimed, and how it stands. */
export function ClaimHead({ claim }: { claim: ClaimView }) {
  const { subject, state, proof, side } = claim;
  return (
    <>
      <div className="claim-head">
        <SideMark side={side === 'MASTER' ? 'A' : 'B'} />
        <h3 className="lead strong">{subject.title}</h3>
        <Mark tone={TONES[state]}>{CLAIM_STATES[state]}</Mark>
        <span className="small secondary">{proofWords(proof)}</span>
      </div>
      <p className="small secondary">
        {side === 'MASTER' ? 'Recording' : 'Composition'} <span className="mono">{subjectCode(subject)}</span>
        , {termsWords(claim)}
      </p>
    </>
  );
}

function Prove({ claim }: { claim: ClaimDetail }) {
  const domains = useDomains(claim.party.id);
  const prove = useProveClaim(claim);
  const [domain, setDomain] = useState<string | null>(null);
  const choices = domains.data?.map(({ id, domain: name }) => ({ value: id, label: name })) ?? [];
  const chosen = domain ?? choices[0]?.value ?? null;
  return (
    <div className="party-form">
      {choices.length > 0 && (
        <div className="party-row">
          <Select
            label="Prove it by a website that names it"
            data={choices}
            value={chosen}
            allowDeselect={false}
            onChange={setDomain}
          />
          <Button
            disabled={chosen === null}
            loading={prove.isPending}
            onClick={() => chosen !== null && prove.mutate(chosen)}
          >
            Look and prove
          </Button>
        </div>
      )}
      {claim.partyVerified && (
        <div>
          <Button loading={prove.isPending} onClick={() => prove.mutate(null)}>
            Prove it by the verified catalogue
          </Button>
        </div>
      )}
      {prove.isError && <ProblemMessage error={prove.error} />}
    </div>
  );
}

function ClaimBody({ id, readOnly }: { id: string; readOnly: boolean }) {
  const query = useClaim(id);
  if (query.isPending) return <div className="hatched party-skeleton" aria-busy="true" />;
  if (query.isError) return <ProblemMessage error={query.error} onRetry={() => void query.refetch()} />;
  return <OpenClaim claim={query.data} readOnly={readOnly} />;
}

function OpenClaim({ claim, readOnly }: { claim: ClaimDetail; readOnly: boolean }) {
  const add = useAddEvidence(claim);
  const withdraw = useWithdrawClaim(claim);
  const error = add.error ?? withdraw.error;
  const isOpen = claim.state === 'PENDING' && !readOnly;
  return (
    <div className="claim-body">
      <ClaimEvents claim={claim} />
      {isOpen && <Prove claim={claim} />}
      {isOpen && (
        <EvidenceForm
          label="More for the operator who decides"
          action="Add evidence"
          busy={add.isPending}
          onSend={(evidence) => add.mutate(evidence)}
        />
      )}
      {error !== null && <ProblemMessage error={error} />}
      {isOpen && (
        <div>
          <Button variant="subtle" data-danger loading={withdraw.isPending} onClick={() => withdraw.mutate()}>
            Withdraw the claim
          </Button>
        </div>
      )}
    </div>
  );
}

interface ClaimCardProps {
  readonly claim: ClaimView;
  readonly readOnly: boolean;
  readonly startsOpen: boolean;
}

export function ClaimCard({ claim, readOnly, startsOpen }: ClaimCardProps) {
  const [open, setOpen] = useState(startsOpen);
  return (
    <article className="claim-card">
      <div className="party-block-head" style={{ marginBottom: 0 }}>
        <div>
          <ClaimHead claim={claim} />
        </div>
        <Button
          variant="subtle"
          size="sm"
          aria-expanded={open}
          aria-label={`${open ? 'Close' : 'Open'} the claim on ${claim.subject.title}`}
          onClick={() => setOpen(!open)}
        >
          {open ? 'Close' : 'Open'}
        </Button>
      </div>
      {open && <ClaimBody id={claim.id} readOnly={readOnly} />}
    </article>
  );
}
