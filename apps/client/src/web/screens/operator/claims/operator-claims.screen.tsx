import { useState } from 'react';
import { Button } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { getRouteApi, Link } from '@tanstack/react-router';
import { LiveRegion } from '../../../components/live-region.tsx';
import { Paged } from '../../../components/paged.tsx';
import { TabLink } from '../../../components/tab-link.tsx';
import { useClaimQueue, type ClaimState, type ClaimView } from '../../../queries/claims.ts';
import { CLAIM_STATES } from '../../../words/claim-words.ts';
import { dayWords } from '../../../words/dates.ts';
import { ClaimHead } from '../../party/claim-card.tsx';
import { Mark } from '../../party/mark.tsx';
import '../../party/party.css';
import { OperatorOnly } from '../operator-only.tsx';
import { DecideClaim } from './decide-claim.tsx';

const route = getRouteApi('/shell/operator/claims');
const STATES = ['PENDING', 'PROVED', 'REJECTED', 'WITHDRAWN'] as const satisfies readonly ClaimState[];

function QueueRow({ claim }: { claim: ClaimView }) {
  const [open, setOpen] = useState(false);
  const verb = open ? 'Close' : claim.state === 'PENDING' ? 'Decide' : 'Open';
  return (
    <article className="claim-card">
      <div className="party-block-head" style={{ marginBottom: 0 }}>
        <div>
          <ClaimHead claim={claim} />
          <p className="row small">
            <Link to="/parties/$id" params={{ id: claim.party.id }}>
              {claim.party.name}
            </Link>
            {claim.partyVerified && <Mark tone="yes">Verified</Mark>}
            <span className="secondary">since {dayWords(claim.createdAt)}</span>
          </p>
        </div>
        <Button
          variant="subtle"
          size="sm"
          aria-expanded={open}
          aria-label={`${verb} the claim of ${claim.party.name} on ${claim.subject.title}`}
          onClick={() => setOpen(!open)}
        >
          {verb}
        </Button>
      </div>
      {open && <DecideClaim id={claim.id} />}
    </article>
  );
}

function Queue({ state }: { state: ClaimState }) {
  const claims = useClaimQueue(state);
  const items = claims.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className="party-block">
      <LiveRegion>{claims.isSuccess ? `${items.length} claims` : ''}</LiveRegion>
      <Paged
        pages={claims}
        skeleton="party-skeleton"
        empty={state === 'PENDING' ? 'No claim waits. New ones appear here, the oldest first.' : 'None.'}
      >
        {() => (
          <div className="claim-list">
            {items.map((claim) => (
              <QueueRow key={claim.id} claim={claim} />
            ))}
          </div>
        )}
      </Paged>
    </div>
  );
}

/** Claims of all parties, to be proved or rejected. */
export function OperatorClaimsScreen() {
  useDocumentTitle('Claims · Flipside');
  const search = route.useSearch();
  const state = STATES.find((one) => one === search.state) ?? 'PENDING';
  return (
    <OperatorOnly
      current="claims"
      title="Claims"
      about="What parties say is theirs, with what they show for it."
    >
      <nav className="tab-links" aria-label="Which claims">
        {STATES.map((one) => (
          <TabLink
            key={one}
            current={one === state}
            to="/operator/claims"
            search={one === 'PENDING' ? {} : { state: one }}
          >
            {CLAIM_STATES[one]}
          </TabLink>
        ))}
      </nav>
      <Queue key={state} state={state} />
    </OperatorOnly>
  );
}
