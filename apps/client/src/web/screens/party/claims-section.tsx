import { useState } from 'react';
import { Button, Modal } from '@mantine/core';
import { LiveRegion } from '../../components/live-region.tsx';
import { Paged } from '../../components/paged.tsx';
import { usePartyClaims } from '../../queries/claims.ts';
import type { PartyView } from '../../queries/parties.ts';
import { ClaimCard } from './claim-card.tsx';
import { ClaimForm } from './claim-form.tsx';
import './party.css';

/** What the party claims, and how far it is proved. */
export function ClaimsSection({ party }: { party: PartyView }) {
  const [claiming, setClaiming] = useState(false);
  const [entered, setEntered] = useState<string | null>(null);
  const claims = usePartyClaims(party.id);
  const items = claims.data?.pages.flatMap((page) => page.items) ?? [];
  const mayClaim = (party.role === 'OWNER' || party.role === 'MANAGER') && party.mergedIntoId === null;
  const done = (id: string | null) => {
    setClaiming(false);
    setEntered(id);
  };
  return (
    <div className="party-block">
      <div className="party-block-head">
        <p className="secondary measure">
          A claim says that a share is yours. Your website, a verified catalogue or an operator proves it;
          then it is a share, and your yes is needed for flips.
        </p>
        {mayClaim && (
          <Button variant="filled" onClick={() => setClaiming(true)}>
            Claim a recording or work
          </Button>
        )}
      </div>
      <LiveRegion>{claims.isSuccess ? `${items.length} claims` : ''}</LiveRegion>
      <Paged
        pages={claims}
        skeleton="party-skeleton"
        empty={<>No claims. What {party.name} is entered with needs none.</>}
      >
        {() => (
          <div className="claim-list">
            {items.map((claim) => (
              <ClaimCard
                key={claim.id}
                claim={claim}
                readOnly={!mayClaim}
                startsOpen={claim.id === entered}
              />
            ))}
          </div>
        )}
      </Paged>
      <Modal opened={claiming} onClose={() => done(null)} title="Claim a recording or work" size="lg">
        {claiming && <ClaimForm party={party.id} onDone={done} />}
      </Modal>
    </div>
  );
}
