import { useState } from 'react';
import { Button } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { getRouteApi } from '@tanstack/react-router';
import { EmptyState } from '../../components/empty-state.tsx';
import { LiveRegion } from '../../components/live-region.tsx';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { useMandates } from '../../queries/mandates.ts';
import type { User } from '../../queries/session.ts';
import { MusicBar } from '../../shell/music-bar.tsx';
import { SignedInOnly } from '../../shell/signed-in-only.tsx';
import { MandateCard } from './mandate-card.tsx';
import { MandateForm } from './mandate-form.tsx';
import '../artist/artist.css';
import './mandates.css';

const route = getRouteApi('/shell/artist/mandates');

type Party = User['parties'][number];

function Mandates({ party }: { party: Party }) {
  const mandates = useMandates(party.id);
  const [writing, setWriting] = useState(false);
  const mayWrite = party.role !== 'VIEWER';
  if (mandates.isPending) return <div className="hatched mandates-skeleton" aria-busy="true" />;
  if (mandates.isError)
    return <ProblemMessage error={mandates.error} onRetry={() => void mandates.refetch()} />;
  const add = (
    <Button variant="filled" onClick={() => setWriting(true)}>
      Add a mandate
    </Button>
  );
  return (
    <>
      <LiveRegion>{`${mandates.data.length} mandates`}</LiveRegion>
      {writing && <MandateForm party={party} onDone={() => setWriting(false)} />}
      {mandates.data.length === 0 && !writing && (
        <EmptyState action={mayWrite ? add : undefined}>
          No mandates. With one, a label or publisher says yes or no in your name, or you in somebody’s.
        </EmptyState>
      )}
      {mandates.data.length > 0 && !writing && mayWrite && <div className="mandates-add">{add}</div>}
      {mandates.data.map((mandate) => (
        <MandateCard key={mandate.id} mandate={mandate} party={party.id} readOnly={!mayWrite} />
      ))}
    </>
  );
}

/** Who may say yes in whose name. */
export function MandatesScreen() {
  useDocumentTitle('Mandates · Flipside');
  const search = route.useSearch();
  return (
    <SignedInOnly title="Mandates" reason="Sign in to let others grant in your name.">
      {(user) => {
        const party = user.parties.find(({ id }) => id === search.party) ?? user.parties[0];
        return (
          <div className="page">
            {party !== undefined && <MusicBar current="mandates" parties={user.parties} party={party.id} />}
            <div className="page-head">
              <div>
                <h1 className="title">Mandates</h1>
                <p className="secondary">
                  {party === undefined ? '' : `${party.name}: `}who may say yes in whose name.
                </p>
              </div>
            </div>
            {party === undefined ? (
              <EmptyState>This account belongs to no party yet.</EmptyState>
            ) : (
              <Mandates key={party.id} party={party} />
            )}
          </div>
        );
      }}
    </SignedInOnly>
  );
}
