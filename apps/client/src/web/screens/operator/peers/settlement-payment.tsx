import { useState } from 'react';
import { Button, TextInput } from '@mantine/core';
import { ProblemMessage } from '../../../components/problem-message.tsx';
import { useSettlementStep, type SettlementDetail } from '../../../queries/settlements.ts';
import { payableOf } from '../../../words/settlement-words.ts';

/** One operator writes the payment down, another confirms it. */
export function SettlementPayment({ settlement }: { settlement: SettlementDetail }) {
  const { id, peer, state, direction, reference, preparedBy, confirmedBy } = settlement;
  const [text, setText] = useState('');
  const step = useSettlementStep(id, peer.id);
  const out = direction === 'OUT';
  const payable = state === 'ANSWERED' && (payableOf(settlement) ?? 0n) > 0n;
  return (
    <div className="settlement-payment">
      {payable && (
        <>
          <TextInput
            label={out ? 'Reference of the payment' : 'Reference of the payment that came'}
            value={text}
            maxLength={140}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <Button
            disabled={text.trim().length < 3}
            loading={step.isPending}
            onClick={() => step.mutate({ step: 'prepare', reference: text.trim() })}
          >
            Write down
          </Button>
        </>
      )}
      {state === 'PREPARED' && (
        <>
          <p className="secondary">
            {preparedBy ?? 'An operator'} wrote down the payment {reference}. Another operator confirms it;
            then it is booked.
          </p>
          <Button loading={step.isPending} onClick={() => step.mutate({ step: 'confirm' })}>
            Confirm
          </Button>
          <Button
            variant="subtle"
            disabled={step.isPending}
            onClick={() => step.mutate({ step: 'withdraw' })}
          >
            Take back
          </Button>
        </>
      )}
      {state === 'PAID' && (
        <p className="secondary">
          {reference}, written down by {preparedBy ?? 'an operator'} and confirmed by{' '}
          {confirmedBy ?? 'another'}.
        </p>
      )}
      {step.isError && <ProblemMessage error={step.error} />}
    </div>
  );
}
