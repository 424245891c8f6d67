import { useState, type FormEvent } from 'react';
import { Button, TextInput } from '@mantine/core';
import { OwnCause } from '../../components/own-cause.tsx';
import { ProblemMessage } from '../../components/problem-message.tsx';
import type { PartyView } from '../../queries/parties.ts';
import { useHoldPayee, type PayeeView } from '../../queries/payouts.ts';
import { dayWords } from '../../words/dates.ts';

interface PayeeHoldProps {
  readonly party: PartyView;
  readonly payee: PayeeView;
  readonly asOperator: boolean;
}

/** Whether an operator stopped payouts, and for operators the way to do so. */
export function PayeeHold({ party, payee, asOperator }: PayeeHoldProps) {
  const [reason, setReason] = useState('');
  const hold = useHoldPayee(party.id);
  const { held } = payee;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    hold.mutate({ stop: held === null, reason: reason.trim() }, { onSuccess: () => setReason('') });
  };
  if (held === null && !asOperator) return null;
  const form = (
    <form className="payout-threshold" style={{ marginTop: 12 }} onSubmit={submit}>
      <TextInput
        label={held === null ? 'Why payouts to it are stopped' : 'Why payouts go on'}
        maxLength={1000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        style={{ flex: '1 1 240px', maxWidth: 480 }}
      />
      <Button
        type="submit"
        data-danger={held === null ? true : undefined}
        loading={hold.isPending}
        disabled={reason.trim().length < 3}
      >
        {held === null ? 'Stop payouts' : 'Let payouts go on'}
      </Button>
    </form>
  );
  return (
    <div className="party-block">
      {held !== null && (
        <p className="payout-notice" data-tone="stop">
          <strong className="stop">Payouts are stopped</strong> since {dayWords(held.since)}: “{held.reason}”
          What is owed stays owed.
        </p>
      )}
      {asOperator &&
        party.mergedIntoId === null &&
        (held === null ? form : <OwnCause parties={[party.id]}>{form}</OwnCause>)}
      {hold.isError && <ProblemMessage error={hold.error} />}
    </div>
  );
}
