import { Button } from '@mantine/core';
import { formatPpm } from '../../components/micros.ts';
import { ShowMore } from '../../components/paged.tsx';
import { ProblemMessage } from '../../components/problem-message.tsx';
import { useAnswerTransfer, usePartyTransfers, type TransferView } from '../../queries/claims.ts';
import type { PartyView } from '../../queries/parties.ts';
import { TRANSFER_STATES } from '../../words/claim-words.ts';
import { dayWords } from '../../words/dates.ts';
import { Mark, type Tone } from './mark.tsx';
import './party.css';

const TONES: Record<TransferView['state'], Tone> = {
  PENDING: 'waiting',
  ACCEPTED: 'yes',
  DECLINED: 'past',
  CANCELLED: 'past',
};

function TransferRow({ transfer, party }: { transfer: TransferView; party: PartyView }) {
  const answer = useAnswerTransfer();
  const { id, share, from, to, ppm, state, reason, agreedAt, effectiveAt } = transfer;
  const isIncoming = to.id === party.id;
  const title = share.subject.title;
  return (
    <li className="party-row">
      <div>
        <p className="row">
          <strong>{title}</strong>
          <Mark tone={TONES[state]}>{TRANSFER_STATES[state]}</Mark>
        </p>
        <p className="small secondary">
          <span className="mono">{formatPpm(ppm)}</span> from {from.name} to {to.name}, agreed{' '}
          {dayWords(agreedAt)}
          {effectiveAt !== null && `, counts from ${dayWords(effectiveAt)}`}
        </p>
        <p className="small">{reason}</p>
        {answer.isError && <ProblemMessage error={answer.error} />}
      </div>
      {state === 'PENDING' && party.role === 'OWNER' && (
        <div className="party-actions">
          {isIncoming && (
            <Button
              loading={answer.isPending}
              onClick={() => answer.mutate({ id, answer: 'accept' })}
              aria-label={`Accept ${title}`}
            >
              Accept
            </Button>
          )}
          <Button
            variant="subtle"
            data-danger
            onClick={() => answer.mutate({ id, answer: isIncoming ? 'decline' : 'cancel' })}
            aria-label={`${isIncoming ? 'Decline' : 'Take back'} ${title}`}
          >
            {isIncoming ? 'Decline' : 'Take back'}
          </Button>
        </div>
      )}
    </li>
  );
}

/** Shares that the party gives and gets. Absent while there are none. */
export function TransfersList({ party }: { party: PartyView }) {
  const transfers = usePartyTransfers(party.id);
  const items = transfers.data?.pages.flatMap((page) => page.items) ?? [];
  if (transfers.isError)
    return <ProblemMessage error={transfers.error} onRetry={() => void transfers.refetch()} />;
  if (items.length === 0) return null;
  return (
    <section className="party-block" aria-labelledby="transfers-title">
      <h2 className="heading" id="transfers-title">
        Handed over
      </h2>
      <ul className="party-list">
        {items.map((transfer) => (
          <TransferRow key={transfer.id} transfer={transfer} party={party} />
        ))}
      </ul>
      <ShowMore pages={transfers} />
    </section>
  );
}
