import { useState } from 'react';
import { Select } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Money } from '../../components/money.tsx';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { SideMark } from '../../components/side-glyph.tsx';
import { hasStatus } from '../../queries/api-problem.ts';
import { useDispute, type DisputeView } from '../../queries/disputes.ts';
import type { User } from '../../queries/session.ts';
import { NotFoundScreen } from '../../shell/not-found.screen.tsx';
import { SignedInOnly } from '../../shell/signed-in-only.tsx';
import { isOpen } from '../../words/dispute-words.ts';
import { readableIsrc } from '../../words/isrc.ts';
import { DeadlineNote } from './deadline-note.tsx';
import { DisputeActions } from './dispute-actions.tsx';
import { DisputeBadge } from './dispute-badge.tsx';
import { DisputeTimeline } from './dispute-timeline.tsx';
import { PartBar } from './part-bar.tsx';
import { Proposals } from './proposals.tsx';
import './disputes.css';

const route = getRouteApi('/shell/disputes/$id');

function Head({ dispute }: { dispute: DisputeView }) {
  const { subject, side } = dispute;
  const code = subject.isrc === null ? subject.iswc : readableIsrc(subject.isrc);
  return (
    <div className="page-head">
      <div>
        <h1 className="title">{subject.title}</h1>
        <p className="secondary row dispute-subject">
          <SideMark side={side === 'MASTER' ? 'A' : 'B'} />
          {side === 'MASTER' ? 'Recording' : 'Composition'}
          {subject.artist !== null && <span>{subject.artist}</span>}
          {code !== null && <span className="mono tertiary">{code}</span>}
        </p>
      </div>
      <span className="spacer" />
      <div className="dispute-standing">
        <DisputeBadge dispute={dispute} />
        <DeadlineNote dispute={dispute} />
      </div>
    </div>
  );
}

/** What waits, and what the dispute stops meanwhile. */
function Consequences({ dispute }: { dispute: DisputeView }) {
  const over = dispute.parts.some(({ cause }) => cause === 'OVERCLAIM');
  return (
    <div className="dispute-held">
      <p className="secondary">
        {over
          ? 'Until the shares are settled nothing new is published from it and no play is granted where they conflict. Plays that were counted stand.'
          : 'It stays cleared meanwhile: only the money of the share in question waits.'}
      </p>
      {dispute.held.map(({ currency, heldMicros, releasedMicros }) => (
        <dl key={currency}>
          <div>
            <dt className="label">Held so far</dt>
            <dd>
              <Money micros={heldMicros} currency={currency} precision="total" />
            </dd>
          </div>
          {releasedMicros !== '0' && (
            <div>
              <dt className="label">Released</dt>
              <dd>
                <Money micros={releasedMicros} currency={currency} precision="total" />
              </dd>
            </div>
          )}
        </dl>
      ))}
    </div>
  );
}

function Dispute({ dispute, user }: { dispute: DisputeView; user: User }) {
  const mine = user.parties.filter(({ id }) => dispute.parties.some((party) => party.id === id));
  const [chosen, setChosen] = useState<string | null>(mine[0]?.id ?? null);
  const own = mine.find(({ id }) => id === chosen);
  const party = own === undefined ? null : { id: own.id, canAct: own.role !== 'VIEWER' };
  const open = isOpen(dispute);
  const actingId = party?.canAct === true ? party.id : null;
  const waits =
    actingId !== null &&
    dispute.events.some(
      ({ kind, revision, party: by }) =>
        kind === 'PROPOSED' && revision === dispute.revision && by !== null && by.id !== actingId,
    );
  return (
    <>
      <Head dispute={dispute} />
      <div className="dispute-body">
        <div>
          {!open && <p className="label dispute-was">What it was about</p>}
          {dispute.parts.map((part) => (
            <PartBar key={JSON.stringify([part.territories, part.from])} part={part} side={dispute.side} />
          ))}
          {open && <Consequences dispute={dispute} />}
          {open && <Proposals dispute={dispute} partyId={actingId} />}
          {open && mine.length > 1 && (
            <Select
              label="In the name of"
              className="dispute-as"
              data={mine.map(({ id, name }) => ({ value: id, label: name }))}
              value={chosen}
              allowDeselect={false}
              onChange={setChosen}
            />
          )}
          {open && (
            <DisputeActions
              key={chosen}
              dispute={dispute}
              party={party}
              operator={user.operator}
              quiet={waits}
            />
          )}
          {!open && dispute.held.length > 0 && <Consequences dispute={dispute} />}
        </div>
        <DisputeTimeline events={dispute.events} parts={dispute.parts} />
      </div>
    </>
  );
}

function LoadedDispute({ id, user }: { id: string; user: User }) {
  const { data: dispute, error, isPending, refetch } = useDispute(id);
  useDocumentTitle(dispute ? `${dispute.subject.title}, dispute · Flipside` : 'Dispute · Flipside');
  if (hasStatus(error, 404, 400)) return <NotFoundScreen />;
  return (
    <div className="page">
      <p className="small disputes-back">
        {user.operator ? (
          <Link to="/operator/disputes">All disputes</Link>
        ) : (
          <Link to="/disputes">All disputes</Link>
        )}
      </p>
      {isPending && <div className="hatched disputes-skeleton" aria-busy="true" />}
      {error !== null && <ProblemMessage error={error} onRetry={() => void refetch()} />}
      {dispute && <Dispute dispute={dispute} user={user} />}
    </div>
  );
}

/** One dispute: what conflicts, who says what, and what can be done. */
export function DisputeScreen() {
  const { id } = route.useParams();
  return (
    <SignedInOnly title="Dispute" reason="Sign in to read this dispute.">
      {(user) => <LoadedDispute key={id} id={id} user={user} />}
    </SignedInOnly>
  );
}
