import { useState, type ReactNode } from 'react';
import { Button } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { DaySpanFilter, NothingInTime, type OnDaySpan } from '../../components/day-span-filter.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { LiveRegion } from '../../components/live-region.tsx';
import { ShowMore } from '../../components/paged.tsx';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { useMandates } from '../../queries/mandates.ts';
import { present } from '../../search-params.ts';
import type { User } from '../../queries/session.ts';
import { MusicBar } from '../../shell/music-bar.tsx';
import { SignedInOnly } from '../../shell/signed-in-only.tsx';
import { isAnyTime, type DaySpan } from '../../words/day-span.ts';
import { MandateCard } from './mandate-card.tsx';
import { MandateForm } from './mandate-form.tsx';
import '../artist/artist.css';
import './mandates.css';

const route = getRouteApi('/shell/artist/mandates');

type Party = User['parties'][number];

interface MandateListProps {
  readonly party: Party;
  readonly made: DaySpan;
  readonly onMade: OnDaySpan;
  /** What stands where there is none. */
  readonly empty: ReactNode;
}

function MandateList({ party, made, onMade, empty }: MandateListProps) {
  const mandates = useMandates(party.id, made);
  const items = mandates.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <DaySpanFilter what="Last changed" span={made} onSpan={onMade} pages={mandates} />
      <LiveRegion>{mandates.isSuccess ? `${items.length} mandates shown` : ''}</LiveRegion>
      {mandates.isPending && <div className="hatched mandates-skeleton" aria-busy="true" />}
      {mandates.isError && <ProblemMessage error={mandates.error} onRetry={() => void mandates.refetch()} />}
      {mandates.isSuccess && items.length === 0 && empty}
      {items.map((mandate) => (
        <MandateCard key={mandate.id} mandate={mandate} party={party.id} readOnly={party.role === 'VIEWER'} />
      ))}
      <ShowMore pages={mandates} />
    </>
  );
}

function Mandates({ party }: { party: Party }) {
  const { from, until, ...rest } = route.useSearch();
  const made = { from, until };
  const navigate = useNavigate({ from: '/artist/mandates' });
  const ask: OnDaySpan = (span, again = false) =>
    void navigate({ search: present({ ...rest, ...span }), replace: again });
  const [writing, setWriting] = useState(false);
  return (
    <>
      {writing && <MandateForm party={party} onDone={() => setWriting(false)} />}
      {party.role !== 'VIEWER' && !writing && (
        <div className="mandates-add">
          <Button variant="filled" onClick={() => setWriting(true)}>
            Add a mandate
          </Button>
        </div>
      )}
      <MandateList
        party={party}
        made={made}
        onMade={ask}
        empty={
          isAnyTime(made) ? (
            <EmptyState>
              No mandates. With one, a label or publisher says yes or no in your name, or you in somebody’s.
            </EmptyState>
          ) : (
            <NothingInTime onAnyTime={() => ask({})}>
              No mandate was made or last changed in this time.
            </NothingInTime>
          )
        }
      />
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
